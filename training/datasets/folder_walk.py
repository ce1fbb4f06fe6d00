"""Goes through folders as datasets are looked for in them."""

import os
from collections.abc import Iterator
from pathlib import Path


def walk_folders(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """`root` and each folder below it, with the sorted names of its subfolders; hidden ones are left out.

    Links are followed, but never in a circle. Names that the caller takes out of the list are not entered.
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
