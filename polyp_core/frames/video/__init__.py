"""Video files as frame sources with exact random access."""
