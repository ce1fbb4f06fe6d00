"""Keeps what is read safe from what is written: no output may be, contain or lie inside an input."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from polyp_core.errors import ExportError

_Key = str | tuple[int, int]
"""A place on disk: its path, or its device and file number, which links and other spellings share."""


def refuse_overlap(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises ExportError where one of `outputs` is, contains or lies inside one of `inputs`, files or folders.

    Symbolic and hard links are seen through, those inside an input folder too, and so are other spellings of a name
    where the drive ignores case. Neither outputs nor inputs need to exist.
    """
    places: dict[_Key, Path] = {}
    folders: dict[_Key, Path] = {}
    for path in inputs:
        for each in _with_linked_files(path):
            places |= dict.fromkeys(_keys(each), path)
            folders |= dict.fromkeys(_parents_keys(each), path)
    for output in outputs:
        own = _keys(output)
        if found := _first(places, own):
            raise ExportError(f"{output} would replace {found}, which is read. Choose another place to write to.")
        if found := _first(folders, own):
            raise ExportError(f"{output} contains {found}, which is read. Choose another place to write to.")
        if found := _first(places, _parents_keys(output)):
            raise ExportError(f"{output} lies inside {found}, which is read. Choose a place outside of it.")


def _first(places: dict[_Key, Path], keys: list[_Key]) -> Path | None:
    return next((places[key] for key in keys if key in places), None)


def _with_linked_files(path: Path) -> Iterator[Path]:
    """`path`, and the files to which links directly inside it lead: reading a folder reads them."""
    yield path
    try:
        with os.scandir(path) as entries:
            yield from (Path(entry.path) for entry in entries if entry.is_symlink() and entry.is_file())
    except OSError:  # a file, or nothing at all
        return


def _keys(path: Path) -> list[_Key]:
    """All that the same place is recognised by: its path as written and with links resolved, its number on disk."""
    keys: list[_Key] = [os.path.normcase(each) for each in _spellings(path)]
    try:
        found = path.stat()
    except (OSError, ValueError):
        return keys
    return [*keys, (found.st_dev, found.st_ino)] if found.st_ino else keys  # some network drives number nothing


def _parents_keys(path: Path) -> list[_Key]:
    parents = dict.fromkeys(parent for each in _spellings(path) for parent in each.parents)
    return [key for parent in parents for key in _keys(parent)]


def _spellings(path: Path) -> tuple[Path, Path]:
    """The absolute path as written, and with all links resolved."""
    return Path(os.path.abspath(path)), Path(os.path.realpath(path))  # noqa: PTH100 - `..` is to go, links to stay
