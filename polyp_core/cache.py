"""Disk caches with a size cap each; the least recently used files are removed first.

Writing and reading (`mark_used`) update a file's modification time. Any process may remove any file at any time, so
readers must be able to recreate it; a damaged file counts as missing.
"""

import math
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import atomic_write
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.partial_files import is_partial, remove_leftovers
from polyp_core.paths import cache_folder, config_dir

LEAST_CAP_MB, LARGEST_CAP_MB = 10, 10_000_000
CAPS_SETTING = "cache_caps_mb"
"""Key of the caps in the viewer's settings."""

KEPT_WHILE_USED_S = 3600.0
"""Files used within this time are not removed to make space, and the cache accepts no new files instead: a training
whose pairs exceed the cap would otherwise write and remove each pair in every epoch."""

_PRUNED_TO = 0.9  # of the cap, so that not every write prunes
_CHECK_INTERVAL = 0.02  # of the cap: bytes written between two checks
_MARK_INTERVAL_S = 600.0
_DATABASE = ".sqlite"
_SIDE_FILES = ("-wal", "-shm", "-journal")  # of SQLite; after a crash they stay


@dataclass(frozen=True, slots=True)
class Cache:
    """One cache: the name of its folder, and a title and description for users."""

    name: str
    title: str
    description: str
    default_cap_mb: int

    @property
    def folder(self) -> Path:
        return cache_folder(self.name)

    @property
    def cap_bytes(self) -> int:
        """The cap in bytes, see `cap_mb`."""
        return cap_mb(self) * 1_000_000


MAPS = Cache("maps", "Analysed recordings", "What models found in recordings, so that none is analysed twice.", 2_000)
MEASURES = Cache(
    "measures", "Measures of recordings", "Regions that models found in recordings, without their pictures.", 1_000
)
GRAPHS = Cache("openvino", "Converted models", "Models converted for the processor of this computer.", 500)
THUMBNAILS = Cache("thumbnails", "Thumbnails", "Small pictures of datasets.", 1_000)
TABLES = Cache("tables", "Tables of datasets", "Measurements of each picture of a dataset.", 500)
SCORES = Cache("scores", "Scores of models", "Scores of models on the pictures of datasets.", 200)
TRAINING_PAIRS = Cache(
    "training-pairs",
    "Training pictures",
    "Pictures and masks at the size that a training reads in every epoch.",
    10_000,
)
SPEEDS = Cache("speeds", "Speeds of models", "Measured frames a second of each model.", 10)
CACHES: Mapping[str, Cache] = {
    cache.name: cache for cache in (MAPS, MEASURES, GRAPHS, THUMBNAILS, TABLES, SCORES, TRAINING_PAIRS, SPEEDS)
}
"""All caches by name."""


def caps_variable(cache: Cache) -> str:
    """Returns the environment variable for the cap in MB, such as POLYP_VIEWER_CACHE_TRAINING_PAIRS_MB."""
    return f"POLYP_VIEWER_CACHE_{cache.name.upper().replace('-', '_')}_MB"


def cap_mb(cache: Cache) -> int:
    """Returns the cap in MB from the environment, else from the viewer's settings, else the default.

    Ignores values outside LEAST_CAP_MB to LARGEST_CAP_MB.
    """
    if (given := cap_given_by_environment(cache)) is not None:
        return given
    kept = _caps_in_settings().get(cache.name)
    return kept if is_cap(kept) else cache.default_cap_mb


def cap_given_by_environment(cache: Cache) -> int | None:
    """The cap in MB that `caps_variable` sets, or None."""
    given = os.environ.get(caps_variable(cache), "")
    return int(given) if given.isdecimal() and len(given) < 20 and is_cap(int(given)) else None


def is_cap(value: object) -> TypeGuard[int]:
    """True if `value` is a valid cap in MB."""
    return isinstance(value, int) and not isinstance(value, bool) and LEAST_CAP_MB <= value <= LARGEST_CAP_MB


@dataclass(frozen=True, slots=True)
class Usage:
    """Size of a cache; `files` counts a database with its side files as one."""

    size_bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Removed:
    """Size and number of removed files. `kept_files` are in use or could not be removed."""

    size_bytes: int
    files: int
    kept_files: int


@dataclass(slots=True)
class _Entry:
    path: Path
    size_bytes: int
    used_s: float
    side_files: list[Path] = field(default_factory=list)


def usage(cache: Cache) -> Usage:
    """Returns the current size of `cache`; slow for many files."""
    entries = _entries(cache.folder)
    return Usage(sum(entry.size_bytes for entry in entries), len(entries))


def prune(cache: Cache) -> Removed:
    """Removes the least recently used files of `cache` until it is within its cap, including recently used ones."""
    return prune_folder(cache.folder, cache.cap_bytes)


def format_size(size_bytes: float) -> str:
    """Formats a size in bytes for display.

    >>> format_size(5_937_000_000), format_size(999), format_size(0)
    ('5.9 GB', '1 kB', '0 kB')
    """
    if size_bytes >= 1e9:
        return f"{size_bytes / 1e9:,.1f} GB"
    return f"{size_bytes / 1e6:,.0f} MB" if size_bytes >= 1e6 else f"{math.ceil(size_bytes / 1e3)} kB"


def clear(cache: Cache) -> Removed:
    """Removes all files of `cache` that are not in use."""
    return prune_folder(cache.folder, 0)


