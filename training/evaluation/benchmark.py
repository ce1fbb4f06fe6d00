"""Runs a model on a downloaded benchmark and writes a report that says first what the model has seen in training."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import polyp_core
import training
from polyp_core.errors import DatasetError
from polyp_core.export.html_pages import render_page
from polyp_core.export.provenance import program_version
from polyp_core.files.atomic_files import atomic_write, write_text
from polyp_core.findings.policy import AlarmPolicy, policy_label
from polyp_core.frames.stills.image_files import read_image
from polyp_core.frames.stills.published_recordings import is_real_colon, sun_seg_parts
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelHeader, read_model_file, read_model_header
from training.datasets.discovery import find_datasets
from training.datasets.mask_answers import NO_ANSWERS
from training.datasets.mask_decision import sample_reading
from training.datasets.sample import Sample
from training.evaluation.data_digest import digest_of_folder
from training.evaluation.page_pdf import page_as_pdf
from training.evaluation.pranet_protocol import PraNetScores, score_as_pranet
from training.evaluation.predict import open_segmenter
from training.evaluation.recordings.evaluate_recordings import RecordingEvaluation, as_json, evaluate_recordings
from training.evaluation.recordings.published import PUBLISHED
from training.evaluation.recordings.summary import as_plain, summarise
from training.evaluation.recordings.truth_files import TruthFile, TruthOptions
from training.evaluation.recordings.truth_folders import find_truths
from training.evaluation.seen_in_training import SeenInTraining, compare_with_training, pictures_of_recordings
from training.progress import OnProgress, ignore_progress

BenchmarkKind = Literal["real-colon", "sun-seg", "pranet", "folder"]

REPORT_FILES = ("report.html", "report.pdf", "report.json")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The result of a benchmark: recordings or stills, by part of the benchmark.

    `data_sha256` is of the content of all files below the root (`data_digest`), `code_sha256` of the program's source.
    """

    kind: BenchmarkKind
    model: ModelHeader
    data_sha256: str
    code_sha256: str
    policy: AlarmPolicy
    seen: SeenInTraining
    recordings: Mapping[str, RecordingEvaluation] = field(default_factory=dict)
    stills: Mapping[str, PraNetScores] = field(default_factory=dict)


def run_benchmark(
    kind: BenchmarkKind,
    root: Path,
    model: Path,
    *,
    policy: AlarmPolicy,
    options: TruthOptions,
    device: DeviceChoice = "auto",
    training_data: Sequence[Path] = (),
    on_progress: OnProgress = ignore_progress,
) -> Benchmark:
    """Scores `model` on the benchmark below `root`, after comparing its pictures with those of `training_data`.

    Raises PolypViewerError.
    """
    header = read_model_header(model)
    trained = (
        [sample for dataset in find_datasets(training_data) for sample in dataset.samples] if training_data else []
    )
    result = Benchmark(kind, header, digest_of_folder(root, on_progress), code_sha256(), policy, SeenInTraining(()))
    if kind == "pranet":
        sets = _stills(root)
        pictures = ((each.image_path, read_image(each.image_path)) for own in sets.values() for each in own)
        seen = compare_with_training(header.card.training_data, pictures, trained)
        with open_segmenter(read_model_file(model), device) as segmenter:
            stills = {name: score_as_pranet(segmenter, own, on_progress) for name, own in sets.items()}
        return replace(result, seen=seen, stills=stills)
    if kind == "real-colon" and not is_real_colon(root):
        raise DatasetError("{root} is not REAL-Colon: it has no video_info.csv.", root=root)
    if kind == "sun-seg" and not sun_seg_parts(root):
        raise DatasetError("{root} is not SUN-SEG: it has no folders GT and Frame next to one another.", root=root)
    truths = find_truths([str(root)], options)
    seen = compare_with_training(header.card.training_data, pictures_of_recordings(truths), trained)
    evaluation = evaluate_recordings(
        model,
        truths,
        policy=policy,
        device=device,
        on_progress=lambda name, done, total: on_progress(done, total),
    )
    return replace(result, seen=seen, recordings=_by_part(evaluation, truths))


def write_report(benchmark: Benchmark, folder: Path) -> None:
    """Writes the files REPORT_FILES into `folder`. Raises ExportError."""
    page, pdf, data = (folder / name for name in REPORT_FILES)
    write_text(data, json.dumps(as_plain(_content(benchmark)), indent=1, allow_nan=False) + "\n")
    text = render_page(
        "training.evaluation",
        "benchmark.html",
        benchmark=benchmark,
        policy=policy_label(benchmark.policy),
        published=PUBLISHED,
    )
    write_text(page, text)
    with atomic_write(pdf) as partial:
        partial.write_bytes(page_as_pdf(text))


def code_sha256() -> str:
    """Returns the SHA-256 of the source files of `polyp_core` and `training`."""
    digest = hashlib.sha256(program_version().encode())
    for package in (polyp_core, training):
        root = Path(str(package.__file__)).parent
        for path in sorted(root.rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _content(benchmark: Benchmark) -> dict[str, Any]:
    return {
        "benchmark": benchmark.kind,
        "model": benchmark.model.card.name,
        "sha256": {
            "model": benchmark.model.sha256,
            "data": benchmark.data_sha256,
            "code": benchmark.code_sha256,
        },
        "seen_in_training": {
            **{name: value for name, value in asdict(benchmark.seen).items() if name != "named"},
            "named_on_card": [{"dataset": each.dataset, "pairs": each.pairs} for each in benchmark.seen.named],
            "sentence": benchmark.seen.sentence,
        },
        "recordings": {name: as_json(found) for name, found in benchmark.recordings.items()},
        "stills": {name: asdict(found) for name, found in benchmark.stills.items()},
    }


def _by_part(evaluation: RecordingEvaluation, truths: Sequence[TruthFile]) -> dict[str, RecordingEvaluation]:
    """Returns the scores of all recordings together, and of the parts in which a benchmark has divided them."""
    parts = dict.fromkeys(truth.name.rpartition("/")[0] for truth in truths)
    found = {"all recordings": evaluation}
    if len(parts) > 1:
        for part in parts:
            own = tuple(score for score in evaluation.scores if score.name.rpartition("/")[0] == part)
            found[part] = replace(evaluation, scores=own, summary=summarise(own))
    return found


def _stills(root: Path) -> dict[str, list[Sample]]:
    sets = {}
    for dataset in find_datasets([root]):
        reading = sample_reading(dataset, NO_ANSWERS)
        sets[dataset.name] = [replace(sample, mask_reading=reading) for sample in dataset.samples]
    if not sets:
        raise DatasetError("{root} has no pictures with masks.", root=root)
    return sets
