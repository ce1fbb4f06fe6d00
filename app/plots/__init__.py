"""Interactive plots, imported with the first workspace that needs them, not at start."""
