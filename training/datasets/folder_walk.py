"""Walks through folders in search of datasets, and lists their pictures."""

import os
from collections.abc import Iterator
from pathlib import Path

from polyp_core.frames.file_kinds import has_image_suffix


def walk_folders(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yields `root` and each folder below it with the sorted names of its subfolders; hidden folders are skipped.

    Links are followed, each folder once. Names that the caller removes from the list are not visited.
    """
    for folder, subfolders, _ in _walk(root):
        yield folder, subfolders


def walk_files(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yields `root` and each folder below it, as `walk_folders`, with the sorted names of its files."""
    for folder, _, files in _walk(root):
        yield folder, sorted(files)


def _walk(root: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    seen: set[Path] = set()
    for folder, subfolders, files in os.walk(root, followlinks=True):
        real = Path(folder).resolve()
        if real in seen:
            subfolders.clear()
            continue
        seen.add(real)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield Path(folder), subfolders, files


def image_files(folder: Path) -> list[Path]:
    """Returns the image files of `folder` by suffix, sorted by name, without hidden ones; none if it is unreadable."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return []
    return [folder / name for name in names if not name.startswith(".") and has_image_suffix(Path(name))]
