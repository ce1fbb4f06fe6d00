"""Statistics of datasets: one pass, charts as numbers, hypothesis tests, a report."""
