"""Statistics of datasets: measurements, charts, hypothesis tests."""
