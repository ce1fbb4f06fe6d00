"""A live picture: from a capture card or a stream to the newest analysed picture, a recording and findings."""

from polyp_core.display_text import mark

NOT_DURING_AN_EXAMINATION = mark("Research use only. Not for use during an examination.")
"""Stands in every live picture."""
