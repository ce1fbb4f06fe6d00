"""A frame's way: read, segment, draw, export. No Qt and no training in here."""
