"""Judges models on recordings with truth: what runs in background threads for the Policy workspace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.services.tasks import TaskHandle
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from training.evaluation.recordings.disagreement import Disagreement, disagreement_by_frame, disagreements
from training.evaluation.recordings.model_predictions import predict_recording
from training.evaluation.recordings.policy_curve import JudgedRecording, PolicyCurve, policy_curve
from training.evaluation.recordings.truth_files import TruthFile


@dataclass(frozen=True, slots=True)
class JudgedModel:
    """A model and what it predicts in the recordings, in their order."""

    model: ModelFile
    recordings: tuple[JudgedRecording, ...]


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """What a policy gives for one or two models, and where the alarms of two differ, by recording."""

    curves: tuple[PolicyCurve, ...]
    differences: tuple[tuple[str, Disagreement], ...] = ()


def judge(handle: TaskHandle, model: ModelFile, device: DeviceChoice, truths: Sequence[TruthFile]) -> JudgedModel:
    """Returns what `model` predicts in the recordings of `truths`. Raises PolypViewerError and CancelledError."""
    judged = []
    with SegmenterThread(lambda: Segmenter.open(model, device)) as segmenter:
        for number, truth_file in enumerate(truths):

            def progress(done: int, total: int, number: int = number) -> None:
                handle.raise_if_cancelled()
                handle.progress((number + done / max(total, 1)) / len(truths))

            with predict_recording(truth_file, segmenter, progress) as (truth, prediction):
                # Masks are read from files that are closed now.
                judged.append(JudgedRecording(truth, replace(prediction, mask=None)))
    return JudgedModel(model, tuple(judged))


def apply_policy(handle: TaskHandle, judged: Sequence[JudgedModel], policy: AlarmPolicy) -> PolicyResult | None:
    """Returns what `policy` gives for one or two models on the same recordings; None once cancelled."""
    curves = []
    for own in judged:
        if (curve := policy_curve(own.recordings, policy, lambda: handle.cancelled)) is None:
            return None
        curves.append(curve)
    if len(judged) < 2:
        return PolicyResult(tuple(curves))
    found = []
    for (truth, first), (_, second) in zip(judged[0].recordings, judged[1].recordings, strict=True):
        alarms = [each.alarms(each.follow(policy), policy.hold_back_s) for each in (first, second)]
        by_frame = disagreement_by_frame(alarms[0], alarms[1], truth.frame_count)
        found += [(truth.name, each) for each in disagreements(by_frame, truth.rate_fps)]
    return PolicyResult(tuple(curves), tuple(found))


def save_with_policy(model: Path, policy: AlarmPolicy, path: Path) -> ModelFile:
    """Writes a copy of a model whose card has `policy`. Raises ModelFileError and ExportError."""
    refuse_overlap([path], [model])
    read = read_model_file(model, keep_content=True)
    card = read.card.model_copy(update={"alarm_policy": policy.model_dump()})
    return write_model_file(path, card, read.weights(), read.extras())
