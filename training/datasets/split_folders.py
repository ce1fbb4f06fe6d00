"""Recognises split folders: `train`, `val` and `test`, and patients, above or below the folders of images and masks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polyp_core.printable_names import composed
from training.datasets.layout_rules import folder_name
from training.datasets.sample import Side

SIDE_OF_FOLDER: Mapping[str, Side] = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
    "traindataset": "train",  # PraNet and SUN-SEG
    "testdataset": "test",
    "testeasydataset": "test",
    "testharddataset": "test",
}
"""Side of the split for each folder name in lower case."""


@dataclass(frozen=True, slots=True)
class SplitFolder:
    """A folder whose pairs are one side of a dataset's split, or (`side` is None) those of a patient or sequence.

    `name` is the folder's name, `place` the dataset's path without that folder: folders with the same `place` are sides
    of one dataset. `root` contains the dataset's lists and tables. `sequence` is the patient or sequence, "" if none.
    """

    name: str
    side: Side | None
    place: Path
    root: Path
    sequence: str = ""


def side_of(name: str) -> Side | None:
    """Returns the side for a folder called `name`, or None."""
    return SIDE_OF_FOLDER.get(name.lower())


def split_folder_above(folder: Path, search_root: Path) -> SplitFolder | None:
    """Returns the split folder that `folder`, which contains images and masks, is or lies in; None if there is none.

    `folder` itself is decided by its name alone (`D/test/images`). A parent folder counts if it lies in `search_root`
    and another side lies next to it (`D/test/centre 1/images` if there is a `D/train`).
    """
    real = folder.resolve()
    # A link called `test` is a test folder too, wherever it points.
    own, home = (real.name, real.parent) if side_of(real.name) else (folder.name, folder.absolute().parent.resolve())
    if side := side_of(own):
        return SplitFolder(own, side, home, home)
    searched = search_root.resolve()
    for above in real.parents:
        if not above.is_relative_to(searched):
            break
        side = side_of(above.name)
        if side and _other_sides(above.parent, side):
            place = above.parent / real.relative_to(above)
            return SplitFolder(above.name, side, place, place if place.is_dir() else above.parent)
    return None


def matching_folders(images: Path, masks: Path) -> list[tuple[str, Path, Path]]:
    """Returns the subfolders that `images` and `masks` both have: the name, and the folder in each of the two.

    The masks' folder may have a word for masks in its name, as in `train/train` and `train_gt/train_gt`. Folders of
    images and masks in both are datasets of their own.
    """
    if images == masks:
        return []
    of_masks = {composed(name).casefold(): name for name in subfolders(masks)}
    for name in list(of_masks.values()):
        found = folder_name(name)
        if found and found.role == "masks" and found.tag:
            of_masks.setdefault(found.tag, name)
    return [
        (name, images / name, masks / of_masks[composed(name).casefold()])
        for name in subfolders(images)
        if composed(name).casefold() in of_masks and images / name != masks and folder_name(name) is None
    ]


def _other_sides(folder: Path, side: Side) -> bool:
    return any(side_of(name) not in (None, side) for name in subfolders(folder))


def subfolders(folder: Path) -> list[str]:
    """Returns the sorted names of the subfolders of `folder`; hidden ones are left out."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())
    except OSError:
        return []
