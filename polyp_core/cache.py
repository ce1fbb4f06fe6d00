"""The caches: what the program can make again, each in a folder with a cap, the longest unused files removed first.

A file counts as used when it is written and when it is read (`mark_used`), by its time of change. Any process may
remove any file at any time, so that whoever reads one must be able to make it again; a damaged one counts as absent.
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
from polyp_core.files import replacing
from polyp_core.json_files import JsonError, read_json
from polyp_core.partial_files import is_partial, remove_leftovers
from polyp_core.places import cache_folder, config_dir

LEAST_CAP_MB, LARGEST_CAP_MB = 10, 10_000_000
CAPS_SETTING = "cache_caps_mb"
"""What the viewer's settings call the caps that were chosen."""

KEPT_WHILE_USED_S = 3600.0
"""What was used within this time is not removed to make room: in a training whose pairs do not all fit, each would be
written and removed again in every epoch. The cache takes in nothing new then."""

_PRUNED_TO = 0.9  # of the cap, so that the next write need not prune again
_LOOKED_AT_AGAIN = 0.02  # after so much of the cap was written
_USED_AGAIN_S = 600.0
_DATABASE = ".sqlite"
_SIDE_FILES = ("-wal", "-shm", "-journal")  # of SQLite; after a crash they stay


@dataclass(frozen=True, slots=True)
class Cache:
    """One kind of cached files: the name of its folder, and for users a title and what it holds."""

    name: str
    title: str
    holds: str
    default_cap_mb: int

    @property
    def folder(self) -> Path:
        return cache_folder(self.name)

    @property
    def cap_bytes(self) -> int:
        """What it may hold, in bytes, as `cap_mb`."""
        return cap_mb(self) * 1_000_000


MAPS = Cache("maps", "Analysed recordings", "What the model found on recordings that were open before.", 2_000)
GRAPHS = Cache("openvino", "Converted models", "Models made ready for this computer's processor.", 500)
THUMBNAILS = Cache("thumbnails", "Small pictures", "The pictures of the Dataset workspace.", 1_000)
TABLES = Cache("tables", "Tables of datasets", "What was measured on each picture of a dataset.", 500)
SCORES = Cache("scores", "Scores of models", "What models scored on the pictures of datasets.", 200)
TRAINING_PAIRS = Cache(
    "training-pairs", "Training pictures", "Pictures as a training reads them, in each epoch once.", 10_000
)
CACHES: Mapping[str, Cache] = {
    cache.name: cache for cache in (MAPS, GRAPHS, THUMBNAILS, TABLES, SCORES, TRAINING_PAIRS)
}
"""All caches by name."""


def caps_variable(cache: Cache) -> str:
    """The environment variable that sets the cap in MB, such as POLYP_VIEWER_CACHE_TRAINING_PAIRS_MB."""
    return f"POLYP_VIEWER_CACHE_{cache.name.upper().replace('-', '_')}_MB"


def cap_mb(cache: Cache) -> int:
    """The cap: the environment's, else that in the viewer's settings, else the default.

    Values that are no numbers of MB within LEAST_CAP_MB and LARGEST_CAP_MB are passed over.
    """
    if (given := cap_given_by_environment(cache)) is not None:
        return given
    kept = _kept_by_viewer().get(cache.name)
    return kept if is_cap(kept) else cache.default_cap_mb


def cap_given_by_environment(cache: Cache) -> int | None:
    """The cap in MB that `caps_variable` sets, or None."""
    given = os.environ.get(caps_variable(cache), "")
    return int(given) if given.isdecimal() and len(given) < 20 and is_cap(int(given)) else None


def is_cap(value: object) -> TypeGuard[int]:
    """Whether `value` is a cap in MB that can be set."""
    return isinstance(value, int) and not isinstance(value, bool) and LEAST_CAP_MB <= value <= LARGEST_CAP_MB


@dataclass(frozen=True, slots=True)
class Usage:
    """How much a cache holds; `files` counts a database with its side files as one."""

    size_bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed. `kept_files` could not be: they are in use, or the system refused."""

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
    """What `cache` holds now. Takes a moment where that are many files."""
    entries = _entries(cache.folder)
    return Usage(sum(entry.size_bytes for entry in entries), len(entries))


def prune(cache: Cache) -> Removed:
    """Removes the longest unused files of `cache` until it is within its cap, also those used a moment ago."""
    return prune_folder(cache.folder, cache.cap_bytes)


def format_size(size_bytes: float) -> str:
    """A size for people.

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
    """Removes the longest unused files below `folder` until it holds at most `cap_bytes`.

    Databases that are open stay, and what was used within `kept_while_used_s`. Never raises: what cannot be removed
    stays. Two processes may do it at once: both begin with the same files.
    """
    entries = sorted(_entries(folder), key=lambda entry: entry.used_s)
    size_bytes = sum(entry.size_bytes for entry in entries)
    unused_since_s = time.time() - kept_while_used_s
    goal_bytes = cap_bytes * _PRUNED_TO if kept_while_used_s else cap_bytes
    freed_bytes, files, kept = 0, 0, 0
    for entry in entries if size_bytes > cap_bytes or cap_bytes == 0 else ():
        if cap_bytes and size_bytes - freed_bytes <= goal_bytes:
            break
        if (kept_while_used_s and entry.used_s > unused_since_s) or _is_open(entry.path) or not _remove(entry):
            kept += 1
            continue
        freed_bytes += entry.size_bytes
        files += 1
    for part in {entry.path.parent for entry in entries} | {folder}:
        remove_leftovers(part)
    _remove_lost_side_files(folder)
    return Removed(freed_bytes, files, kept)


