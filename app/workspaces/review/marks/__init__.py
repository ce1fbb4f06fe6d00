"""Marks of the examination: their keys, their list with the withdrawal time, and their place on the time line."""
