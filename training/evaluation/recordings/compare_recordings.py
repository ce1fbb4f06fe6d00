"""Compares two systems, or two policies, on the same recordings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.policy import AlarmPolicy
from polyp_core.inference.segmenter import DeviceChoice
from training.evaluation.intervals import (
    LEAST_GROUPS,
    MeanInterval,
    is_conclusive,
    ratio_difference,
    ratio_interval,
    spans_zero,
)
from training.evaluation.recordings.disagreement import Disagreement, disagreement_by_frame, disagreements
from training.evaluation.recordings.evaluate_recordings import OnRecordingProgress, open_predictor
from training.evaluation.recordings.prediction import RecordingPrediction
from training.evaluation.recordings.recording_score import RecordingScore, score_recording
from training.evaluation.recordings.summary import Summary, as_plain, summarise
from training.evaluation.recordings.truth_files import TruthFile

_Column = Callable[[RecordingScore], float]
_MEASURES: Mapping[str, tuple[_Column, _Column]] = {
    "frame sensitivity": (lambda score: score.policy.hits, lambda score: score.policy.with_lesion),
    "frame false-positive rate": (
        lambda score: score.policy.false_positives,
        lambda score: score.policy.without_lesion,
    ),
    "lesions found": (
        lambda score: sum(lesion.is_found for lesion in score.policy.lesions),
        lambda score: len(score.policy.lesions),
    ),
    "persistence": (
        lambda score: sum(lesion.persistence for lesion in score.policy.lesions),
        lambda score: len(score.policy.lesions),
    ),
    "false alarms a minute": (lambda score: len(score.alarms.false_alarms_s), lambda score: score.known_s / 60),
}
"""What is compared: sums over recordings of the first column over those of the second."""


@dataclass(frozen=True, slots=True)
class AlarmDifference:
    """A measure of the alarms of A and of B, and B less A with its interval over the recordings that have it.

    `recordings` is their number.
    """

    measure: str
    a: float
    b: float
    difference: MeanInterval
    recordings: int

    @property
    def reading(self) -> str:
        """Returns what does not follow from the numbers, "" if the difference is shown."""
        if spans_zero(self.difference):
            return "no evidence of a difference"
        if not is_conclusive(self.difference, self.recordings):
            return f"too few recordings for a conclusion ({self.recordings}; it needs {LEAST_GROUPS})"
        return ""


@dataclass(frozen=True, slots=True)
class RecordingComparison:
    """Two systems on the same recordings: summaries, differences, and where their alarms differ, by recording."""

    a: Summary
    b: Summary
    differences: tuple[AlarmDifference, ...]
    disagreements: Mapping[str, tuple[Disagreement, ...]]
    notes: tuple[str, ...]


def compare_recordings(
    systems: tuple[Path, Path],
    policies: tuple[AlarmPolicy, AlarmPolicy],
    truths: Sequence[TruthFile],
    *,
    classes: frozenset[str] = frozenset(),
    device: DeviceChoice = "auto",
    on_progress: OnRecordingProgress = lambda name, done, total: None,
) -> RecordingComparison:
    """Compares systems (model files or tables) A and B, each by its own policy. Raises PolypViewerError."""
    scores: tuple[list[RecordingScore], list[RecordingScore]] = ([], [])
    found = {}
    with (
        open_predictor(systems[0], len(truths), classes, "viewer", device, on_progress) as (predict_a, _),
        open_predictor(systems[1], len(truths), classes, "viewer", device, on_progress) as (predict_b, _),
    ):
        for truth_file in truths:
            shown = []
            for predict, policy, own in zip((predict_a, predict_b), policies, scores, strict=True):
                with predict(truth_file) as (truth, prediction):
                    own.append(score_recording(truth, prediction, policy, policy.open_level))
                    shown.append(_alarms(prediction, policy))
            by_frame = disagreement_by_frame(shown[0], shown[1], truth.frame_count)
            found[truth.name] = disagreements(by_frame, truth.rate_fps)
    notes = dict.fromkeys(note for own in scores for score in own for note in score.notes)
    return RecordingComparison(
        summarise(scores[0]),
        summarise(scores[1]),
        tuple(_difference(name, *scores, *columns) for name, columns in _MEASURES.items()),
        found,
        tuple(notes),
    )


def as_json(comparison: RecordingComparison) -> dict[str, Any]:
    """Returns the comparison as plain values, None for undefined ones."""
    content: dict[str, Any] = as_plain(comparison)
    return content


def _alarms(prediction: RecordingPrediction, policy: AlarmPolicy) -> NDArray[np.void]:
    return prediction.alarms(prediction.follow(policy), policy.hold_back_s)


def _difference(
    name: str, a: Sequence[RecordingScore], b: Sequence[RecordingScore], part: _Column, whole: _Column
) -> AlarmDifference:
    parts_a, wholes_a, parts_b, wholes_b = (
        np.array([column(score) for score in own], np.float64) for own in (a, b) for column in (part, whole)
    )
    values = (ratio_interval(parts_a, wholes_a).mean, ratio_interval(parts_b, wholes_b).mean)
    recordings = int(min(np.count_nonzero(wholes_a), np.count_nonzero(wholes_b)))
    return AlarmDifference(name, *values, ratio_difference(parts_a, wholes_a, parts_b, wholes_b), recordings)