def mark_used(path: Path) -> None:
    """Notes that the file at `path` was read: it is among the last to be removed. Cheap; never raises."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _USED_AGAIN_S:
            os.utime(path)


class CacheFolder:
    """Writes files into a cache and keeps it within its cap. Any thread may call it, of several processes too.

    A folder that cannot be written to, or a full disk, costs time alone: nothing is written any more, and `problem`
    says why.
    """

    def __init__(self, cache: Cache, folder: Path | None = None) -> None:
        """`folder` is the cache's own unless given."""
        self.path = folder or cache.folder
        self.problem = ""
        """A sentence on why nothing is kept; "" while it is."""
        self._cache = cache
        self._cap_bytes = cache.cap_bytes
        self._unpruned_bytes: int | None = None  # nothing was looked at yet
        self._is_full = False

    def read(self, path: Path) -> bytes | None:
        """What the file at `path` holds; None where it cannot be read."""
        try:
            data = path.read_bytes()
        except OSError:
            return None
        mark_used(path)
        return data

    def write(self, path: Path, data: bytes) -> bool:
        """Keeps `data` as the file at `path`, whole or not at all. Says whether it did: not where `problem` says why,
        or where the cache is full of what was used a moment ago."""
        if self.problem:
            return False
        self._make_room(len(data))
        if self._is_full:
            return False
        try:
            with replacing(path) as beside:
                beside.write_bytes(data)
        except ExportError as error:
            self.problem = str(error)
            return False
        return True

    def _make_room(self, size_bytes: int) -> None:
        """Prunes at the first write and then now and then: looking at all files takes as long as many writes."""
        unpruned_bytes = self._unpruned_bytes
        if unpruned_bytes is not None and unpruned_bytes + size_bytes < self._cap_bytes * _LOOKED_AT_AGAIN:
            self._unpruned_bytes = unpruned_bytes + size_bytes
            return
        self._cap_bytes, self._unpruned_bytes = self._cache.cap_bytes, size_bytes
        room_for_others_bytes = self._cap_bytes - size_bytes
        if room_for_others_bytes > 0:
            prune_folder(self.path, room_for_others_bytes, KEPT_WHILE_USED_S)
        self._is_full = sum(entry.size_bytes for entry in _entries(self.path)) > room_for_others_bytes


def _entries(folder: Path) -> list[_Entry]:
    """The files below `folder`, databases with their side files; none where there is no such folder."""
    entries: dict[Path, _Entry] = {}
    beside: list[tuple[Path, Path, int]] = []
    for file, stat in _files_below(folder):
        if is_partial(file.name):  # being written, or removed by `remove_leftovers`
            continue
        base = next((file.name.removesuffix(end) for end in _SIDE_FILES if file.name.endswith(_DATABASE + end)), None)
        if base is None:
            entries[file] = _Entry(file, stat.st_size, stat.st_mtime)
        else:
            beside.append((file.with_name(base), file, stat.st_size))
    for base_file, file, size_bytes in beside:
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
        # The side files last: without their database they are of no use, with it they hold its last rows.
        for file in (entry.path, *entry.side_files):
            file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _remove_lost_side_files(folder: Path) -> None:
    for file in folder.glob(f"*{_DATABASE}-*"):
        if not file.with_name(file.name.rpartition("-")[0]).exists():
            with suppress(OSError):
                file.unlink()


def _is_open(path: Path) -> bool:
    """Whether a connection of this process or another holds the database; False for any other file.

    SQLite lets only the last connection end the write-ahead log.
    """
    if path.suffix != _DATABASE or not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=0)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # damaged, and of no use to anyone
    return False


def _kept_by_viewer() -> Mapping[str, object]:
    try:
        kept = read_json(config_dir() / "settings.json", lenient=True)
    except (OSError, JsonError):
        return {}
    caps = kept.get(CAPS_SETTING) if isinstance(kept, dict) else None
    return caps if isinstance(caps, dict) else {}
