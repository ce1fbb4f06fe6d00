"""Where two systems, or two policies, show different alarms in a recording."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from training.evaluation.recordings.boxes import TRUTH_BOX, find_overlaps

DisagreementKind = Literal["only A", "only B", "elsewhere"]
_KINDS: tuple[DisagreementKind, ...] = ("only A", "only B", "elsewhere")
_JOINED_S = 0.5
"""Stretches of one kind that are closer than this are one."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Frames from `first_frame` to `last_frame` in which only A or only B shows an alarm, or both at other places."""

    side: DisagreementKind
    first_frame: int
    last_frame: int
    start_s: float
    end_s: float


def disagreement_by_frame(alarms_a: NDArray[np.void], alarms_b: NDArray[np.void], frame_count: int) -> NDArray[np.int8]:
    """Returns for each frame (n,) 0 where both agree, or the number of a side: 1 only A, 2 only B, 3 elsewhere.

    Alarms (dtype DETECTION, ordered by frame) agree in a frame if each overlaps one of the other side.
    """
    as_truth = np.zeros(len(alarms_b), TRUTH_BOX)
    as_truth["frame"], as_truth["box"] = alarms_b["frame"], alarms_b["box"]
    overlaps = find_overlaps(alarms_a, as_truth)
    unmatched = [
        np.bincount(np.delete(own["frame"], matched), minlength=frame_count) > 0
        for own, matched in ((alarms_a, overlaps.detection), (alarms_b, overlaps.truth))
    ]
    shown = [np.bincount(own["frame"], minlength=frame_count) > 0 for own in (alarms_a, alarms_b)]
    sides = np.zeros(frame_count, np.int8)
    sides[shown[0] & ~shown[1]] = 1
    sides[~shown[0] & shown[1]] = 2
    sides[shown[0] & shown[1] & (unmatched[0] | unmatched[1])] = 3
    return sides


def disagreements(by_frame: NDArray[np.int8], rate_fps: float) -> tuple[Disagreement, ...]:
    """Returns the stretches of disagreement in the order of their starts."""
    found: list[Disagreement] = []
    for number, side in enumerate(_KINDS, 1):
        frames = np.flatnonzero(by_frame == number)
        for stretch in np.split(frames, np.flatnonzero(np.diff(frames) > _JOINED_S * rate_fps) + 1):
            if len(stretch):
                first, last = int(stretch[0]), int(stretch[-1])
                found.append(Disagreement(side, first, last, first / rate_fps, (last + 1) / rate_fps))
    return tuple(sorted(found, key=lambda each: (each.first_frame, each.last_frame)))
