"""Summary: the scores of many recordings together, with bootstrap intervals over recordings."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.intervals import MeanInterval, group_share, median_interval, ratio_interval
from training.evaluation.recordings.alarm_scores import DURATION_LABELS, count_durations
from training.evaluation.recordings.frame_scores import CURVE_THRESHOLDS
from training.evaluation.recordings.lesion_scores import PERSISTENCE_LEVELS, WINDOWS_S, LesionScore
from training.evaluation.recordings.recording_score import STRICTER_IOUS, DetectionScore, RecordingScore


@dataclass(frozen=True, slots=True)
class DetectionDelays:
    """Time to first detection in seconds of the lesions that are detected; NaN if none is."""

    median: MeanInterval
    lower_quartile: float
    upper_quartile: float
    mean_frames: float
    never_found: int


@dataclass(frozen=True, slots=True)
class DetectionSummary:
    """Frames and lesions of all recordings; shares are 0..1, NaN if there is nothing to count.

    `sensitivity_at_iou` has the frame sensitivity at each of STRICTER_IOUS, `found_in` the share of lesions that are
    detected in any, 25 % and 50 % of their frames, `found_within` the share that is detected within each of WINDOWS_S.
    `box_iou` is the mean over frames with a hit.
    """

    frames_with_lesion: int
    frames_without_lesion: int
    sensitivity: MeanInterval
    sensitivity_at_iou: Mapping[str, MeanInterval]
    false_positive_rate: MeanInterval
    box_iou: MeanInterval
    lesions: int
    found_in: Mapping[str, MeanInterval]
    found_within: Mapping[str, MeanInterval]
    persistence: MeanInterval
    delays: DetectionDelays

    @property
    def found(self) -> int:
        """The number of lesions that are detected in any frame."""
        return self.lesions - self.delays.never_found


@dataclass(frozen=True, slots=True)
class AlarmSummary:
    """Alarms of all recordings. `false_per_minute` is per minute of known frames; `fragmentation` is the mean number of
    alarms that hit a lesion, over the lesions that are hit; `dice` the mean over frames with a hit, `dice_of_all` over
    all frames with a lesion, both NaN without masks.
    """

    true_alarms: int
    false_alarms: int
    false_per_minute: MeanInterval
    false_per_recording: MeanInterval
    durations: Mapping[str, int]
    fragmentation: MeanInterval
    flicker: MeanInterval
    true_flicker: MeanInterval
    dice: MeanInterval
    dice_of_all: MeanInterval


@dataclass(frozen=True, slots=True)
class Summary:
    """The scores of all recordings together; the curve has an item for each of CURVE_THRESHOLDS."""

    recordings: int
    frames: int
    known_frames: int
    known_minutes: float
    single: DetectionSummary
    policy: DetectionSummary
    alarms: AlarmSummary
    curve: Mapping[str, tuple[float, ...]]


def summarise(scores: Sequence[RecordingScore]) -> Summary:
    """Returns the scores of at least one recording together."""
    curve = reduce(add, (score.curve for score in scores))
    return Summary(
        len(scores),
        sum(score.frames for score in scores),
        sum(score.known_frames for score in scores),
        sum(score.known_s for score in scores) / 60,
        summarise_detections([score.single for score in scores], has_boxes=[score.has_boxes for score in scores]),
        summarise_detections([score.policy for score in scores], has_boxes=[score.has_boxes for score in scores]),
        _summarise_alarms(scores),
        {
            "threshold": CURVE_THRESHOLDS,
            "sensitivity": tuple(curve.sensitivity.tolist()),
            "false_marks_per_frame": tuple(curve.false_marks_per_frame.tolist()),
            "flagged_share": tuple(curve.flagged_share.tolist()),
        },
    )


def summarise_detections(scores: Sequence[DetectionScore], *, has_boxes: Sequence[bool]) -> DetectionSummary:
    """Returns frames and lesions of recordings together; those without boxes are left out where their places count."""
    with_lesion = _column(scores, lambda score: score.with_lesion)
    hits = _column(scores, lambda score: score.hits)
    placed = np.array(has_boxes)
    strict_hits = np.array([score.strict_hits for score in scores], np.float64).T
    strict = {
        f"{iou:g}": group_share(own * placed, with_lesion * placed)
        for iou, own in zip(STRICTER_IOUS, strict_hits, strict=True)
    }

    def share(is_counted: Callable[[LesionScore], bool]) -> MeanInterval:
        counted = _column(scores, lambda score: sum(is_counted(lesion) for lesion in score.lesions))
        return group_share(counted, _column(scores, lambda score: len(score.lesions)))

    def within(number: int) -> MeanInterval:
        return share(lambda lesion: lesion.found_within[number])

    def in_part(level: float) -> MeanInterval:
        return share(lambda lesion: lesion.persistence >= level)

    return DetectionSummary(
        int(with_lesion.sum()),
        sum(score.without_lesion for score in scores),
        group_share(hits, with_lesion),
        strict,
        group_share(
            _column(scores, lambda score: score.false_positives), _column(scores, lambda score: score.without_lesion)
        ),
        ratio_interval(_column(scores, lambda score: score.box_iou) * placed, hits * placed),
        sum(len(score.lesions) for score in scores),
        {"any": share(lambda lesion: lesion.is_found), **{f"{each:.0%}": in_part(each) for each in PERSISTENCE_LEVELS}},
        {f"{window} s": within(number) for number, window in enumerate(WINDOWS_S)},
        _persistence(scores),
        _delays(scores),
    )


def _persistence(scores: Sequence[DetectionScore]) -> MeanInterval:
    values = [lesion.persistence for score in scores for lesion in score.lesions]
    sums = _column(scores, lambda score: sum(lesion.persistence for lesion in score.lesions))
    found = ratio_interval(sums, _column(scores, lambda score: len(score.lesions)))
    # Added up in order, so that the last digit does not depend on how lesions are spread over recordings.
    return MeanInterval(sum(values) / len(values), found.low, found.high) if values else found


def _delays(scores: Sequence[DetectionScore]) -> DetectionDelays:
    delays_s = [
        np.array([lesion.delay_s for lesion in score.lesions if lesion.delay_s is not None], np.float64)
        for score in scores
    ]
    frames = [each.delay_frames for score in scores for each in score.lesions if each.delay_frames is not None]
    pooled = np.concatenate(delays_s)
    lower, upper = np.quantile(pooled, (0.25, 0.75)).tolist() if len(pooled) else (math.nan, math.nan)
    return DetectionDelays(
        median_interval(delays_s),
        lower,
        upper,
        sum(frames) / len(frames) if frames else math.nan,
        sum(not lesion.is_found for score in scores for lesion in score.lesions),
    )


def _summarise_alarms(scores: Sequence[RecordingScore]) -> AlarmSummary:
    false = _column(scores, lambda score: len(score.alarms.false_alarms_s))
    durations = count_durations([each for score in scores for each in score.alarms.false_alarms_s])
    with_masks = [(score.dice, score.is_hit) for score in scores if score.dice is not None]
    return AlarmSummary(
        sum(score.alarms.true_alarms for score in scores),
        int(false.sum()),
        ratio_interval(false, _column(scores, lambda score: score.known_s / 60)),
        ratio_interval(false, np.ones(len(scores))),
        dict(zip(DURATION_LABELS, durations, strict=True)),
        ratio_interval(
            _column(scores, lambda score: sum(score.alarms.alarms_per_lesion)),
            _column(scores, lambda score: len(score.alarms.alarms_per_lesion)),
        ),
        _mean([score.alarms.flicker for score in scores]),
        _mean([score.alarms.true_flicker for score in scores]),
        _mean_of([dice[is_hit] for dice, is_hit in with_masks]),
        _mean_of([dice for dice, _ in with_masks]),
    )


def _mean_of(values: Sequence[NDArray[np.float64]]) -> MeanInterval:
    """Returns the mean over all frames of recordings, one array for each recording."""
    sums = np.array([own.sum() for own in values], np.float64)
    return ratio_interval(sums, np.array([len(own) for own in values], np.float64))


def _mean(values: Iterable[float]) -> MeanInterval:
    """Returns the mean over the recordings in which a value is defined."""
    known = np.array([value for value in values if not math.isnan(value)])
    return ratio_interval(known, np.ones(len(known)))


def _column(scores: Sequence[Any], value: Callable[[Any], float]) -> NDArray[np.float64]:
    return np.array([value(score) for score in scores], np.float64)


def as_plain(value: Any) -> Any:
    """Returns a summary or score as values for JSON: estimates as value and interval, None for what is undefined."""
    if isinstance(value, MeanInterval):
        return {"value": as_plain(value.mean), "interval": as_plain([value.low, value.high])}
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): as_plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(each) for each in value]
    if isinstance(value, np.ndarray):
        return as_plain(value.tolist())
    return None if isinstance(value, float) and math.isnan(value) else value
