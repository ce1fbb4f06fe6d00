"""The one rule that makes a mask of a probability map, and what can be measured on the mask."""

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.model.letterbox import Letterbox

Mask = NDArray[np.bool_]
"""H x W, true where there is a polyp."""


def threshold_level(threshold: float) -> int:
    """The least of the 256 levels that reaches a probability of `threshold` (0..1); level 255 means 1.

    Level 128 is the first that reaches 0.5: probabilities are rounded to levels, and 0.5 itself is rounded to 128.
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"a threshold lies between 0 and 1, not at {threshold}")
    return math.ceil(threshold * 255 - 1e-6)


def mask_at(
    probability: NDArray[np.uint8],
    letterbox: Letterbox,
    size_px: tuple[int, int] | None = None,
    threshold: float = 0.5,
    min_region_fraction: float = 0.0,
) -> Mask:
    """Where `probability` (S x S uint8, letterboxed) shows a polyp, on a picture of `size_px` = (width, height).

    The padding is cropped, the map resized bilinearly to `size_px` (the source's own size unless given), what reaches
    `threshold` (0..1) is kept, and of that the regions (pixels that touch by side or corner) that cover at least
    `min_region_fraction` of the picture without its padding.
    """
    return mask_of(letterbox.restore(probability, size_px), threshold, min_region_fraction)


def stays_below(threshold: float, probability: NDArray[np.uint8], letterbox: Letterbox) -> bool:
    """Whether `mask_at` finds nothing at any size: what is interpolated never exceeds what it lies between."""
    return int(letterbox.crop(probability).max()) < threshold_level(threshold)


def mask_of(probability: NDArray[np.uint8], threshold: float, min_region_fraction: float) -> Mask:
    """The second half of `mask_at`, for a `probability` (H x W uint8) that was restored to the picture before."""
    _, reached = cv2.threshold(probability, threshold_level(threshold) - 1, 1, cv2.THRESH_BINARY)
    mask = np.asarray(reached, np.uint8)
    if min_region_fraction > 0:
        _remove_small_regions(mask, min_region_fraction * mask.size)
    return mask.view(np.bool_)


def area_fraction(mask: Mask) -> float:
    """Share of the picture that `mask` covers, 0..1."""
    return cv2.countNonZero(mask.view(np.uint8)) / mask.size


@dataclass(frozen=True, slots=True)
class Region:
    """One connected part of a mask: its bounding box in pixels (x, y, width, height), its area, and how sure it is.

    `pixels` is the part itself, cropped to the box (height x width). `mean_probability` and `max_probability` (0..1)
    are None where no probabilities were given.
    """

    box_xywh: tuple[int, int, int, int]
    area_px: int
    area_fraction: float
    mean_probability: float | None = None
    max_probability: float | None = None
    pixels: Mask = field(default_factory=lambda: np.zeros((0, 0), np.bool_), compare=False, repr=False)


def find_regions(mask: Mask, probability: NDArray[np.uint8] | None = None) -> list[Region]:
    """The regions of `mask` (H x W), largest first.

    `probability` (H x W uint8, as `Letterbox.restore` gives it) is what their probabilities are taken of.
    """
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
    """The borders of `mask`, those of holes too, as closed polygons (N x 2, x and y) through its outermost pixels."""
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
    """x, y, width and height of the smallest box that holds all of `mask`, or None where it is empty."""
    # Half the time of cv2.boundingRect, which looks at each pixel by itself.
    rows = np.flatnonzero(mask.any(axis=1))
    if not rows.size:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(mask[top:bottom].any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    return left, top, right - left, bottom - top


def _remove_small_regions(mask: NDArray[np.uint8], min_area_px: float) -> None:
    """Clears from `mask` (0 or 1), in place, the regions of fewer than `min_area_px` pixels."""
    box = bounding_box(mask.view(np.bool_))
    if box is None:
        return
    x, y, width, height = box
    part = mask[y : y + height, x : x + width]
    if cv2.countNonZero(part) < min_area_px:
        part[:] = 0
        return
    # Most masks are one region, as their one border tells, in a tenth of the time that labels take.
    borders, _ = cv2.findContours(part, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if len(borders) == 1:
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    too_small = stats[:, cv2.CC_STAT_AREA] < min_area_px
    too_small[0] = False
    if too_small.any():
        part[too_small[labels]] = 0
