"""Detects findings: ranges of frames that show a polyp."""
