"""Which files in an output folder this program wrote, as a small file there lists them.

A file counts as written by this program while its size and its time of modification are those of the list: one that
was edited since is the user's.
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
_SAME_TIME_NS = 2_000_000_000  # FAT keeps even seconds

Entries = dict[str, tuple[int, int]]
"""Size in bytes and time of modification in nanoseconds, by the path inside the folder with `/` between its parts."""


def read_manifest(folder: Path) -> Entries:
    """What the list in `folder` says; nothing where there is none that can be used."""
    return read_entries(folder / MANIFEST_NAME)


def read_entries(path: Path) -> Entries:
    """The entries of one list; none where it is not there or cannot be used."""
    try:
        content = read_json(path)
        if content["format"] != _FORMAT:
            return {}
        return {str(name): (int(size), int(time_ns)) for name, (size, time_ns) in content["files"].items()}
    except (OSError, JsonError, KeyError, TypeError, ValueError, AttributeError):
        return {}


def write_manifest(path: Path, entries: Entries) -> None:
    """Writes `entries` as a list. Raises ExportError."""
    content = {"format": _FORMAT, "notice": RESEARCH_USE_ONLY, "files": entries}
    write_text(path, json.dumps(content) + "\n")


def entries_of(folder: Path, names: Iterable[str]) -> Entries:
    """The entries of all files that `names` are or hold in `folder`, as they are now. Raises OSError."""
    return {name: _entry(file.stat(follow_symlinks=False)) for name, file in files_below(folder, names)}


def entries_under(entries: Entries, name: str) -> Entries:
    """Those of `entries` that are the output `name`, or lie in it."""
    return {path: entry for path, entry in entries.items() if path.partition("/")[0] == name}


def is_unchanged(path: Path, entry: tuple[int, int] | None) -> bool:
    """Whether the file at `path` is as `entry` has it. False for a link, which this program never makes."""
    if entry is None:
        return False
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return False
    size, time_ns = _entry(found)
    return not path.is_symlink() and size == entry[0] and abs(time_ns - entry[1]) <= _SAME_TIME_NS


def files_below(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """All that is no folder among `names` in `folder` and below: its path with `/`, and where it is. Raises OSError."""
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            below = sorted(each.name for each in path.iterdir())
            yield from ((f"{name}/{inner}", file) for inner, file in files_below(path, below))
        elif os.path.lexists(path):
            yield name, path


def move_rest(old: Path, new: Path, name: str, own: Entries) -> None:
    """Moves what `own` does not list from the folder `old` to the folder `new`, where nothing is replaced.

    `name` is what both folders are called in `own`. Folders that hold nothing of this program's are moved whole.
    Raises OSError.
    """
    for path in sorted(old.iterdir()):
        own_name = f"{name}/{path.name}"
        if is_unchanged(path, own.get(own_name)):
            continue
        if path.is_dir() and not path.is_symlink() and any(listed.startswith(f"{own_name}/") for listed in own):
            move_rest(path, new / path.name, own_name, own)
            continue
        new.mkdir(parents=True, exist_ok=True)
        path.rename(_free(new / path.name))
    with suppress(OSError):  # what is left is this program's
        old.rmdir()


def _free(path: Path) -> Path:
    """`path`, or with a number behind its stem where that is taken."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _entry(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
