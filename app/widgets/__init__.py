"""Widgets and styling used by more than one part of the window."""
