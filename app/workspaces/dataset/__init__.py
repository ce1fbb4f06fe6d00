"""Browse datasets: grid, table, charts, hypothesis tests."""
