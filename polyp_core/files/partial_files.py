"""The hidden files that are written first and renamed when they are whole, and what killed processes left of them."""

import os
import re
import sys
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path
from uuid import uuid4

from polyp_core.files.os_lock import try_lock

_STEM_BYTES = 80
_NAME = re.compile(r"\..*\.[0-9a-f]{8}\.partial(\.[^.]+)?", re.DOTALL)
_FEW = 200
"""Up to as many entries of a folder are looked through at each file that is written there; all of them only once."""
_WINDOWS_GAP_S = 10.0
"""There the file is open to nobody for a moment before it is renamed, and would look as if its process had ended."""

_searched: set[Path] = set()


def partial_path(path: Path) -> Path:
    """A new hidden name beside `path`, with the same suffix: `.report.0123abcd.partial.csv`."""
    stem = path.stem
    while len(os.fsencode(stem)) > _STEM_BYTES:  # file systems limit a name's bytes, not its letters
        stem = stem[:-1]
    return path.with_name(f".{stem}.{uuid4().hex[:8]}.partial{path.suffix}")


def is_partial(name: str) -> bool:
    """Whether a file of that name is one of `partial_path`."""
    return _NAME.fullmatch(name) is not None


def open_locked(path: Path, mode: int) -> int:
    """Makes the partial file `path`, and keeps it locked until the descriptor is closed.

    The lock tells other processes that this one lives; it hinders nobody in writing. Raises OSError.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, mode)
        # On Windows an open file cannot be removed, which says the same. Elsewhere another process may have taken the
        # new file for a leftover in the moment before it was locked.
        if sys.platform == "win32" or (try_lock(descriptor) is not False and _is_still(path, descriptor)):
            return descriptor
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def remove_leftovers(folder: Path) -> None:
    """Removes the partial files in `folder` of processes that have ended; all others stay."""
    try:
        with os.scandir(folder) as entries:
            found = list(islice(entries, _FEW))
            if len(found) == _FEW:
                found = [] if folder in _searched else [*found, *entries]
                _searched.add(folder)
    except OSError:
        return
    for entry in found:
        if is_partial(entry.name) and entry.is_file(follow_symlinks=False):
            with suppress(OSError):
                _remove_if_left(Path(entry.path))


def _remove_if_left(path: Path) -> None:
    if sys.platform == "win32":
        if time.time() - path.stat().st_mtime > _WINDOWS_GAP_S:
            path.unlink()
        return
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        if try_lock(descriptor) and _is_still(path, descriptor):
            path.unlink()
    finally:
        os.close(descriptor)
