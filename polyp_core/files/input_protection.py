"""Refuses outputs that would overwrite inputs: no output may equal, contain or lie inside an input."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from polyp_core.errors import ExportError

_FileKey = str | tuple[int, int]
"""Identifies a file: its path, or its device and inode, which are equal for links and other spellings."""


def refuse_overlap(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises ExportError if one of `outputs` equals, contains or lies inside one of `inputs` (files or folders).

    Resolves symbolic and hard links, also those inside an input folder, and spellings that differ in case on
    case-insensitive drives. Outputs and inputs need not exist.
    """
    input_keys: dict[_FileKey, Path] = {}
    parent_keys: dict[_FileKey, Path] = {}
    for path in inputs:
        for each in _with_link_targets(path):
            input_keys |= dict.fromkeys(_keys(each), path)
            parent_keys |= dict.fromkeys(_parent_keys(each), path)
    for output in outputs:
        output_keys = _keys(output)
        if found := _first(input_keys, output_keys):
            raise ExportError(
                "{output} would replace {found}, which is an input. Choose another output location.",
                output=output,
                found=found,
            )
        if found := _first(parent_keys, output_keys):
            raise ExportError(
                "{output} contains {found}, which is an input. Choose another output location.",
                output=output,
                found=found,
            )
        if found := _first(input_keys, _parent_keys(output)):
            raise ExportError(
                "{output} lies inside {found}, which is an input. Choose a location outside of it.",
                output=output,
                found=found,
            )


def _first(input_keys: dict[_FileKey, Path], keys: list[_FileKey]) -> Path | None:
    return next((input_keys[key] for key in keys if key in input_keys), None)


def _with_link_targets(path: Path) -> Iterator[Path]:
    """Yields `path`, and links directly inside it that lead to files: reading a folder reads their targets."""
    yield path
    try:
        with os.scandir(path) as entries:
            yield from (Path(entry.path) for entry in entries if entry.is_symlink() and entry.is_file())
    except OSError:  # a file, or it does not exist
        return


def _keys(path: Path) -> list[_FileKey]:
    """Returns the keys of `path`: as written, with links resolved, and its device and inode if it exists."""
    keys: list[_FileKey] = [os.path.normcase(each) for each in _spellings(path)]
    try:
        found = path.stat()
    except (OSError, ValueError):
        return keys
    return [*keys, (found.st_dev, found.st_ino)] if found.st_ino else keys  # some network drives have no inodes


def _parent_keys(path: Path) -> list[_FileKey]:
    parents = dict.fromkeys(parent for each in _spellings(path) for parent in each.parents)
    return [key for parent in parents for key in _keys(parent)]


def _spellings(path: Path) -> tuple[Path, Path]:
    """Returns the absolute path as written, and with all links resolved."""
    return Path(os.path.abspath(path)), Path(os.path.realpath(path))  # noqa: PTH100 - removes `..` but keeps links
