"""Evaluates a model, or a table of another system's predictions, on recordings, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from polyp_core.errors import DatasetError
from polyp_core.findings.policy import AlarmPolicy, policy_name
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import read_model_file
from training.evaluation.on_cluster import evaluate_on_cluster
from training.evaluation.predict import EngineChoice, open_segmenter
from training.evaluation.recordings.frame_scores import FrameMaxima, OperatingPoint, match_operating_point, pool_maxima
from training.evaluation.recordings.model_predictions import predict_recording
from training.evaluation.recordings.prediction import RecordingPrediction
from training.evaluation.recordings.prediction_tables import is_table, read_table
from training.evaluation.recordings.recording_score import RecordingScore, frame_maxima_of, score_recording
from training.evaluation.recordings.summary import Summary, as_plain, summarise
from training.evaluation.recordings.truth import RecordingTruth
from training.evaluation.recordings.truth_files import TruthFile

OnRecordingProgress = Callable[[str, int, int], None]
"""Is called with the name of the recording, and the numbers of frames that are predicted and to predict."""
Predict = Callable[[TruthFile], AbstractContextManager[tuple[RecordingTruth, RecordingPrediction]]]
MeasureAll = Callable[[Sequence[TruthFile], Callable[[RecordingTruth, RecordingPrediction], Any]], list[Any]]
"""Returns what a function measures on each of some recordings."""


@dataclass(frozen=True, slots=True)
class RecordingEvaluation:
    """A system's scores on recordings.

    `sha256` is that of the model file; None for a table. `operating_point` is the one matched on validation
    recordings, of which `threshold` is then the threshold of single frames.
    """

    system: str
    sha256: str | None
    policy: AlarmPolicy
    threshold: float
    operating_point: OperatingPoint | None
    scores: tuple[RecordingScore, ...]
    summary: Summary

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the user, each once."""
        return tuple(dict.fromkeys(note for score in self.scores for note in score.notes))


def evaluate_recordings(
    system: Path,
    truths: Sequence[TruthFile],
    *,
    policy: AlarmPolicy,
    threshold: float | None = None,
    validation: Sequence[TruthFile] = (),
    classes: frozenset[str] = frozenset(),
    engine: EngineChoice = "viewer",
    device: DeviceChoice = "auto",
    cluster: str | None = None,
    on_message: Callable[[str], None] = lambda message: None,
    on_progress: OnRecordingProgress = lambda name, done, total: None,
) -> RecordingEvaluation:
    """Scores a model file or a table of predictions on the recordings of `truths`.

    Single frames are scored at `threshold`, by default the policy's open level; with `validation` recordings at the
    threshold whose frame false-positive rate on them is 0.045. On a `cluster`, each recording is scored by one of its
    workers, and `on_progress` counts recordings. Raises PolypViewerError.
    """
    if not truths:
        raise DatasetError("There is no recording to evaluate.")
    open_own = partial(open_predictor, system, len(truths), classes, engine, device)
    with ExitStack() as stack:
        if cluster is None:
            predict, sha256 = stack.enter_context(open_own(on_progress))
            measure_all: MeasureAll = partial(_measure_here, predict)
        else:
            sha256 = None if is_table(system) else read_model_file(system).sha256
            measure_all = partial(_measure_on_cluster, cluster, open_own, on_message, on_progress)
        point = None
        if validation:
            point = _operating_point(measure_all(validation, partial(frame_maxima_of, policy=policy)))
            threshold = point.threshold
        elif threshold is None:
            threshold = policy.open_level
        scores = measure_all(truths, partial(score_recording, policy=policy, threshold=threshold))
    return RecordingEvaluation(system.name, sha256, policy, threshold, point, tuple(scores), summarise(scores))


def as_json(evaluation: RecordingEvaluation) -> dict[str, Any]:
    """Returns all scores as plain values, None for undefined ones."""
    return {
        "system": evaluation.system,
        "sha256": evaluation.sha256,
        "policy": {"name": policy_name(evaluation.policy), **evaluation.policy.model_dump()},
        "threshold": evaluation.threshold,
        "operating_point": as_plain(evaluation.operating_point),
        "summary": as_plain(evaluation.summary),
        "recordings": [
            as_plain(
                {
                    name: getattr(score, name)
                    for name in ("name", "frames", "known_frames", "single", "policy", "alarms")
                }
            )
            for score in evaluation.scores
        ],
        "notes": list(evaluation.notes),
    }


@contextmanager
def open_predictor(
    system: Path,
    truth_count: int,
    classes: frozenset[str],
    engine: EngineChoice,
    device: DeviceChoice,
    on_progress: OnRecordingProgress,
) -> Iterator[tuple[Predict, str | None]]:
    """Yields a function that predicts a recording, and the SHA-256 of the model."""
    if is_table(system):
        table = read_table(system)

        def look_up(truth_file: TruthFile) -> AbstractContextManager[tuple[RecordingTruth, RecordingPrediction]]:
            truth = truth_file.read_for(None)
            return nullcontext((truth, table.prediction(truth, classes, is_only=truth_count == 1)))

        yield look_up, None
        return
    model = read_model_file(system)
    with SegmenterThread(lambda: open_segmenter(model, device, engine)) as segmenter:

        def predict(truth_file: TruthFile) -> AbstractContextManager[tuple[RecordingTruth, RecordingPrediction]]:
            return predict_recording(
                truth_file, segmenter, lambda done, total: on_progress(truth_file.name, done, total)
            )

        yield predict, model.sha256


def _measure_here(
    predict: Predict, truths: Sequence[TruthFile], measure: Callable[[RecordingTruth, RecordingPrediction], Any]
) -> list[Any]:
    found = []
    for truth_file in truths:
        with predict(truth_file) as (truth, prediction):
            found.append(measure(truth, prediction))
    return found


def _measure_on_cluster(
    cluster: str,
    open_own: Callable[[OnRecordingProgress], AbstractContextManager[tuple[Predict, str | None]]],
    on_message: Callable[[str], None],
    on_progress: OnRecordingProgress,
    truths: Sequence[TruthFile],
    measure: Callable[[RecordingTruth, RecordingPrediction], Any],
) -> list[Any]:
    units = {f"{number} {truth.name}": (open_own, truth, measure) for number, truth in enumerate(truths, start=1)}
    return evaluate_on_cluster(
        cluster,
        _measure_on_worker,
        units,
        on_message=on_message,
        on_progress=lambda done, total: on_progress("", done, total),
    )


def _measure_on_worker(
    open_own: Callable[[OnRecordingProgress], AbstractContextManager[tuple[Predict, str | None]]],
    truth_file: TruthFile,
    measure: Callable[[RecordingTruth, RecordingPrediction], Any],
) -> Any:
    with open_own(lambda name, done, total: None) as (predict, _):
        (found,) = _measure_here(predict, [truth_file], measure)
    return found


def _operating_point(maxima: Sequence[FrameMaxima]) -> OperatingPoint:
    point = match_operating_point(pool_maxima(maxima))
    if point is None:
        raise DatasetError(
            "No validation recording has a frame without a lesion, so no false-positive rate can be matched."
        )
    return point
