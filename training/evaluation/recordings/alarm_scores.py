"""Scores of alarms, which last for several frames: false alarms with their durations, fragmentation, flicker."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import mark
from polyp_core.masks.boxes import box_iou
from training.evaluation.recordings.boxes import LEAST_IOU, Overlaps
from training.evaluation.recordings.truth import RecordingTruth

DURATION_LIMITS_S = (0.1, 0.5, 1.0, 2.0)
DURATION_LABELS = (
    *(mark("under 0.1 s"), mark("0.1 to 0.5 s"), mark("0.5 to 1 s"), mark("1 to 2 s"), mark("2 s and more")),
)


@dataclass(frozen=True, slots=True)
class AlarmScore:
    """The alarms of one recording: those that hit a lesion in at least one known frame, and the others.

    `false_alarms_s` is the time for which each false alarm is shown in known frames, in seconds. `alarms_per_lesion`
    has the number of alarms that hit it for each lesion that is hit. `flicker` and `true_flicker` are the mean change
    of size from frame to frame, of the detections on lesions and of the true boxes there; NaN if there is no such pair
    of frames.
    """

    true_alarms: int
    false_alarms_s: tuple[float, ...]
    alarms_per_lesion: tuple[int, ...]
    flicker: float
    true_flicker: float


def score_alarms(
    truth: RecordingTruth, detections: NDArray[np.void], overlaps: Overlaps, least_iou: float = LEAST_IOU
) -> AlarmScore:
    """Scores the alarms of a recording; `detections` (dtype DETECTION) are of its known frames.

    Detections with the same track number are one alarm.
    """
    hits = overlaps.above(least_iou)
    tracks, alarm = np.unique(detections["track"], return_inverse=True)
    is_true = np.zeros(len(tracks), bool)
    is_true[alarm[hits.detection]] = True
    # An alarm may have several regions in one frame.
    shown = np.unique(np.stack([alarm, detections["frame"]]), axis=1)[0]
    shown_s = np.bincount(shown, minlength=len(tracks)) / truth.rate_fps
    lesion = truth.boxes["lesion"][hits.truth]
    named = lesion >= 0
    pairs = np.unique(np.stack([lesion[named], alarm[hits.detection][named]]), axis=1)
    _, alarms_per_lesion = np.unique(pairs[0], return_counts=True)
    return AlarmScore(
        int(is_true.sum()),
        tuple(shown_s[~is_true].tolist()),
        tuple(alarms_per_lesion.tolist()),
        *_flicker(truth, detections, hits),
    )


def count_durations(durations_s: Sequence[float]) -> tuple[int, ...]:
    """Returns how many alarms last as long as each of DURATION_LABELS says."""
    # A tolerance of 1 ns for rounding errors in sums of frame times.
    kind = np.searchsorted(np.array(DURATION_LIMITS_S) - 1e-9, np.asarray(durations_s, np.float64), "right")
    return tuple(np.bincount(kind, minlength=len(DURATION_LABELS)).tolist())


def _flicker(truth: RecordingTruth, detections: NDArray[np.void], hits: Overlaps) -> tuple[float, float]:
    """Returns the mean of 1 - IoU of the boxes of successive frames, moved onto the same centre: predicted and true.

    Moving them leaves out how far the camera moves, and keeps how the border jumps.
    """
    if not truth.has_boxes:
        return float("nan"), float("nan")
    true, found = truth.boxes[hits.truth], detections[hits.detection]
    key = np.stack([true["lesion"], found["track"], true["frame"]])
    # The detection that fits best, if several of one alarm hit a lesion in a frame.
    order = np.lexsort((-hits.iou, *key[::-1]))
    order = order[np.unique(key[:, order], axis=1, return_index=True)[1]]
    key, true, found = key[:, order], true[order], found[order]
    if len(order) < 2:
        return float("nan"), float("nan")
    follows = np.flatnonzero((np.diff(key[:2]) == 0).all(axis=0) & (np.diff(key[2]) == 1))
    if not len(follows):
        return float("nan"), float("nan")
    centred = (_centred(boxes["box"]) for boxes in (found, true))
    changes = [1 - box_iou(boxes[follows], boxes[follows + 1]) for boxes in centred]
    return float(np.mean(changes[0])), float(np.mean(changes[1]))


def _centred(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the boxes (N x 4) moved onto the centre 0, 0."""
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    return np.concatenate([-half, half], axis=1)
