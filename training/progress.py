"""Types of the functions that long work calls to report its progress."""

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Is called with (done, total) after each step."""

OnFraction = Callable[[float], None]
"""Is called with the fraction that is done, 0..1."""


def ignore_progress(done: int, total: int) -> None:
    """An OnProgress that does nothing."""
