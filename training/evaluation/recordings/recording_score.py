"""RecordingScore: everything that is scored of one recording, small enough to keep for many."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import FollowedRegions
from polyp_core.findings.policy import AlarmPolicy
from training.evaluation import metrics
from training.evaluation.recordings.alarm_scores import AlarmScore, score_alarms
from training.evaluation.recordings.boxes import LEAST_IOU, Overlaps, find_overlaps
from training.evaluation.recordings.frame_scores import CurveCounts, FrameMaxima, count_curve, frame_maxima
from training.evaluation.recordings.lesion_scores import LesionScore, score_lesions
from training.evaluation.recordings.prediction import RecordingPrediction
from training.evaluation.recordings.truth import RecordingTruth

STRICTER_IOUS = (0.2, 0.5)
"""Limits of the intersection over union at which the frame sensitivity is given too."""


@dataclass(frozen=True, slots=True)
class DetectionScore:
    """Hits of a recording's known frames and lesions.

    Of `with_lesion` frames, `hits` have a detection that overlaps a lesion, `strict_hits` one by more than each of
    STRICTER_IOUS; of `without_lesion` frames, `false_positives` have a detection. `box_iou` is the sum of the largest
    intersections over union of the frames with a hit.
    """

    with_lesion: int
    hits: int
    strict_hits: tuple[int, ...]
    without_lesion: int
    false_positives: int
    box_iou: float
    lesions: tuple[LesionScore, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RecordingScore:
    """Scores of one recording: of single frames at a threshold, and of the alarms of a policy.

    If there are masks, `dice` has the Dice of each frame with a lesion; `is_hit` says which of these frames have a hit
    of the alarms.
    """

    name: str
    frames: int
    known_frames: int
    known_s: float
    single: DetectionScore
    curve: CurveCounts
    policy: DetectionScore
    alarms: AlarmScore
    dice: NDArray[np.float64] | None
    is_hit: NDArray[np.bool_]
    has_boxes: bool
    notes: tuple[str, ...] = ()


def score_recording(
    truth: RecordingTruth, prediction: RecordingPrediction, policy: AlarmPolicy, threshold: float
) -> RecordingScore:
    """Scores a prediction of the recording that `truth` is about."""
    single = in_known_frames(prediction.single_frames(policy), truth)
    overlaps = find_overlaps(single, truth.boxes)
    maxima = frame_maxima(truth, single, overlaps)
    alarms = in_known_frames(prediction.alarms(prediction.follow(policy), policy.hold_back_s), truth)
    alarm_overlaps = find_overlaps(alarms, truth.boxes)
    return RecordingScore(
        truth.name,
        truth.frame_count,
        int(truth.is_known.sum()),
        truth.known_s,
        _score_detections(truth, single, overlaps, maxima, threshold),
        count_curve(truth, single, overlaps, maxima),
        score_shown(truth, alarms, alarm_overlaps),
        score_alarms(truth, alarms, alarm_overlaps),
        _dice(truth, prediction),
        np.isin(np.flatnonzero(truth.has_lesion), alarms["frame"][alarm_overlaps.detection]),
        truth.has_boxes,
        (*truth.notes, *prediction.notes),
    )


def score_hold_back(
    truth: RecordingTruth, prediction: RecordingPrediction, followed: FollowedRegions, hold_back_s: float
) -> tuple[DetectionScore, AlarmScore]:
    """Scores the alarms of regions that a policy has followed, if they are held back for `hold_back_s`."""
    alarms = in_known_frames(prediction.alarms(followed, hold_back_s), truth)
    overlaps = find_overlaps(alarms, truth.boxes)
    return score_shown(truth, alarms, overlaps), score_alarms(truth, alarms, overlaps)


def frame_maxima_of(truth: RecordingTruth, prediction: RecordingPrediction, policy: AlarmPolicy) -> FrameMaxima:
    """Returns the largest score of each known frame, on which an operating point is chosen."""
    single = in_known_frames(prediction.single_frames(policy), truth)
    return frame_maxima(truth, single, find_overlaps(single, truth.boxes))


def in_known_frames(detections: NDArray[np.void], truth: RecordingTruth) -> NDArray[np.void]:
    """Returns the detections in frames of known state."""
    kept: NDArray[np.void] = detections[truth.is_known[detections["frame"]]]
    return kept


def score_shown(truth: RecordingTruth, detections: NDArray[np.void], overlaps: Overlaps) -> DetectionScore:
    """Scores detections that are all shown, whatever their scores."""
    shown = detections.copy()
    shown["score"] = 1.0
    return _score_detections(truth, shown, overlaps, frame_maxima(truth, shown, overlaps), 1.0)


def _score_detections(
    truth: RecordingTruth, detections: NDArray[np.void], overlaps: Overlaps, maxima: FrameMaxima, threshold: float
) -> DetectionScore:
    hits, false_positives = maxima.counts(threshold)
    strict = [frame_maxima(truth, detections, overlaps, iou).counts(threshold)[0] for iou in STRICTER_IOUS]
    best_iou = np.zeros(truth.frame_count)
    shown = detections["score"][overlaps.detection] >= threshold
    np.maximum.at(best_iou, detections["frame"][overlaps.detection[shown]], overlaps.iou[shown])
    return DetectionScore(
        len(maxima.with_lesion),
        hits,
        tuple(strict),
        len(maxima.without),
        false_positives,
        float(best_iou.sum()),
        score_lesions(truth, detections, overlaps, threshold, LEAST_IOU),
    )


def _dice(truth: RecordingTruth, prediction: RecordingPrediction) -> NDArray[np.float64] | None:
    if truth.mask is None or prediction.mask is None:
        return None
    frames = np.flatnonzero(truth.has_lesion).tolist()
    return np.array([float(metrics.dice(metrics.Counts.of(prediction.mask(f), truth.mask(f)))) for f in frames])
