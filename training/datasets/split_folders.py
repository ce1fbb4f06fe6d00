"""Recognises split folders: `train`, `val` and `test` above or below the folders of images and masks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from training.datasets.sample import Part

PART_OF_FOLDER: Mapping[str, Part] = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
"""Side of the split for each folder name in lower case."""


@dataclass(frozen=True, slots=True)
class SplitFolder:
    """A folder whose pairs are one side of a dataset's split.

    `name` is the folder's name, `place` the dataset's path without that folder: folders with the same `place` are sides
    of one dataset. `root` contains the dataset's lists and tables.
    """

    name: str
    part: Part
    place: Path
    root: Path


def part_of(name: str) -> Part | None:
    """Returns the side for a folder called `name`, or None."""
    return PART_OF_FOLDER.get(name.lower())


def split_folder_above(folder: Path, search_root: Path) -> SplitFolder | None:
    """Returns the split folder that `folder`, which contains images and masks, is or lies in; None if there is none.

    `folder` itself is decided by its name alone (`D/test/images`). A parent folder counts if it lies in `search_root`
    and another side lies next to it (`D/test/centre 1/images` if there is a `D/train`).
    """
    real = folder.resolve()
    # A link called `test` is a test folder too, wherever it points.
    own, home = (real.name, real.parent) if part_of(real.name) else (folder.name, folder.absolute().parent.resolve())
    if part := part_of(own):
        return SplitFolder(own, part, home, home)
    searched = search_root.resolve()
    for above in real.parents:
        if not above.is_relative_to(searched):
            break
        part = part_of(above.name)
        if part and _other_sides(above.parent, part):
            place = above.parent / real.relative_to(above)
            return SplitFolder(above.name, part, place, place if place.is_dir() else above.parent)
    return None


def split_folders_below(images: Path, masks: Path) -> list[tuple[str, Path, Path]]:
    """Returns split folders that exist in both `images` and `masks`: the name, and the folder in each of the two."""
    of_images, of_masks = _split_folders_in(images), _split_folders_in(masks)
    return [(name, images / name, masks / of_masks[lower]) for lower, name in of_images.items() if lower in of_masks]


def _other_sides(folder: Path, part: Part) -> bool:
    return any(PART_OF_FOLDER[name] != part for name in _split_folders_in(folder))


def _split_folders_in(folder: Path) -> dict[str, str]:
    """Returns the names of the split folders directly in `folder`, by lower-case name."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if part_of(entry.name) and entry.is_dir())
    except OSError:
        return {}
    return {name.lower(): name for name in names}
