"""Image and mask pairs on disk: discovery, mask readings, groups, near copies and splits."""
