"""A lock on a file that the operating system releases when its process ends, however it ends.

The file stays when the lock is released: deleting it would let two processes hold locks on two files of one name.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from polyp_core.files.atomic_files import write_error
from polyp_core.files.os_lock import try_lock

_RETRY_S = 0.05

_descriptors: set[int] = set()


class LockedError(Exception):
    """Another process, or another part of this one, holds the lock."""


@contextmanager
def file_lock(path: Path, content: str, patience_s: float = 2.0) -> Iterator[None]:
    """Holds the lock on `path` within the block, and writes `content` to the file for others to read.

    Waits up to `patience_s`, because `is_locked` holds the lock for a moment too. On a drive without locks nothing is
    held. Raises LockedError where another holds it, ExportError where the file cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise write_error(path, error) from error
    try:
        deadline = time.monotonic() + patience_s
        while try_lock(descriptor) is False:
            if time.monotonic() > deadline:
                raise LockedError
            time.sleep(_RETRY_S)
        _descriptors.add(descriptor)
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, content.encode())
        except OSError as error:
            raise write_error(path, error) from error
        yield
    finally:
        _descriptors.discard(descriptor)
        with suppress(OSError):
            os.close(descriptor)  # which releases the lock


def is_locked(path: Path) -> bool | None:
    """Whether somebody holds the lock on `path`; None where there is no such file or its drive has no locks."""
    try:
        # Windows locks only what is open for writing.
        # A pipe in its place must not make this wait.
        descriptor = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        locked = try_lock(descriptor, shared=True)
        return None if locked is None else not locked
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _close_in_child() -> None:
    """A forked child, such as a loader worker, would hold the lock for as long as it outlives its parent."""
    for descriptor in _descriptors:
        with suppress(OSError):
            os.close(descriptor)
    _descriptors.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_close_in_child)
