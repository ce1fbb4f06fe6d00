"""The picture with its overlay on the screen: zoom, pan, and what is painted over it."""
