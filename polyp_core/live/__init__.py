"""A live picture: from a capture card or a stream to the newest analysed picture, a recording and findings."""

NOT_DURING_AN_EXAMINATION = "Research use only. Not for use during an examination."
"""Stands in every live picture."""
