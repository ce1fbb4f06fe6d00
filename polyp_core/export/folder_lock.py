"""A lock on an output folder, for the moments in which its results are looked at and replaced."""

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
def folder_lock(folder: Path, patience_s: float = 60.0) -> Iterator[None]:
    """Holds the lock of `folder`, which is made where it is missing; the file that carries it is gone afterwards.

    On a drive without locks nothing is held. Raises OSError where the file cannot be made, ExportError where another
    process holds the lock for longer than `patience_s`.
    """
    path = folder / _NAME
    descriptor = _locked(path, time.monotonic() + patience_s)
    try:
        yield
    finally:
        if sys.platform == "win32":  # there an open file cannot be removed, and one that another has open stays
            os.close(descriptor)
            with suppress(OSError):
                path.unlink()
        else:
            with suppress(OSError):
                path.unlink()
            os.close(descriptor)


def _locked(path: Path, deadline: float) -> int:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)  # another process has just removed the folder that it had made
            continue
        try:
            locked = try_lock(descriptor) is not False and _is_still(path, descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if locked:
            return descriptor
        os.close(descriptor)
        if time.monotonic() > deadline:
            raise ExportError(f"Another export is at work in {path.parent}. Try again when it has ended.")
        time.sleep(_RETRY_S)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file that is locked is the one of that name: the one who held the lock before removes it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
