"""The strip over a whole clip as pixels: polyp area, findings, damaged frames, frames not analysed. No Qt."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.area_curve import Curve

_LEAST_SCALE = 0.05  # share of the picture that reaches the top where no polyp is larger


@dataclass(frozen=True, slots=True)
class StripColours:
    """Each (red, green, blue), 0..255."""

    ground: tuple[int, int, int]
    unknown: tuple[int, int, int]
    area: tuple[int, int, int]
    finding: tuple[int, int, int]
    damaged: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """The curve for each of `width` pixel columns: the largest area (0..1), whether any frame is damaged, and the share
    of its frames that are analysed. A clip of any length is reduced so that no single frame gets lost.
    """

    area: NDArray[np.float32]
    damaged: NDArray[np.bool_]
    analysed_share: NDArray[np.float32]


def reduce_to_columns(curve: Curve, width: int) -> Columns:
    """The curve of N >= 1 frames on `width` columns."""
    count = len(curve.area_fraction)
    starts = np.arange(width, dtype=np.int64) * count // width
    # Where a clip has fewer frames than the strip has columns, reduceat gives the one frame for each of its columns.
    frames = np.maximum(1, np.diff(np.append(starts, count)))
    area = np.maximum.reduceat(np.nan_to_num(curve.area_fraction, nan=0.0), starts)
    damaged = np.logical_or.reduceat(curve.damaged, starts)
    analysed = np.add.reduceat(curve.analysed.astype(np.float32), starts)
    return Columns(area, damaged, (analysed / frames).astype(np.float32))


def strip_image(curve: Curve, width: int, height: int, colours: StripColours) -> NDArray[np.uint8]:
    """`height` x `width` x 3 uint8. The area's height grows with its square root, so that small polyps are seen too."""
    image = np.empty((height, width, 3), np.uint8)
    image[:] = colours.unknown
    if not len(curve.area_fraction):
        return image
    columns = reduce_to_columns(curve, width)
    # Diagonal lines, not the shade alone, tell what is not analysed.
    rows, cols = np.indices((height, width))
    lines = (rows + cols) % 6 == 0
    image[lines] = (np.array(colours.unknown) * 0.6 + np.array(colours.ground) * 0.4).astype(np.uint8)
    image[:, columns.analysed_share >= 0.5] = colours.ground
    band = max(3, height // 10)
    scale = max(_LEAST_SCALE, float(columns.area.max()))
    heights = np.ceil(np.sqrt(columns.area / scale) * (height - band - 2)).astype(np.int64)
    image[(height - rows) <= heights[cols]] = colours.area
    for finding in curve.findings:
        first = finding.first * width // len(curve.area_fraction)
        last = math.ceil((finding.last + 1) * width / len(curve.area_fraction))
        image[:band, first : max(last, first + 2)] = colours.finding
    tick = np.zeros(width, bool)
    for shift in (-1, 0, 1):  # three columns wide: one alone is easily overlooked
        tick |= np.roll(columns.damaged, shift)
    image[height - band :, tick] = colours.damaged
    return image
