"""Temporary files for atomic writes: their names, their locks, and removal of those left by killed processes."""

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
_SEARCH_LIMIT = 200
"""Folders with fewer entries are searched for leftovers at each write; larger ones only once."""
_WINDOWS_MIN_AGE_S = 10.0
"""On Windows the file is closed shortly before it is renamed, and would look like a leftover."""

_searched: set[Path] = set()


def partial_path(path: Path) -> Path:
    """Returns a new hidden name in the folder of `path`, with its suffix: `.report.0123abcd.partial.csv`."""
    stem = path.stem
    while len(os.fsencode(stem)) > _STEM_BYTES:  # file systems limit names in bytes, not characters
        stem = stem[:-1]
    return path.with_name(f".{stem}.{uuid4().hex[:8]}.partial{path.suffix}")


def is_partial(name: str) -> bool:
    """True if `name` was made by `partial_path`."""
    return _NAME.fullmatch(name) is not None


def open_locked(path: Path, mode: int) -> int:
    """Creates the partial file `path`, locked until the returned descriptor is closed. Raises OSError.

    The lock marks the file as in use for `remove_leftovers`; it does not prevent writing.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, mode)
        # On Windows an open file cannot be removed, so no lock is needed. Elsewhere another process may have removed
        # the new file as a leftover before it was locked.
        if sys.platform == "win32" or (try_lock(descriptor) is not False and _is_same_file(path, descriptor)):
            return descriptor
        os.close(descriptor)


def _is_same_file(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def remove_leftovers(folder: Path) -> None:
    """Removes partial files in `folder` whose processes have ended."""
    try:
        with os.scandir(folder) as entries:
            found = list(islice(entries, _SEARCH_LIMIT))
            if len(found) == _SEARCH_LIMIT:
                found = [] if folder in _searched else [*found, *entries]
                _searched.add(folder)
    except OSError:
        return
    for entry in found:
        if is_partial(entry.name) and entry.is_file(follow_symlinks=False):
            with suppress(OSError):
                _remove_if_unlocked(Path(entry.path))


def _remove_if_unlocked(path: Path) -> None:
    if sys.platform == "win32":
        if time.time() - path.stat().st_mtime > _WINDOWS_MIN_AGE_S:
            path.unlink()
        return
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        if try_lock(descriptor) and _is_same_file(path, descriptor):
            path.unlink()
    finally:
        os.close(descriptor)
