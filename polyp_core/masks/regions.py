"""Computes a mask from a probability map, and measures its regions."""

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.model.letterbox import Letterbox

Mask = NDArray[np.bool_]
"""H x W bool, true for polyp pixels."""


def threshold_level(threshold: float) -> int:
    """The lowest of the 256 levels that reaches the probability `threshold` (0..1); level 255 means 1.

    Level 128 is the lowest that reaches 0.5, as 0.5 itself is rounded to 128. Raises ValueError outside 0..1.
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"a threshold must be between 0 and 1, not {threshold}")
    return math.ceil(threshold * 255 - 1e-6)


def mask_at(
    probability: NDArray[np.uint8],
    letterbox: Letterbox,
    size_px: tuple[int, int] | None = None,
    threshold: float = 0.5,
    min_region_fraction: float = 0.0,
) -> Mask:
    """Mask of the letterboxed `probability` map (S x S uint8) on a picture of `size_px` = (width, height).

    Crops the padding, resizes bilinearly to `size_px` (default: the source's own size), keeps pixels that reach
    `threshold` (0..1), and drops regions (8-connected) smaller than `min_region_fraction` of the picture area.
    """
    return mask_of(letterbox.restore(probability, size_px), threshold, min_region_fraction)


def stays_below(threshold: float, probability: NDArray[np.uint8], letterbox: Letterbox) -> bool:
    """True if `mask_at` is empty at every size: bilinear interpolation never exceeds the map's maximum."""
    return int(letterbox.crop(probability).max()) < threshold_level(threshold)


def mask_of(probability: NDArray[np.uint8], threshold: float, min_region_fraction: float) -> Mask:
    """As `mask_at`, for a `probability` map (H x W uint8) already restored to the size of the picture."""
    _, reached = cv2.threshold(probability, threshold_level(threshold) - 1, 1, cv2.THRESH_BINARY)
    mask = np.asarray(reached, np.uint8)
    if min_region_fraction > 0:
        _remove_small_regions(mask, min_region_fraction * mask.size)
    return mask.view(np.bool_)


def area_fraction(mask: Mask) -> float:
    """Fraction of the picture covered by `mask`, 0..1."""
    return cv2.countNonZero(mask.view(np.uint8)) / mask.size


@dataclass(frozen=True, slots=True)
class Region:
    """A connected component of a mask: bounding box in pixels (x, y, width, height), area and probabilities.

    `pixels` is its mask, cropped to the box (height x width). `mean_probability` and `max_probability` (0..1) are None
    if no probability map was given.
    """

    box_xywh: tuple[int, int, int, int]
    area_px: int
    area_fraction: float
    mean_probability: float | None = None
    max_probability: float | None = None
    pixels: Mask = field(default_factory=lambda: np.zeros((0, 0), np.bool_), compare=False, repr=False)


def find_regions(mask: Mask, probability: NDArray[np.uint8] | None = None) -> list[Region]:
    """The regions of `mask` (H x W), largest first, with their mean and maximum in `probability` (H x W uint8)."""
    box = bounding_box(mask)
    if box is None:
        return []
    left, top, width, height = box
    part = np.s_[top : top + height, left : left + width]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask[part].view(np.uint8), connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]
    means: NDArray[np.float64] | None = None
    if probability is not None:
        means = np.bincount(labels.ravel(), probability[part].ravel(), count) / np.maximum(areas, 1) / 255
    regions = []
    for label in range(1, count):
        x, y, w, h = (int(value) for value in stats[label, :4])
        pixels = labels[y : y + h, x : x + w] == label
        peak = None
        if probability is not None:
            peak = float(probability[top + y : top + y + h, left + x : left + x + w][pixels].max()) / 255
        regions.append(
            Region(
                box_xywh=(left + x, top + y, w, h),
                area_px=int(areas[label]),
                area_fraction=float(areas[label]) / mask.size,
                mean_probability=None if means is None else float(means[label]),
                max_probability=peak,
                pixels=pixels,
            )
        )
    return sorted(regions, key=lambda region: (-region.area_px, region.box_xywh))


def outlines(mask: Mask) -> list[NDArray[np.int32]]:
    """Contours of `mask`, including holes, as closed polygons (N x 2, x and y) through its border pixels."""
    box = bounding_box(mask)
    if box is None:
        return []
    left, top, width, height = box
    contours, _ = cv2.findContours(
        mask[top : top + height, left : left + width].view(np.uint8),
        cv2.RETR_LIST,
        cv2.CHAIN_APPROX_SIMPLE,
        offset=(left, top),
    )
    return [np.asarray(contour, np.int32).reshape(-1, 2) for contour in contours]


def bounding_box(mask: Mask) -> tuple[int, int, int, int] | None:
    """Bounding box (x, y, width, height) of `mask`, or None if it is empty."""
    # Takes half the time of cv2.boundingRect.
    rows = np.flatnonzero(mask.any(axis=1))
    if not rows.size:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(mask[top:bottom].any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    return left, top, right - left, bottom - top


def _remove_small_regions(mask: NDArray[np.uint8], min_area_px: float) -> None:
    """Clears regions of fewer than `min_area_px` pixels from `mask` (0 or 1), in place."""
    box = bounding_box(mask.view(np.bool_))
    if box is None:
        return
    x, y, width, height = box
    part = mask[y : y + height, x : x + width]
    if cv2.countNonZero(part) < min_area_px:
        part[:] = 0
        return
    # Most masks are a single region: counting contours takes a tenth of the time of labelling.
    borders, _ = cv2.findContours(part, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if len(borders) == 1:
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    too_small = stats[:, cv2.CC_STAT_AREA] < min_area_px
    too_small[0] = False
    if too_small.any():
        part[too_small[labels]] = 0
