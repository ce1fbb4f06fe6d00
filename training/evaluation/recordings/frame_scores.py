"""Scores of single frames: sensitivity, false-positive rate, FROC and AFROC, and the matched operating point.

The definitions are those of TRUE-Colon (Doerrich et al. 2026, arXiv 2608.13711) and its package `true-colon`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.evaluation.recordings.boxes import LEAST_IOU, Overlaps
from training.evaluation.recordings.truth import RecordingTruth

CURVE_THRESHOLDS = (0.001, 0.005, 0.01, *(step / 100 for step in range(5, 101, 5)))
"""Thresholds of FROC and AFROC, the same for all systems, so that their points can be compared."""
TARGET_FALSE_POSITIVE_RATE = 0.045
FALSE_POSITIVE_RATE_TOLERANCE = 0.005


class FrameMaxima(NamedTuple):
    """The largest score of each known frame: among detections that hit a lesion, or all where there is none; 0 without.

    `with_lesion` has an item for each frame with a lesion, `without` for each other.
    """

    with_lesion: NDArray[np.float64]
    without: NDArray[np.float64]

    def counts(self, threshold: float) -> tuple[int, int]:
        """Returns the numbers of frames with a hit, and of frames without a lesion with a detection."""
        return int((self.with_lesion >= threshold).sum()), int((self.without >= threshold).sum())


def pool_maxima(maxima: Sequence[FrameMaxima]) -> FrameMaxima:
    """Returns the largest scores of the frames of several recordings together."""
    nothing = np.zeros(0)
    return FrameMaxima(
        np.concatenate([nothing, *(each.with_lesion for each in maxima)]),
        np.concatenate([nothing, *(each.without for each in maxima)]),
    )


def frame_maxima(
    truth: RecordingTruth, detections: NDArray[np.void], overlaps: Overlaps, least_iou: float = LEAST_IOU
) -> FrameMaxima:
    """Returns the largest scores of the known frames of a recording.

    A detection in a frame with a lesion that does not overlap it is neither a hit nor a false positive of the frame.
    """
    hit, any_score = np.zeros(truth.frame_count), np.zeros(truth.frame_count)
    hits = detections[overlaps.above(least_iou).detection]
    np.maximum.at(hit, hits["frame"], hits["score"])
    np.maximum.at(any_score, detections["frame"], detections["score"])
    has_lesion = truth.has_lesion
    return FrameMaxima(hit[has_lesion], any_score[truth.is_known & ~has_lesion])


@dataclass(frozen=True, slots=True, eq=False)
class CurveCounts:
    """Counts at each of CURVE_THRESHOLDS (T,), from which FROC and AFROC follow; they add up over recordings.

    A true box is found by at most one detection, the surest that overlaps it most; each other detection is a false
    mark. `flagged` are the frames without a lesion that have a detection.
    """

    found: NDArray[np.int64]
    false_marks: NDArray[np.int64]
    flagged: NDArray[np.int64]
    boxes: int
    frames: int
    frames_without: int

    @property
    def sensitivity(self) -> NDArray[np.float64]:
        """Found true boxes / true boxes; NaN without any."""
        return _share(self.found, self.boxes)

    @property
    def false_marks_per_frame(self) -> NDArray[np.float64]:
        """The other axis of FROC."""
        return _share(self.false_marks, self.frames)

    @property
    def flagged_share(self) -> NDArray[np.float64]:
        """The other axis of AFROC; NaN if every frame shows a lesion."""
        return _share(self.flagged, self.frames_without)

    def __add__(self, other: "CurveCounts") -> "CurveCounts":
        return CurveCounts(
            self.found + other.found,
            self.false_marks + other.false_marks,
            self.flagged + other.flagged,
            self.boxes + other.boxes,
            self.frames + other.frames,
            self.frames_without + other.frames_without,
        )


def count_curve(
    truth: RecordingTruth,
    detections: NDArray[np.void],
    overlaps: Overlaps,
    maxima: FrameMaxima,
    least_iou: float = LEAST_IOU,
) -> CurveCounts:
    """Returns the counts of one recording; `detections` and `maxima` are of its known frames."""
    is_hit = _claims(detections, overlaps.above(least_iou))
    thresholds = np.array(CURVE_THRESHOLDS)[:, None]
    found = (detections["score"][is_hit] >= thresholds).sum(axis=1)
    marks = (detections["score"] >= thresholds).sum(axis=1)
    flagged = (maxima.without >= thresholds).sum(axis=1)
    counts = len(truth.boxes), int(truth.is_known.sum()), len(maxima.without)
    return CurveCounts(found, marks - found, flagged, *counts)


def _claims(detections: NDArray[np.void], overlaps: Overlaps) -> NDArray[np.bool_]:
    """Returns which of N detections (N,) find a box: in order of their scores, each takes the free box it fits best.

    Later detections do not change what earlier ones took, so this holds at every threshold.
    """
    box = detections["box"]
    order = np.lexsort((box[:, 3], box[:, 2], box[:, 1], box[:, 0], -detections["score"]))
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order))
    is_hit, taken = np.zeros(len(detections), bool), set()
    # By detection; among its boxes the best one first, and of equal ones the first in the truth.
    for row in np.lexsort((overlaps.truth, -overlaps.iou, rank[overlaps.detection])).tolist():
        detection, true = int(overlaps.detection[row]), int(overlaps.truth[row])
        if not is_hit[detection] and true not in taken:
            is_hit[detection] = True
            taken.add(true)
    return is_hit


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold with its rates on the recordings that it was chosen on.

    `is_matched` is false if no threshold comes within FALSE_POSITIVE_RATE_TOLERANCE of the target.
    """

    threshold: float
    sensitivity: float
    false_positive_rate: float
    is_matched: bool


def match_operating_point(maxima: FrameMaxima, target: float = TARGET_FALSE_POSITIVE_RATE) -> OperatingPoint | None:
    """Returns the lowest threshold whose frame false-positive rate is at most `target`; None without clean frames.

    Scores are at most 1. The rate only changes at the scores of clean frames, so these are the candidates.
    """
    clean = np.sort(maxima.without)
    if not len(clean):
        return None
    candidates = np.append(np.unique(clean[clean > 0]), 1.0 + 1e-9)
    rates = (len(clean) - np.searchsorted(clean, candidates, "left")) / len(clean)
    chosen = int(np.argmax(rates <= target))
    threshold, rate = float(candidates[chosen]), float(rates[chosen])
    hits, _ = maxima.counts(threshold)
    sensitivity = hits / len(maxima.with_lesion) if len(maxima.with_lesion) else float("nan")
    return OperatingPoint(threshold, sensitivity, rate, abs(rate - target) <= FALSE_POSITIVE_RATE_TOLERANCE)


def _share(counts: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    return counts / total if total else np.full(len(counts), np.nan)
