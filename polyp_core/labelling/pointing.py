"""Turns what a reader points at while a recording plays into an interval and masks."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.probability_levels import MIDDLE_LEVEL, Levels, threshold_level
from polyp_core.masks.regions import Mask

_LOWEST_PROBABILITY = 0.05
_LARGEST_FRACTION = 0.5  # of the picture; a larger region is no polyp


@dataclass(frozen=True, slots=True)
class PointerSample:
    """The frame on screen while the reader saw a polyp, and where the pointer was.

    `point` is x and y as fractions (0..1) of the picture; None if the pointer was elsewhere.
    """

    frame_index: int
    point: tuple[float, float] | None


def meant_samples(
    samples: Sequence[PointerSample], times_s: NDArray[np.float64], delay_s: float
) -> dict[int, tuple[float, float] | None]:
    """Returns where the reader saw the polyp in each frame, in order: the pointer `delay_s` seconds later.

    `times_s` (n,) are the times of the recording's frames. `delay_s` is the reaction time in seconds of the recording:
    negative while it plays backwards.
    """
    last = len(times_s) - 1
    meant: dict[int, tuple[float, float] | None] = {}
    for sample in samples:
        time_s = times_s[sample.frame_index] - delay_s
        after = min(int(np.searchsorted(times_s, time_s)), last)
        is_before = after > 0 and time_s - times_s[after - 1] < times_s[after] - time_s
        meant[after - 1 if is_before else after] = sample.point
    return dict(sorted(meant.items()))


def pointed_region(levels: Levels, point: tuple[float, float]) -> Mask | None:
    """Returns the region of a probability map (H x W) that a point lies in, None if the model sees nothing there.

    `point` is x and y as fractions of the picture. The region is the one at 50 %, or at the level of the point if that
    is lower.
    """
    height, width = levels.shape
    x, y = min(int(point[0] * width), width - 1), min(int(point[1] * height), height - 1)
    level = min(int(levels[y, x]), MIDDLE_LEVEL)
    if level < threshold_level(_LOWEST_PROBABILITY):
        return None
    _, labels = cv2.connectedComponents((levels >= level).view(np.uint8))
    region = np.asarray(labels == labels[y, x])
    return region if np.count_nonzero(region) <= _LARGEST_FRACTION * region.size else None
