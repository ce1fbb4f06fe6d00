"""The report on a reader's review: one HTML file that contains all of it."""
