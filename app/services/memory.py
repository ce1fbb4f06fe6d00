"""Returns freed memory to the operating system."""

import ctypes
import sys
from contextlib import suppress


def release_free_memory() -> None:
    """Returns freed memory to the system where the C library keeps it (glibc); takes some milliseconds.

    glibc keeps freed pictures in its heap, so a program that has shown many recordings would seem to leak.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, such as musl, has no such function
            ctypes.CDLL("libc.so.6").malloc_trim(0)
