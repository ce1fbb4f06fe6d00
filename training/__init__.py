"""Learning from data: datasets, statistics, fitting, evaluating. No Qt in here."""
