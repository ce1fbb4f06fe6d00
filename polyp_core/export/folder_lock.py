"""Inter-process lock on an output folder while its results are checked and replaced."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from polyp_core.errors import ExportError
from polyp_core.files.os_lock import try_lock

_NAME = ".polyp-viewer.lock"
_RETRY_S = 0.05


@contextmanager
def folder_lock(folder: Path, timeout_s: float = 60.0) -> Iterator[None]:
    """Locks `folder`, which is created if missing, and removes the lock file afterwards.

    Does nothing on file systems without locks. Raises OSError if the lock file cannot be created, ExportError if
    another process holds the lock for longer than `timeout_s`.
    """
    path = folder / _NAME
    descriptor = _acquire(path, time.monotonic() + timeout_s)
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed, and one opened by another process stays
            os.close(descriptor)
            with suppress(OSError):
                path.unlink()
        else:
            with suppress(OSError):
                path.unlink()
            os.close(descriptor)


def _acquire(path: Path, deadline: float) -> int:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)  # another process has just removed the folder it had created
            continue
        try:
            locked = try_lock(descriptor) is not False and _is_same_file(path, descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if locked:
            return descriptor
        os.close(descriptor)
        if time.monotonic() > deadline:
            raise ExportError(
                "Another export is writing to {parent}. Try again when it has finished.", parent=path.parent
            )
        time.sleep(_RETRY_S)


def _is_same_file(path: Path, descriptor: int) -> bool:
    """True if `path` is still the locked file: the previous holder of the lock removes it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
