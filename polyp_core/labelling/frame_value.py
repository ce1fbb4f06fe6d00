"""How much a model would learn from the mask of each frame, from what was measured on all frames of a recording."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import mark
from polyp_core.findings.frame_quality import FrameFault, FrameQuality, frame_faults
from polyp_core.findings.region_table import LEVELS

NEIGHBOURS_S = 0.5
"""How far the frames lie with which a frame is compared."""

_LOW, _MIDDLE, _HIGH = LEVELS.index(0.3), LEVELS.index(0.5), LEVELS.index(0.75)
_LARGE_AREA = 0.01  # of the picture; what smaller regions say counts less

Values = NDArray[np.float64]


class ValueReason(StrEnum):
    """Why a frame is worth labelling."""

    UNSURE = "unsure"
    NEIGHBOURS = "neighbours"
    SECOND_MODEL = "second_model"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ValueReason.UNSURE: mark("The model is unsure"),
    ValueReason.NEIGHBOURS: mark("Differs from the frames around it"),
    ValueReason.SECOND_MODEL: mark("The two models disagree"),
    ValueReason.REJECTED: mark("Alarm in a rejected finding"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """What a model's regions and the quality of N frames are: dtypes FRAME (N,) and REGION, ordered by frame."""

    frames: NDArray[np.void]
    regions: NDArray[np.void]


def reason_values(
    measures: Measures, times_s: Values, rejected: NDArray[np.bool_], second: Measures | None = None
) -> dict[ValueReason, Values]:
    """Returns the value (0..1) of each of N frames for each reason; 0 for frames that cannot be judged.

    `times_s` (N,) are the times of the frames, `rejected` (N,) is true in rejected findings. `second` are the measures
    of another model.
    """
    areas = _areas(measures)
    middle = areas[_MIDDLE]
    values = {
        ValueReason.UNSURE: _share(areas[_LOW] - areas[_HIGH], areas[_LOW]),
        ValueReason.NEIGHBOURS: _from_neighbours(middle, measures.frames["is_measured"], times_s),
        ValueReason.REJECTED: np.where(rejected, _share(middle, middle), 0.0),
    }
    if second is not None:
        both = measures.frames["is_measured"] & second.frames["is_measured"]
        values[ValueReason.SECOND_MODEL] = np.where(both, _difference(middle, _areas(second)[_MIDDLE]), 0.0)
    usable = _can_be_judged(measures.frames)
    return {reason: np.where(usable, each, 0.0) for reason, each in values.items()}


def _can_be_judged(frames: NDArray[np.void]) -> NDArray[np.bool_]:
    faults = frame_faults(*(frames[name] for name in FrameQuality._fields))
    return np.asarray(frames["is_measured"] & ~frames["damaged"] & (faults == FrameFault.NONE))


def _areas(measures: Measures) -> Values:
    """Returns the share of the picture that the regions of each level cover: levels x N."""
    areas = np.zeros((len(LEVELS), len(measures.frames)))
    np.add.at(areas, (measures.regions["level"], measures.regions["frame"]), measures.regions["area"])
    return areas


def _from_neighbours(area: Values, is_measured: NDArray[np.bool_], times_s: Values) -> Values:
    """Returns how much each frame differs from those before and from those after it, whichever is less.

    A polyp that comes into view differs from the frames before it alone. Where most of the other frames show nothing,
    nothing is what is expected; else the mean of those that show something.
    """
    first = np.searchsorted(times_s, times_s - NEIGHBOURS_S)
    stop = np.searchsorted(times_s, times_s + NEIGHBOURS_S, side="right")
    here = np.arange(len(area))
    counts, seen, sums = (
        np.concatenate([[0.0], np.cumsum(each * is_measured)]) for each in (np.ones(len(area)), area > 0, area)
    )
    sides = []
    for start, end in ((first, here), (here + 1, stop)):
        count, showing = counts[end] - counts[start], seen[end] - seen[start]
        expected = np.where(showing > count / 2, (sums[end] - sums[start]) / np.maximum(showing, 1), 0.0)
        sides.append(np.where(count > 0, _difference(area, expected), 0.0))
    return np.asarray(np.minimum(*sides))


def _difference(first: Values, second: Values) -> Values:
    return _share(np.abs(first - second), np.maximum(first, second))


def _share(part: Values, area: Values) -> Values:
    """Returns `part` / `area`, reduced for small areas; 0 where there is none."""
    return np.asarray(part / np.maximum(area, 1e-9) * np.minimum(area / _LARGE_AREA, 1.0))
