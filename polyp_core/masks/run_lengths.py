"""Masks as lengths of alternating runs of False and True, and COCO's compressed text of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask

from polyp_core.masks.regions import Mask

Runs = NDArray[np.int64]
"""Lengths of alternating runs (n,) of False and True; the first may be 0."""


def runs_of(mask: Mask) -> Runs:
    """Returns the run lengths over the rows of `mask`."""
    flat = np.concatenate([[False], mask.ravel()])
    changes = np.flatnonzero(flat[1:] != flat[:-1])
    return np.diff(np.concatenate([[0], changes, [mask.size]]))


def mask_of_runs(runs: Sequence[int] | Runs, height_px: int, width_px: int) -> Mask:
    """Returns the H x W mask of run lengths over its rows. Raises ValueError if they do not fill it."""
    lengths = np.asarray(runs, np.int64)
    if lengths.ndim != 1 or not lengths.size or lengths.min() < 0 or lengths.sum() != height_px * width_px:
        raise ValueError("the run lengths do not fill the image")
    return np.repeat(np.arange(lengths.size) % 2 == 1, lengths).reshape(height_px, width_px)


def compress_mask(mask: Mask) -> str:
    """Returns the compressed run lengths of `mask` (H x W) over its columns, as COCO has them."""
    return str(coco_mask.encode(np.asfortranarray(mask.view(np.uint8)))["counts"].decode("ascii"))


def compress_runs(runs: Runs, height_px: int, width_px: int) -> str:
    """As `compress_mask`, from run lengths over the columns of an image."""
    encoded = coco_mask.frPyObjects({"size": [height_px, width_px], "counts": runs.tolist()}, height_px, width_px)
    return str(encoded["counts"].decode("ascii"))


def uncompress_mask(counts: str, height_px: int, width_px: int) -> Mask:
    """Returns the H x W mask of COCO's compressed run lengths. Raises ValueError if they do not fit."""
    return np.ascontiguousarray(mask_of_runs(uncompress_runs(counts, height_px, width_px), width_px, height_px).T)


def uncompress_runs(counts: Any, height_px: int, width_px: int) -> Runs:
    """Returns the run lengths of COCO's `counts`, compressed or not.

    Raises ValueError or TypeError if they do not fit.
    """
    # Not pycocotools' decoder: damaged counts make it write outside its memory.
    runs = np.array(_uncompress(counts) if isinstance(counts, str) else counts, np.int64)
    if runs.ndim != 1 or not runs.size or runs.min() < 0 or runs.sum() != height_px * width_px:
        raise ValueError("run lengths of the wrong size")
    return runs


def _uncompress(counts: str) -> list[int]:
    """Run lengths from COCO's text: 5 bits a character, lowest first, from the fourth run on as differences."""
    runs: list[int] = []
    value = shift = 0
    for code in counts.encode("ascii"):
        if shift > 40:
            raise ValueError("a run is longer than a picture")
        bits = code - 48
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            signed = value - (1 << shift) if bits & 16 else value
            runs.append(signed + (runs[-2] if len(runs) > 2 else 0))
            value = shift = 0
    return runs
