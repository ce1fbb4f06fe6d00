"""Compares the models of runs, pair by pair, on validation pairs that no run was trained on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from polyp_core.display_text import FilledText, filled, filled_n, mark
from polyp_core.errors import DatasetError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile, read_model_file
from training.datasets.sample import Sample
from training.datasets.splits import choose
from training.evaluation.compare import DiceComparison, compare
from training.evaluation.intervals import LEAST_GROUPS, is_conclusive, spans_zero
from training.evaluation.predict import open_segmenter
from training.evaluation.scoring import score_pairs
from training.progress import OnFraction
from training.runs.run_folder import RunFolder
from training.runs.run_samples import grouped_run_samples, run_samples

"""Takes the finished share, 0 to 1."""


def validation_pairs(folder: Path, cancelled: Callable[[], bool] = lambda: False) -> list[Sample]:
    """Returns the validation pairs of the run in `folder`, with groups that join near copies.

    Raises TrainingError, DatasetError, CancelledError.
    """
    run = RunFolder(folder)
    return choose(run.read_split(), grouped_run_samples(run.read_record(), cancelled)).validation


def compare_models(
    a: ModelFile,
    b: ModelFile,
    samples: list[Sample],
    device: DeviceChoice,
    on_progress: OnFraction,
    cancelled: Callable[[], bool],
) -> DiceComparison:
    """Compares B with A on `samples`. Raises DatasetError, CancelledError, and SourceError if a file is unreadable."""
    tables: list[pd.DataFrame] = []
    for model in (a, b):
        first = len(tables)

        def report(done: int, total: int, first: int = first) -> None:
            on_progress((first + done / total) / 2)

        with open_segmenter(model, device) as segmenter:
            tables.append(score_pairs(segmenter, samples, saliency=False, on_progress=report, cancelled=cancelled))
    return compare(tables[0], tables[1])


def compare_runs(
    a: Path, b: Path, device: DeviceChoice, on_progress: OnFraction, cancelled: Callable[[], bool]
) -> DiceComparison:
    """Compares the best models of two runs on the pairs that both validated on. Raises as `compare_models`."""
    # Also by file: datasets of different folders may have the same name.
    run_b = RunFolder(b)
    of_b = {
        (sample.id, sample.image_path)
        for sample in choose(run_b.read_split(), run_samples(run_b.read_record())).validation
    }
    samples = [sample for sample in validation_pairs(a, cancelled) if (sample.id, sample.image_path) in of_b]
    if not samples:
        raise DatasetError(
            "The two runs have no validation pair in common. Start both with the same folders, split and seed to "
            "compare them."
        )
    model_a, model_b = (read_model_file(RunFolder(folder).model_file) for folder in (a, b))
    return compare_models(model_a, model_b, samples, device, on_progress, cancelled)


def compare_with_model(
    before: ModelFile, folder: Path, device: DeviceChoice, on_progress: OnFraction, cancelled: Callable[[], bool]
) -> DiceComparison:
    """Compares the run's best model (B) with `before` (A) on the validation pairs of the run."""
    after = read_model_file(RunFolder(folder).model_file)
    return compare_models(before, after, validation_pairs(folder, cancelled), device, on_progress, cancelled)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The sentences for each outcome of a comparison."""

    too_few: str
    higher_in_few: str
    lower_in_few: str
    better: str
    worse: str
    no_evidence: str


_OF_RUN = _Texts(
    mark("{pairs} are too few to decide whether {name} is better than {before}."),
    mark(
        "Dice at 0.5 of {name} is higher than that of {before} by {gain} ({low} to {high}) on {pairs}. {groups} are "
        "too few for a conclusion; it needs {least}."
    ),
    mark(
        "Dice at 0.5 of {name} is lower than that of {before} by {gain} ({low} to {high}) on {pairs}. {groups} are "
        "too few for a conclusion; it needs {least}."
    ),
    mark("{name} is better than {before}: its Dice at 0.5 on {pairs} is higher by {gain} ({low} to {high}, 95 %)."),
    mark("{name} is worse than {before}: its Dice at 0.5 on {pairs} is lower by {gain} ({low} to {high}, 95 %)."),
    mark("No evidence of improvement of {name} over {before}: Dice at 0.5 {gain} on {pairs} ({low} to {high}, 95 %)."),
)
_OF_NEW_MODEL = _Texts(
    mark("{pairs} are too few to decide whether the new model is better than {before}."),
    mark(
        "Dice at 0.5 of the new model is higher than that of {before} by {gain} ({low} to {high}) on {pairs}. "
        "{groups} are too few for a conclusion; it needs {least}."
    ),
    mark(
        "Dice at 0.5 of the new model is lower than that of {before} by {gain} ({low} to {high}) on {pairs}. "
        "{groups} are too few for a conclusion; it needs {least}."
    ),
    mark(
        "The new model is better than {before}: its Dice at 0.5 on {pairs} is higher by {gain} ({low} to {high}, 95 %)."
    ),
    mark(
        "The new model is worse than {before}: its Dice at 0.5 on {pairs} is lower by {gain} ({low} to {high}, 95 %)."
    ),
    mark(
        "No evidence of improvement of the new model over {before}: Dice at 0.5 {gain} on {pairs} ({low} to {high}, "
        "95 %)."
    ),
)


def format_gain(comparison: DiceComparison, name: str, before: str) -> FilledText:
    """Returns how the model of the run `name` compares with the one before on validation images, with the interval."""
    images = filled_n("{n} validation image with a polyp", "{n} validation images with a polyp", comparison.n)
    groups = format_groups(comparison.groups)
    return _format_gain(comparison, _OF_RUN, name=name, before=before, pairs=images, groups=groups)


def format_gain_of_new(comparison: DiceComparison, before: str, images: FilledText, groups: FilledText) -> FilledText:
    """As `format_gain` for "the new model"; `images` and `groups` say on how many of what."""
    return _format_gain(comparison, _OF_NEW_MODEL, before=before, pairs=images, groups=groups)


def format_groups(count: int, *, recordings: bool = False) -> FilledText:
    """Returns the number of groups, or of `recordings`, if the groups are these."""
    if count == 1:
        return filled("1 recording") if recordings else filled("1 group")
    return filled("{n} recordings", n=count) if recordings else filled("{n} groups", n=count)


def _format_gain(comparison: DiceComparison, texts: _Texts, **names: str) -> FilledText:
    gain = comparison.difference
    if np.isnan(gain.low):
        return filled(texts.too_few, **names)
    if not spans_zero(gain) and not is_conclusive(gain, comparison.groups):
        text = texts.higher_in_few if gain.low > 0 else texts.lower_in_few
        low, high = sorted((abs(gain.low), abs(gain.high)))
        names |= {"gain": f"{abs(gain.mean):.3f}", "low": f"{low:.3f}", "high": f"{high:.3f}"}
        return filled(text, **names, least=LEAST_GROUPS)
    if gain.low > 0:
        text, numbers = texts.better, [f"{each:.3f}" for each in (gain.mean, gain.low, gain.high)]
    elif gain.high < 0:
        text, numbers = texts.worse, [f"{-each:.3f}" for each in (gain.mean, gain.high, gain.low)]
    else:
        text, numbers = texts.no_evidence, [f"{each:+.3f}" for each in (gain.mean, gain.low, gain.high)]
    return filled(text, **names, **dict(zip(("gain", "low", "high"), numbers, strict=True)))
