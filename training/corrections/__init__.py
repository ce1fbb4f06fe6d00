"""Datasets made of frames whose masks a reader corrected in a review, and what is kept of them for tests."""
