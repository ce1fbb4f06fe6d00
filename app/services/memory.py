"""Handing memory back to the system."""

import ctypes
import sys
from contextlib import suppress


def give_back_memory() -> None:
    """Returns what was freed to the system, where the C library would keep it (glibc); takes some milliseconds.

    glibc keeps freed pictures in its heap, so a program that has shown many recordings looks as if it leaked.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, such as musl, has no such function
            ctypes.CDLL("libc.so.6").malloc_trim(0)
