"""A run's folder: what a run writes, what it is finished with, and how others read it."""
