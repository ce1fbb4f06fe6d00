"""Video files as sources of frames, each exact by its index after any seek."""
