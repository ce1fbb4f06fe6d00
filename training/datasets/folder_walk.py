"""Walks through folders in search of datasets."""

import os
from collections.abc import Iterator
from pathlib import Path


def walk_folders(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yields `root` and each folder below it with the sorted names of its subfolders; hidden folders are skipped.

    Links are followed, each folder once. Names that the caller removes from the list are not visited.
    """
    seen: set[Path] = set()
    for folder, subfolders, _ in os.walk(root, followlinks=True):
        real = Path(folder).resolve()
        if real in seen:
            subfolders.clear()
            continue
        seen.add(real)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield Path(folder), subfolders
