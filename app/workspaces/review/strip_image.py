"""Draws the strip of a recording: polyp area, findings, damaged frames, frames not analysed. Independent of Qt.

States differ by pattern as well as by colour: findings are solid, those held back striped, those to be checked dotted.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.curve import Curve

_MIN_SCALE = 0.05  # area fraction at full height if no polyp is larger


@dataclass(frozen=True, slots=True)
class StripColours:
    """Colours as (red, green, blue), 0..255."""

    background: tuple[int, int, int]
    unknown: tuple[int, int, int]
    area: tuple[int, int, int]
    finding: tuple[int, int, int]
    held_back: tuple[int, int, int]
    to_check: tuple[int, int, int]
    damaged: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """The area curve reduced to pixel columns: largest area (0..1), whether any frame is damaged, and the fractions of
    frames that are analysed and that are near an analysed one, each of shape (width,).
    """

    area: NDArray[np.float32]
    damaged: NDArray[np.bool_]
    analysed_share: NDArray[np.float32]
    sampled_share: NDArray[np.float32]


def reduce_to_columns(curve: Curve, width: int, visible: tuple[float, float] | None = None) -> Columns:
    """Reduces frames of the curve to `width` columns; every frame contributes to a column.

    `visible` are the first frame and the end of the last, by default those of all N >= 1 frames.
    """
    count = len(curve.area_fraction)
    first, stop = visible or (0, count)
    begin, end = int(first), min(count, math.ceil(stop))
    starts = np.minimum((first + np.arange(width) * (stop - first) / width).astype(np.int64), end - 1) - begin
    # With fewer frames than columns, reduceat returns the single frame of each column.
    frames = np.maximum(1, np.diff(np.append(starts, end - begin)))
    area = np.maximum.reduceat(np.nan_to_num(curve.area_fraction[begin:end], nan=0.0), starts)
    damaged = np.logical_or.reduceat(curve.damaged[begin:end], starts)
    sampled = curve.sampled if len(curve.sampled) == count else curve.analysed
    shares = [
        np.add.reduceat(flags[begin:end].astype(np.float32), starts) / frames for flags in (curve.analysed, sampled)
    ]
    return Columns(area, damaged, *(share.astype(np.float32) for share in shares))


def strip_image(
    curve: Curve, width: int, height: int, colours: StripColours, visible: tuple[float, float] | None = None
) -> NDArray[np.uint8]:
    """Returns `height` x `width` x 3 uint8 RGB of the `visible` frames, as in `reduce_to_columns`.

    Bar heights follow the square root of the area, so small polyps are visible.
    """
    image = np.empty((height, width, 3), np.uint8)
    image[:] = colours.unknown
    if not len(curve.area_fraction):
        return image
    first, stop = visible or (0, len(curve.area_fraction))
    columns = reduce_to_columns(curve, width, visible)
    # Mark frames not analysed by diagonal lines, not by colour alone.
    rows, cols = np.indices((height, width), np.int32)
    lines = (rows + cols) % 6 == 0
    image[lines] = (np.array(colours.unknown) * 0.6 + np.array(colours.background) * 0.4).astype(np.uint8)
    # The overview has looked at these: plain, but darker than where every frame is analysed.
    image[:, columns.sampled_share >= 0.5] = (0.5 * np.add(colours.unknown, colours.background)).astype(np.uint8)
    image[:, columns.analysed_share >= 0.5] = colours.background
    band = max(3, height // 10)
    # Of the whole recording, so that bars keep their height when another part is visible.
    scale = max(_MIN_SCALE, float(np.nan_to_num(curve.area_fraction).max()))
    heights = np.ceil(np.sqrt(columns.area / scale) * (height - band - 2)).astype(np.int64)
    image[(height - rows) <= heights[cols]] = colours.area
    marks = (
        (curve.held_back, colours.held_back, (rows == 0) | ((rows + cols) % 6 < 3)),
        (curve.to_check, colours.to_check, (rows == 0) | (cols % 4 < 2)),
        (curve.findings, colours.finding, cols >= 0),
    )
    for marked, colour, pattern in marks:
        for finding in marked:
            left = max(0, math.floor((finding.first_frame - first) * width / (stop - first)))
            right = math.ceil((finding.last_frame + 1 - first) * width / (stop - first))
            if right > 0:
                stretch = image[:band, left : max(right, left + 2)]
                is_marked = pattern[:band, : stretch.shape[1]]  # from its first column, so that a short one is visible
                stretch[:] = np.where(is_marked[..., None], colour, colours.background)
    damage_columns = columns.damaged.copy()
    damage_columns[1:] |= columns.damaged[:-1]  # three columns wide: a single one is easily missed
    damage_columns[:-1] |= columns.damaged[1:]
    image[height - band :, damage_columns] = colours.damaged
    return image
