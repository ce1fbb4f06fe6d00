"""The Live workspace: the newest picture of a capture card or a stream, with its mask."""
