"""What an alarm policy gives on judged recordings, over the time for which alarms are held back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from polyp_core.findings.policy import AlarmPolicy
from training.evaluation.recordings.prediction import RecordingPrediction
from training.evaluation.recordings.recording_score import score_hold_back
from training.evaluation.recordings.truth import RecordingTruth

HOLD_BACK_FRAMES = range(31)


class JudgedRecording(NamedTuple):
    """A recording with its truth and what a model predicts of it."""

    truth: RecordingTruth
    prediction: RecordingPrediction


@dataclass(frozen=True, slots=True)
class PolicyPoint:
    """False alarms a minute of judged frames, median delay over the lesions that are found (NaN if none is), and the
    lesions that are not, of all recordings together. `false_alarms_s` are the durations of the false alarms.
    """

    false_per_minute: float
    median_delay_s: float
    missed: int
    lesions: int
    false_alarms_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PolicyCurve:
    """The point of a policy, and those of the same policy with each hold back of HOLD_BACK_FRAMES."""

    policy: AlarmPolicy
    chosen: PolicyPoint
    points: tuple[PolicyPoint, ...]
    rate_fps: float
    """The rate of the first recording, by which frames are seconds."""


def policy_curve(
    recordings: Sequence[JudgedRecording],
    policy: AlarmPolicy,
    cancelled: Callable[[], bool] = lambda: False,
) -> PolicyCurve | None:
    """Returns what `policy` gives on at least one recording; None once `cancelled`.

    A hold back in frames counts those of each recording.
    """
    followed = [prediction.follow(policy) for _, prediction in recordings]

    def point(hold_backs_s: Sequence[float]) -> PolicyPoint:
        scores = [
            score_hold_back(truth, prediction, own, hold_back_s)
            for (truth, prediction), own, hold_back_s in zip(recordings, followed, hold_backs_s, strict=True)
        ]
        lesions = [lesion for shown, _ in scores for lesion in shown.lesions]
        delays_s = [lesion.delay_s for lesion in lesions if lesion.delay_s is not None]
        durations_s = tuple(each for _, alarms in scores for each in alarms.false_alarms_s)
        minutes = sum(truth.known_s for truth, _ in recordings) / 60
        return PolicyPoint(
            len(durations_s) / minutes if minutes else float("nan"),
            float(np.median(delays_s)) if delays_s else float("nan"),
            len(lesions) - len(delays_s),
            len(lesions),
            durations_s,
        )

    chosen = point([policy.hold_back_s] * len(recordings))
    points = []
    for frames in HOLD_BACK_FRAMES:
        if cancelled():
            return None
        points.append(point([frames / truth.rate_fps for truth, _ in recordings]))
    return PolicyCurve(policy, chosen, tuple(points), recordings[0].truth.rate_fps)
