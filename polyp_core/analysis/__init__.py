"""Concurrent decoding and segmentation of a source, for playback, whole-recording analysis and export."""
