"""The statistics report as a self-contained page."""
