"""Whole sources: decode, segment and consume at once, on plain threads."""
