"""Reads and writes the manifest of an output folder: the list of files that this program wrote there.

A file belongs to this program while its size and modification time match the manifest; a file edited since is the
user's.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from polyp_core.export.provenance import RESEARCH_USE_ONLY
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, read_json

MANIFEST_NAME = ".polyp-viewer.json"
_FORMAT = 1
_SAME_TIME_NS = 2_000_000_000  # FAT stores times with a resolution of 2 s

Entries = dict[str, tuple[int, int]]
"""Size in bytes and modification time in nanoseconds, by path relative to the folder with `/` as separator."""


def read_manifest(folder: Path) -> Entries:
    """The manifest entries of `folder`; empty if there is no valid manifest."""
    return read_entries(folder / MANIFEST_NAME)


def read_entries(path: Path) -> Entries:
    """The entries of a manifest file; empty if it is missing or invalid."""
    try:
        content = read_json(path)
        if content["format"] != _FORMAT:
            return {}
        return {str(name): (int(size), int(time_ns)) for name, (size, time_ns) in content["files"].items()}
    except (OSError, JsonError, KeyError, TypeError, ValueError, AttributeError):
        return {}


def write_manifest(path: Path, entries: Entries) -> None:
    """Writes `entries` as a manifest file. Raises ExportError."""
    content = {"format": _FORMAT, "notice": RESEARCH_USE_ONLY, "files": entries}
    write_text(path, json.dumps(content) + "\n")


def entries_of(folder: Path, names: Iterable[str]) -> Entries:
    """Current entries of the files `names` in `folder`, and of all files in folders among them. Raises OSError."""
    return {name: _entry(file.stat(follow_symlinks=False)) for name, file in files_below(folder, names)}


def entries_under(entries: Entries, name: str) -> Entries:
    """The entries of the output `name`: of the file, or of the files in that folder."""
    return {path: entry for path, entry in entries.items() if path.partition("/")[0] == name}


def is_unchanged(path: Path, entry: tuple[int, int] | None) -> bool:
    """True if the file at `path` matches `entry`. False for symbolic links, which this program never creates."""
    if entry is None:
        return False
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return False
    size, time_ns = _entry(found)
    return not path.is_symlink() and size == entry[0] and abs(time_ns - entry[1]) <= _SAME_TIME_NS


def files_below(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Yields (relative path with `/`, path) of all files at or below `names` in `folder`. Raises OSError."""
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            below = sorted(each.name for each in path.iterdir())
            yield from ((f"{name}/{inner}", file) for inner, file in files_below(path, below))
        elif os.path.lexists(path):
            yield name, path


def move_foreign_files(old: Path, new: Path, name: str, own: Entries) -> None:
    """Moves files that `own` does not list from folder `old` to folder `new`, without replacing any.

    `name` is the relative path of both folders in `own`. Folders without files of this program are moved as a whole.
    Raises OSError.
    """
    for path in sorted(old.iterdir()):
        own_name = f"{name}/{path.name}"
        if is_unchanged(path, own.get(own_name)):
            continue
        if path.is_dir() and not path.is_symlink() and any(listed.startswith(f"{own_name}/") for listed in own):
            move_foreign_files(path, new / path.name, own_name, own)
            continue
        new.mkdir(parents=True, exist_ok=True)
        path.rename(_unused_path(new / path.name))
    with suppress(OSError):  # not empty: the remaining files are this program's
        old.rmdir()


def _unused_path(path: Path) -> Path:
    """`path`, with a number appended to its stem if it exists already."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _entry(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