def prune_folder(folder: Path, cap_bytes: int, kept_while_used_s: float = 0.0) -> Removed:
    """Removes the least recently used files below `folder` until its size is at most `cap_bytes`.

    Keeps open databases, files used within `kept_while_used_s`, and files that cannot be removed; never raises. Safe to
    run in several processes at once.
    """
    entries = sorted(_entries(folder), key=lambda entry: entry.used_s)
    size_bytes = sum(entry.size_bytes for entry in entries)
    unused_since_s = time.time() - kept_while_used_s
    target_bytes = cap_bytes * _PRUNED_TO if kept_while_used_s else cap_bytes
    freed_bytes, files, kept = 0, 0, 0
    for entry in entries if size_bytes > cap_bytes or cap_bytes == 0 else ():
        if cap_bytes and size_bytes - freed_bytes <= target_bytes:
            break
        if (kept_while_used_s and entry.used_s > unused_since_s) or _is_open(entry.path) or not _remove(entry):
            kept += 1
            continue
        freed_bytes += entry.size_bytes
        files += 1
    for part in {entry.path.parent for entry in entries} | {folder}:
        remove_leftovers(part)
    _remove_orphaned_side_files(folder)
    return Removed(freed_bytes, files, kept)


def mark_used(path: Path) -> None:
    """Records that the file at `path` was used, by its modification time. Cheap; never raises."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _MARK_INTERVAL_S:
            os.utime(path)


class CacheFolder:
    """Writes files into a cache and keeps it within its cap. Safe for several threads and processes.

    If the folder cannot be written to, or the disk is full, further writes are skipped and `problem` has the reason.
    """

    def __init__(self, cache: Cache, folder: Path | None = None) -> None:
        """`folder` defaults to that of the cache."""
        self.path = folder or cache.folder
        self.problem = ""
        """Why nothing can be written, as a sentence; "" if writing works."""
        self._cache = cache
        self._cap_bytes = cache.cap_bytes
        self._unpruned_bytes: int | None = None  # None before the first check
        self._is_full = False

    def read(self, path: Path) -> bytes | None:
        """Returns the content of the file at `path`; None if it cannot be read."""
        try:
            data = path.read_bytes()
        except OSError:
            return None
        mark_used(path)
        return data

    def write(self, path: Path, data: bytes) -> bool:
        """Writes `data` to `path` atomically. Returns False if there is a `problem`, or the cache is full of recently
        used files."""
        if self.problem:
            return False
        self._prune_if_due(len(data))
        if self._is_full:
            return False
        try:
            with atomic_write(path) as side_files:
                side_files.write_bytes(data)
        except ExportError as error:
            self.problem = error.text
            return False
        return True

    def _prune_if_due(self, size_bytes: int) -> None:
        """Prunes at the first write and then at intervals, because listing all files takes as long as many writes."""
        unpruned_bytes = self._unpruned_bytes
        if unpruned_bytes is not None and unpruned_bytes + size_bytes < self._cap_bytes * _CHECK_INTERVAL:
            self._unpruned_bytes = unpruned_bytes + size_bytes
            return
        self._cap_bytes, self._unpruned_bytes = self._cache.cap_bytes, size_bytes
        available_bytes = self._cap_bytes - size_bytes
        if available_bytes > 0:
            prune_folder(self.path, available_bytes, KEPT_WHILE_USED_S)
        self._is_full = sum(entry.size_bytes for entry in _entries(self.path)) > available_bytes


def _entries(folder: Path) -> list[_Entry]:
    """Returns the files below `folder`, databases with their side files; none if the folder does not exist."""
    entries: dict[Path, _Entry] = {}
    side_files: list[tuple[Path, Path, int]] = []
    for file, stat in _files_below(folder):
        if is_partial(file.name):  # being written, or removed by `remove_leftovers`
            continue
        base = next((file.name.removesuffix(end) for end in _SIDE_FILES if file.name.endswith(_DATABASE + end)), None)
        if base is None:
            entries[file] = _Entry(file, stat.st_size, stat.st_mtime)
        else:
            side_files.append((file.with_name(base), file, stat.st_size))
    for base_file, file, size_bytes in side_files:
        if (entry := entries.get(base_file)) is not None:
            entry.size_bytes += size_bytes
            entry.side_files.append(file)
    return list(entries.values())


def _files_below(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        with os.scandir(folder) as found:
            children = list(found)
    except OSError:
        return
    for child in children:
        try:
            if child.is_dir(follow_symlinks=False):
                yield from _files_below(Path(child.path))
            else:
                yield Path(child.path), child.stat(follow_symlinks=False)
        except OSError:  # removed meanwhile
            continue


def _remove(entry: _Entry) -> bool:
    try:
        # Side files last: they contain the latest rows of an existing database, and are useless without it.
        for file in (entry.path, *entry.side_files):
            file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _remove_orphaned_side_files(folder: Path) -> None:
    for file in folder.glob(f"*{_DATABASE}-*"):
        if not file.with_name(file.name.rpartition("-")[0]).exists():
            with suppress(OSError):
                file.unlink()


def _is_open(path: Path) -> bool:
    """True if any process has the database open; False for other files.

    Only the last connection can switch SQLite out of write-ahead logging.
    """
    if path.suffix != _DATABASE or not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=0)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # damaged
    return False


def _caps_in_settings() -> Mapping[str, object]:
    try:
        kept = read_json(config_dir() / "settings.json", lenient=True)
    except (OSError, JsonError):
        return {}
    caps = kept.get(CAPS_SETTING) if isinstance(kept, dict) else None
    return caps if isinstance(caps, dict) else {}
