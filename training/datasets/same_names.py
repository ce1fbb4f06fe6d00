"""Decides what becomes of several image files with one name: equal pictures are one, different ones are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.frames.stills.image_files import read_reduced_image
from training.datasets.mask_texts import format_and
from training.datasets.pairing import LeftOut

_DIFFERENT = filled("different files of one name")

_COMPARED_SIDE_PX = 256
_MOST_LEVELS = 64
_MOST_CHANGED = 1e-3
"""Part of the values that may differ by more than `_MOST_LEVELS`: lossy compression of one picture stays below it."""


@dataclass(frozen=True, slots=True)
class ByName:
    """Files by name: `files` to use, `copies` of them in other formats, and `left_out`, names with several pictures."""

    files: dict[str, Path]
    copies: list[Path]
    left_out: list[LeftOut]


def by_name(named: Iterable[tuple[str, Path]]) -> ByName:
    """Returns the first file of each name if all files of that name show the same picture; else leaves them out.

    Opens only files that share their name with others. Files that cannot be read count as different.
    """
    groups: dict[str, list[Path]] = {}
    for name, path in named:
        if path not in (group := groups.setdefault(name, [])):
            group.append(path)
    sorted_out = ByName({}, [], [])
    for name, (first, *others) in groups.items():
        if all(_same_picture(first, other) for other in others):
            sorted_out.files[name] = first
            sorted_out.copies.extend(others)
        else:
            names = reduce(format_and, (path.name for path in (first, *others)))
            sorted_out.left_out.extend(LeftOut(path, _DIFFERENT, names) for path in (first, *others))
    return sorted_out


def _same_picture(one: Path, other: Path) -> bool:
    """True if both files show one picture of one size, apart from what lossy compression changes."""
    try:
        (first, first_size_px), (second, second_size_px) = (
            read_reduced_image(path, _COMPARED_SIDE_PX) for path in (one, other)
        )
    except SourceError:
        return False
    if first_size_px != second_size_px or first.shape != second.shape:
        return False
    changed = np.abs(first.astype(np.int16) - second) > _MOST_LEVELS
    return float(changed.mean()) <= _MOST_CHANGED
