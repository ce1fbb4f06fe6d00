"""Edits of a mask: from a box or an ellipse and the probability map, by brush, polygon, filling and clicks.

Masks are H x W bool, probability maps H x W levels of the same size. Points are x, y in pixels of the picture, where
the left upper pixel covers 0, 0 to 1, 1; they may lie outside the picture. No function changes its arguments.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.boxes import box_iou
from polyp_core.masks.probability_levels import LOWEST_LEVEL, Levels
from polyp_core.masks.regions import Mask, bounding_box

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the picture; may leave it."""
Shape = Literal["box", "ellipse"]

_LEVEL_STEP = 4  # a third of a log odd
_COMPARED_PX = 256  # side of what is compared at each level
_MEANT_SHARE, _COVERED_SHARE = 0.5, 0.25
_LEAST_FIT = 0.4  # intersection over union
_LARGEST_SHARE = 0.9  # of the shape's pixels
_SPACE = 1 / 12  # of the drawn width and height, on each side: what is left around a polyp of a box a tenth too wide
_SUBPIXEL_BITS = 4


def rectangle_of(first: Point, second: Point) -> Rectangle:
    """Returns the rectangle between two corners."""
    (x0, y0), (x1, y1) = first, second
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def mask_in_shape(size: tuple[int, int], rectangle: Rectangle, shape: Shape) -> Mask:
    """Returns the pixels inside the rectangle, or the ellipse that touches its sides; `size` is height and width."""
    left, top, right, bottom = rectangle
    rows, columns = np.ogrid[: size[0], : size[1]]
    x, y = columns + 0.5, rows + 0.5
    if shape == "box":
        return np.asarray((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
    across, down = max(right - left, 1e-6) / 2, max(bottom - top, 1e-6) / 2
    return np.asarray(((x - (left + right) / 2) / across) ** 2 + ((y - (top + bottom) / 2) / down) ** 2 <= 1)


def brush_stroke(size: tuple[int, int], points: Sequence[Point], radii_px: Sequence[float]) -> Mask:
    """Returns the pixels that a round brush covers along `points`, with its radius at each.

    `size` is height and width.
    """
    drawn = np.zeros(size, np.uint8)
    scale = 1 << _SUBPIXEL_BITS
    for number, ((x, y), radius) in enumerate(zip(points, radii_px, strict=True)):
        centre = round((x - 0.5) * scale), round((y - 0.5) * scale)
        cv2.circle(drawn, centre, round(max(radius - 0.5, 0) * scale), 1, cv2.FILLED, cv2.LINE_8, _SUBPIXEL_BITS)
        if number:
            corners = _band(points[number - 1], radii_px[number - 1], (x, y), radius)
            if corners is not None:
                fixed = np.rint((corners - 0.5) * scale).astype(np.int32)
                cv2.fillConvexPoly(drawn, fixed, 1, cv2.LINE_8, _SUBPIXEL_BITS)
    return drawn.view(np.bool_)


def polygon(size: tuple[int, int], corners: Sequence[Point]) -> Mask:
    """Returns the pixels inside a closed polygon (at least three corners, else nothing); `size` is height and width."""
    drawn = np.zeros(size, np.uint8)
    if len(corners) >= 3:
        fixed = np.rint((np.array(corners) - 0.5) * (1 << _SUBPIXEL_BITS)).astype(np.int32)
        cv2.fillPoly(drawn, [fixed], 1, cv2.LINE_8, _SUBPIXEL_BITS)
    return drawn.view(np.bool_)


def fill_holes(mask: Mask) -> Mask:
    """Returns the mask with every hole filled."""
    filled = np.zeros(mask.shape, np.uint8)
    contours, _ = cv2.findContours(mask.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(filled, contours, -1, 1, cv2.FILLED)
    return filled.view(np.bool_)


def region_at(mask: Mask, point: Point) -> Mask | None:
    """Returns the connected region (8 neighbours) of the mask under a point; None where the mask is not set."""
    row, column = int(np.floor(point[1])), int(np.floor(point[0]))
    if not (0 <= row < mask.shape[0] and 0 <= column < mask.shape[1] and mask[row, column]):
        return None
    _, labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=8)
    return np.asarray(labels == labels[row, column])


def regions_meant_by(mask: Mask, inside: Mask) -> Mask:
    """Returns the regions of `mask` that a user means who draws the shape `inside` around a polyp.

    Half of such a region lies inside, or it covers a quarter of the shape; one that only reaches into it is another.
    """
    _, labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=8)
    areas = np.bincount(labels.ravel())
    shared = np.bincount(labels[inside], minlength=len(areas))
    is_meant = (shared >= _MEANT_SHARE * areas) | (shared >= _COVERED_SHARE * np.count_nonzero(inside))
    is_meant[0] = False
    return np.asarray(is_meant[labels])


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
    """A mask that follows a level of the probability map; `level` is None if no level fits, and a shape was used."""

    mask: Mask
    level: int | None


def mask_from_shape(levels: Levels, rectangle: Rectangle, shape: Shape) -> Snapped:
    """Returns the mask of the polyp that a user has put a box or an ellipse around, with some space on each side.

    It is the largest region of the map inside the shape, at the level at which it fills the rectangle: at which its
    bounding box overlaps most with the rectangle without that space. If none overlaps enough, or only because it fills
    the whole shape, it is the ellipse there.
    """
    expected = _without_space(rectangle)
    inside = mask_in_shape(levels.shape, rectangle, shape)
    mask = mask_in_shape(levels.shape, expected, "ellipse")
    if (box := bounding_box(inside)) is None:
        return Snapped(mask, None)
    x, y, width, height = box
    part = np.s_[y : y + height, x : x + width]
    cut = np.where(inside[part], levels[part], np.uint8(0))
    step = _step_px(width, height)
    coarse, most = cut[::step, ::step], _LARGEST_SHARE * np.count_nonzero(inside[part][::step, ::step])
    best_fit, best_level = _LEAST_FIT, None
    for level in _levels_in(coarse):
        _, (left, top, w, h), area = _largest_region(coarse >= level)
        own = np.array([x + left * step, y + top * step, x + (left + w) * step, y + (top + h) * step], np.float64)
        fit = float(box_iou(own, np.array(expected)))
        if fit > best_fit and area <= most:  # a flat map would only have the form of the shape
            best_fit, best_level = fit, level
    if best_level is not None:
        mask = np.zeros(levels.shape, np.bool_)
        mask[part] = fill_holes(_largest_region(cut >= best_level)[0])
    return Snapped(mask, best_level)


def snap_to_level(levels: Levels, mask: Mask) -> Snapped | None:
    """Returns the regions of the map under `mask` at the level of the best overlap, None if none overlaps enough.

    They are looked for in the mask's surroundings, half its width and height on each side.
    """
    if (box := bounding_box(mask)) is None:
        return None
    x, y, width, height = box
    rows = slice(max(0, y - height // 2), y + height + height // 2)
    columns = slice(max(0, x - width // 2), x + width + width // 2)
    cut, target = levels[rows, columns], mask[rows, columns]
    step = _step_px(cut.shape[1], cut.shape[0])
    coarse, coarse_target = cut[::step, ::step], target[::step, ::step]
    best_iou, best_level = _LEAST_FIT, None
    for level in _levels_in(coarse):
        found = fill_holes(_touching_regions(np.asarray(coarse >= level), coarse_target))
        iou = np.count_nonzero(found & coarse_target) / max(1, int(np.count_nonzero(found | coarse_target)))
        if iou > best_iou:
            best_iou, best_level = iou, level
    if best_level is None:
        return None
    snapped = np.zeros_like(mask)
    snapped[rows, columns] = fill_holes(_touching_regions(np.asarray(cut >= best_level), target))
    return Snapped(snapped, best_level)


def _step_px(width: int, height: int) -> int:
    """Returns the distance of the pixels that are compared: a map has no more detail than the network's square."""
    return max(1, max(width, height) // _COMPARED_PX)


def _largest_region(mask: NDArray[np.bool_]) -> tuple[Mask, tuple[int, int, int, int], int]:
    """Returns the largest region of a mask that is not empty, its bounding box (x, y, width, height) and its area."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.view(np.uint8), connectivity=8)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    x, y, width, height, area = (int(number) for number in stats[largest])
    return np.asarray(labels == largest), (x, y, width, height), area


def _levels_in(levels: Levels) -> range:
    return range(LOWEST_LEVEL, int(levels.max(initial=0)) + 1, _LEVEL_STEP)


def _touching_regions(mask: Mask, target: Mask) -> Mask:
    """Returns the connected regions (8 neighbours) of `mask` that share a pixel with `target`."""
    count, labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=8)
    touched = np.zeros(count, np.bool_)
    touched[labels[target]] = True
    touched[0] = False
    return np.asarray(touched[labels])


def _without_space(rectangle: Rectangle) -> Rectangle:
    """Returns the rectangle without the space that users leave around a polyp."""
    left, top, right, bottom = rectangle
    x, y = _SPACE * (right - left), _SPACE * (bottom - top)
    return left + x, top + y, right - x, bottom - y


def _band(first: Point, first_radius: float, second: Point, second_radius: float) -> NDArray[np.float64] | None:
    """Returns the four corners of the band between two discs, None if they have the same centre."""
    along = np.subtract(second, first)
    length = float(np.hypot(*along))
    if not length:
        return None
    across = np.array([-along[1], along[0]]) / length
    offsets = [(first, first_radius), (second, second_radius), (second, -second_radius), (first, -first_radius)]
    return np.array([np.add(point, across * radius) for point, radius in offsets])
