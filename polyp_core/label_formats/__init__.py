"""Label files: reading and writing masks in the formats that other programs use."""
