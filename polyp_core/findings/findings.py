"""Stretches of frames that show a polyp: one definition for the timeline, its keys and the exports."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.prediction import Segmentation
from polyp_core.masks.regions import area_fraction, mask_of

MIN_FRAMES = 5
GAP_S = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """Frames `first` to `last` (both included), shown from `first_time_s` to `last_time_s`.

    `peak` is the frame on which the polyp is largest, and covers `peak_area_fraction` of the picture.
    """

    first: int
    last: int
    first_time_s: float
    last_time_s: float
    peak: int
    peak_area_fraction: float


def polyp_fraction(segmentation: Segmentation, threshold: float, min_region_fraction: float) -> float:
    """Share of the picture (0..1) that polyps cover, measured on the network's own pixels.

    Findings are made of this number wherever they are shown, so that they never hang on the size of a window.
    """
    probability = segmentation.letterbox.crop(segmentation.probability)
    return area_fraction(mask_of(probability, threshold, min_region_fraction))


def find_findings(
    area_fraction: NDArray[np.floating],
    time_s: NDArray[np.floating],
    *,
    min_frames: int = MIN_FRAMES,
    gap_s: float = GAP_S,
) -> list[Finding]:
    """The findings of a clip, in order, from what `polyp_fraction` gives for each of its N frames.

    A frame shows a polyp where its area is above 0; an area of NaN says that the frame was not analysed, and counts as
    none. Runs of such frames are joined where no more than `gap_s` seconds lie between the last frame of one and the
    first of the next. What results is a finding if it holds at least `min_frames` consecutive frames.
    """
    if area_fraction.shape != time_s.shape:
        raise ValueError(f"{len(area_fraction)} areas do not belong to {len(time_s)} times")
    shows = np.concatenate([[False], area_fraction > 0, [False]])
    firsts = np.flatnonzero(~shows[:-1] & shows[1:])
    lasts = np.flatnonzero(shows[:-1] & ~shows[1:]) - 1
    # A microsecond forgives the rounding of times such as 0.1 * 5.
    starts_anew = np.concatenate([[True], time_s[firsts[1:]] - time_s[lasts[:-1]] > gap_s + 1e-6])
    stretches = np.split(np.arange(len(firsts)), np.flatnonzero(starts_anew)[1:]) if len(firsts) else []
    return [
        _finding(int(firsts[runs[0]]), int(lasts[runs[-1]]), area_fraction, time_s)
        for runs in stretches
        if (lasts[runs] - firsts[runs] + 1).max() >= min_frames
    ]


def _finding(first: int, last: int, area_fraction: NDArray[np.floating], time_s: NDArray[np.floating]) -> Finding:
    peak = first + int(np.nanargmax(area_fraction[first : last + 1]))
    return Finding(first, last, float(time_s[first]), float(time_s[last]), peak, float(area_fraction[peak]))
