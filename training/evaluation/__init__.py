"""Scores models: predicted masks against ground truth, with confidence intervals."""
