"""The sentence on two models says no more than their interval allows."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.groups import group_of
from training.datasets.splits import make_split
from training.evaluation.compare import DiceComparison
from training.evaluation.intervals import LEAST_GROUPS, MeanInterval
from training.fit.finalize_run import finalize_run
from training.runs.paired_comparison import format_gain, validation_pairs
from training.runs.run_folder import RunFolder, RunRecord


def test_a_gain_is_stated_only_with_an_interval_above_zero() -> None:
    def words(mean: float, low: float, high: float, groups: int = LEAST_GROUPS) -> str:
        comparison = DiceComparison(40, groups, 0.7, 0.7 + mean, MeanInterval(mean, low, high), 10, 20, 10)
        return format_gain(comparison, "run", "shipped")

    assert words(0.02, 0.01, 0.03).startswith("run is better than shipped: its Dice at 0.5 on 40 validation images")
    assert "higher by 0.020 (0.010 to 0.030" in words(0.02, 0.01, 0.03)
    assert "lower by 0.020 (0.010 to 0.030" in words(-0.02, -0.03, -0.01)
    assert words(0.01, -0.01, 0.03).startswith("No evidence of improvement of run over shipped")
    assert "too few to decide" in words(0.01, float("nan"), float("nan"))
    few = words(0.02, 0.01, 0.03, groups=2)
    assert few.startswith(
        "Dice at 0.5 of run is higher than that of shipped by 0.020 (0.010 to 0.030) on 40 validation"
    )
    assert few.endswith("2 groups are too few for a conclusion; it needs 6.")
    assert "is lower than that of shipped by 0.020 (0.010 to 0.030)" in words(-0.02, -0.03, -0.01, groups=5)
    assert words(0.01, -0.01, 0.03, groups=2).startswith("No evidence of improvement of run over shipped")


@pytest.fixture
def run_on_copies(make_pairs: Callable[..., Path], bright_model: Path, tmp_path: Path) -> RunFolder:
    """A run with a model whose validation pairs are two near copies of a frame, without a polyp."""
    folder = make_pairs()
    first = min((folder / "images").iterdir())
    image = cv2.imread(str(first))
    cv2.imwrite(str(first.with_name("copy.png")), cv2.convertScaleAbs(image, alpha=0.9))
    for name in (first.name, "copy.png"):
        cv2.imwrite(str(folder / "masks" / name), np.zeros(image.shape[:2], np.uint8))
    samples = find_samples([folder])
    validation = tuple(sample.id for sample in samples if sample.stem in (first.stem, "copy"))
    split = make_split(samples, "random")
    train = tuple(sample.id for sample in samples if sample.id not in validation)
    run = RunFolder(tmp_path / "run")
    record = RunRecord(created=datetime.now(UTC), roots=(folder,), config=make_config("baseline", ["device=cpu"]))
    run.create(record, replace(split, train=train, validation=validation))
    shutil.copy(bright_model, run.model_file)
    return run


def test_near_copies_are_one_group_in_comparisons_and_in_the_notes_of_the_card(run_on_copies: RunFolder) -> None:
    pairs = validation_pairs(run_on_copies.path)
    assert len(pairs) == 2 and len({group_of(sample) for sample in pairs}) == 1
    card = finalize_run(run_on_copies).card
    assert re.search(r"something is predicted on [0-9.]+% of 2 full frames", card.notes)  # of one group: no interval
