"""Makes model files for the viewer from trained weights."""
