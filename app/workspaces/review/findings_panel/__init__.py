"""The findings panel of the Review workspace: what a reader decides about findings, and where it is kept."""
