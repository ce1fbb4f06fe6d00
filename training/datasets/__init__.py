"""Image and mask pairs on disk: finding, describing, grouping and splitting them."""
