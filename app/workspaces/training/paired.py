"""Compares two models on the same validation pairs, as a background task."""

from pathlib import Path

import pandas as pd

from app.services.tasks import TaskHandle
from polyp_core.errors import DatasetError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile, read_model_file
from training.datasets.sample import Sample
from training.datasets.splits import choose
from training.evaluation.compare import Comparison, compare
from training.evaluation.predict import open_segmenter
from training.evaluation.scoring import score_pairs
from training.runs.run_folder import RunFolder
from training.runs.run_samples import run_samples


def validation_pairs(folder: Path) -> list[Sample]:
    """Returns the validation pairs of the run in `folder`. Raises TrainingError, DatasetError."""
    run = RunFolder(folder)
    return choose(run.read_split(), run_samples(run.read_record())).validation


def compare_models(
    handle: TaskHandle, a: ModelFile, b: ModelFile, samples: list[Sample], device: DeviceChoice
) -> Comparison:
    """Compares B with A on `samples`. Raises DatasetError, CancelledError, and SourceError if a file is unreadable."""
    tables: list[pd.DataFrame] = []
    for place, model in enumerate((a, b)):
        with open_segmenter(model, device) as segmenter:
            tables.append(
                score_pairs(
                    segmenter,
                    samples,
                    saliency=False,
                    on_progress=lambda done, total, place=place: handle.progress(  # type: ignore[misc]
                        (place + done / total) / 2
                    ),
                    cancelled=lambda: handle.cancelled,
                )
            )
    return compare(tables[0], tables[1])


def compare_runs(handle: TaskHandle, a: Path, b: Path, device: DeviceChoice) -> Comparison:
    """Compares the best models of two runs on the pairs that both validated on."""
    # Also by file: datasets of different folders may have the same name.
    of_b = {(sample.id, sample.image_path) for sample in validation_pairs(b)}
    samples = [sample for sample in validation_pairs(a) if (sample.id, sample.image_path) in of_b]
    if not samples:
        raise DatasetError(
            "The two runs have no validation pair in common. Start both with the same folders, split and seed to "
            "compare them."
        )
    of_a, other = (read_model_file(RunFolder(folder).model_file) for folder in (a, b))
    return compare_models(handle, of_a, other, samples, device)


def compare_with(handle: TaskHandle, before: ModelFile, folder: Path, device: DeviceChoice) -> Comparison:
    """Compares the run's best model (B) with `before` (A) on the validation pairs of the run."""
    after = read_model_file(RunFolder(folder).model_file)
    return compare_models(handle, before, after, validation_pairs(folder), device)
