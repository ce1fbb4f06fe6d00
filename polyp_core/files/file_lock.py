"""A lock file whose lock the operating system releases when the process ends, even if it is killed.

The file is not deleted on release: otherwise two processes could hold locks on two files of the same name.
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
    """The lock is held by another process or by another descriptor of this process."""


@contextmanager
def file_lock(path: Path, content: str, timeout_s: float = 2.0) -> Iterator[None]:
    """Holds an exclusive lock on `path` within the block, and writes `content` to the file for other processes.

    Waits up to `timeout_s`, because `is_locked` briefly holds the lock too. Does not lock on drives without lock
    support. Raises LockedError if it is held elsewhere, ExportError if the file cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise write_error(path, error) from error
    try:
        deadline = time.monotonic() + timeout_s
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
    """True if the lock on `path` is held; None if the file does not exist or its drive does not support locks."""
    try:
        # Windows locks only files open for writing. O_NONBLOCK: opening a pipe at this path must not block.
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
    """Closes inherited lock descriptors in a forked child, which would otherwise keep the lock after its parent."""
    for descriptor in _descriptors:
        with suppress(OSError):
            os.close(descriptor)
    _descriptors.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_close_in_child)
