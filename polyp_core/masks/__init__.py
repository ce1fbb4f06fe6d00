"""Computes masks, regions, outlines and overlays from probability maps."""
