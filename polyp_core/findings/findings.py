"""Detects findings from the polyp area of each frame; used by the timeline, its shortcuts and the exports."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.prediction import Prediction
from polyp_core.masks.regions import area_fraction, mask_at

MIN_FRAMES = 5
GAP_S = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """Frames `first` to `last`, inclusive, with times `first_time_s` to `last_time_s`.

    `peak` is the frame with the largest polyp area, and `peak_area_fraction` that area (0..1).
    """

    first: int
    last: int
    first_time_s: float
    last_time_s: float
    peak: int
    peak_area_fraction: float


def polyp_fraction(prediction: Prediction, threshold: float, min_region_fraction: float) -> float:
    """Fraction of the picture covered by polyps (0..1), at the resolution of the probability map.

    Findings always use this value, so they do not depend on the size at which a frame is displayed.
    """
    return area_fraction(mask_at(prediction.cropped_levels, threshold, min_region_fraction))


def find_findings(
    area_fraction: NDArray[np.floating],
    time_s: NDArray[np.floating],
    *,
    min_frames: int = MIN_FRAMES,
    gap_s: float = GAP_S,
) -> list[Finding]:
    """Findings in order, from the `polyp_fraction` and time of each of N frames.

    A frame shows a polyp if its area is above 0; NaN (not analysed) counts as 0. Runs of such frames are joined if at
    most `gap_s` seconds lie between the last frame of one and the first of the next. The result is a finding if it
    contains at least `min_frames` consecutive frames with a polyp. Raises ValueError if the lengths differ.
    """
    if area_fraction.shape != time_s.shape:
        raise ValueError(f"{len(area_fraction)} areas do not match {len(time_s)} times")
    shows = np.concatenate([[False], area_fraction > 0, [False]])
    firsts = np.flatnonzero(~shows[:-1] & shows[1:])
    lasts = np.flatnonzero(shows[:-1] & ~shows[1:]) - 1
    # A tolerance of 1 µs for rounding errors in times such as 0.1 * 5.
    starts_finding = np.concatenate([[True], time_s[firsts[1:]] - time_s[lasts[:-1]] > gap_s + 1e-6])
    groups = np.split(np.arange(len(firsts)), np.flatnonzero(starts_finding)[1:]) if len(firsts) else []
    return [
        _finding(int(firsts[runs[0]]), int(lasts[runs[-1]]), area_fraction, time_s)
        for runs in groups
        if (lasts[runs] - firsts[runs] + 1).max() >= min_frames
    ]


def _finding(first: int, last: int, area_fraction: NDArray[np.floating], time_s: NDArray[np.floating]) -> Finding:
    peak = first + int(np.nanargmax(area_fraction[first : last + 1]))
    return Finding(first, last, float(time_s[first]), float(time_s[last]), peak, float(area_fraction[peak]))
