"""Patterns of masks, which tell them apart without colour: of a filled region, and of an outline."""

from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Pattern = Literal["plain", "stripes", "dots"]
PATTERN_LABELS: dict[Pattern, str] = {"plain": "None", "stripes": "Stripes", "dots": "Dots"}

_STRIPES_PERIOD, _DOTS_PERIOD = 8, 6  # in line widths
_DOT_RADIUS = 1.7
_LEAST_LINE_PX = 2  # a finer pattern hides a small picture
_DASH, _DASH_PERIOD, _DOT_PERIOD = 5, 10, 3


@lru_cache(maxsize=4)
def pattern_pixels(height: int, width: int, pattern: Pattern, line_px: int) -> NDArray[np.bool_]:
    """Returns which pixels of a picture (height x width) `pattern` covers if it is filled with it.

    The pattern is fixed to the picture, so that it does not move with a mask. `line_px` is the width of outlines.
    """
    y, x = np.ogrid[:height, :width]
    line_px = max(line_px, _LEAST_LINE_PX)
    if pattern == "stripes":
        period = _STRIPES_PERIOD * line_px
        covered = (x + y) % period < period // 2
    elif pattern == "dots":
        period = _DOTS_PERIOD * line_px
        centre = (period - 1) / 2
        covered = (x % period - centre) ** 2 + (y % period - centre) ** 2 <= (_DOT_RADIUS * line_px) ** 2
    else:
        covered = np.ones((height, width), np.bool_)
    covered.setflags(write=False)
    return covered


def split_outline(border: NDArray[np.int32], pattern: Pattern, line_px: int) -> list[NDArray[np.int32]]:
    """Returns the open lines (n x 2, x and y) of which the closed `border` (N x 2) is drawn: dashes, or dots.

    A border that is too short for two of them stays one line.
    """
    closed = np.concatenate([border, border[:1]]).astype(np.float64)
    distance = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    length_px, period = (_DASH * line_px, _DASH_PERIOD) if pattern == "stripes" else (1, _DOT_PERIOD)
    count = int(distance[-1] / (period * line_px))
    if pattern == "plain" or count < 2:
        return [np.rint(closed).astype(np.int32)]
    starts = np.arange(count) * distance[-1] / count
    at = starts[:, None] + np.arange(length_px + 1)
    points = np.stack([np.interp(at, distance, closed[:, axis]) for axis in (0, 1)], axis=-1)
    return list(np.rint(points).astype(np.int32))
