"""The name of the reader whose decisions are stored."""

import getpass
from functools import cache

from polyp_core.display_text import one_line
from polyp_core.review.review_file import LONGEST_READER_NAME


def stored_reader_name(name: str) -> str:
    """Returns `name` as it is stored: one line, without spaces around it, not too long."""
    return one_line(name.strip())[:LONGEST_READER_NAME].strip()


@cache
def login_name() -> str:
    """Returns the name of the user who is logged in."""
    try:
        return stored_reader_name(getpass.getuser()) or "Reader"
    except (OSError, KeyError):  # an account without a name, as in some containers
        return "Reader"
