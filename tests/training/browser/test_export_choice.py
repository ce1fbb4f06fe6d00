"""Exports of chosen pairs can be read again as what they were."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from polyp_core.errors import DatasetError, ExportError
from training.browser.export_choice import (
    LABEL_EXPORTS,
    export_copy,
    export_labels,
    export_list,
    export_scores,
    export_split,
    export_table,
)
from training.config.make_config import make_config, with_split_settings
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.split_files import read_split
from training.datasets.splits import choose, describe_split
from training.datasets.square_cache import read_pair
from training.fit.make_split import checked_split, make_run_split
from training.statistics.dataset_table import make_dataset_table
from training.statistics.scan import scan


def _no_progress(fraction: float) -> None:
    pass


def _never() -> bool:
    return False


@pytest.mark.parametrize("name", [*LABEL_EXPORTS, "copy"])
def test_exported_pictures_have_the_same_masks_when_they_are_read_again(
    name: str, make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text("frame,group\n100H0050,anna\nEndoCV2021_001233,anna\n")
    samples = find_samples([root])
    out = tmp_path / "out"
    if name == "copy":
        export_copy(out, samples, _no_progress, _never)
    else:
        export_labels(out, samples, LABEL_EXPORTS[name], "made by a test", _no_progress, _never)
    again = {sample.stem: sample for sample in find_samples([out])}
    assert again.keys() == {sample.stem for sample in samples}
    for sample in samples:
        before, after = read_pair(sample), read_pair(again[sample.stem])
        assert np.array_equal(before.image, after.image)
        # YOLO has fractions of the sides.
        assert np.mean(before.truth != after.truth) < (0.002 if name == "yolo" else 1e-12)
    if name == "copy":
        assert again["100H0050"].group == again["EndoCV2021_001233"].group is not None
    with pytest.raises(ExportError, match="is not empty"):
        export_copy(out, samples, _no_progress, _never)
    assert not list(tmp_path.glob(".partial-*"))


def test_tables_lists_and_split_files_of_a_choice(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    datasets = find_datasets([make_pairs()])
    table = make_dataset_table(datasets, scan(datasets, cache_folder=tmp_path / "cache"))
    samples = table.samples[:4]
    export_table(tmp_path / "pairs.csv", table.table.iloc[:4].assign(provenance="=1+1"))
    rows = list(csv.DictReader((tmp_path / "pairs.csv").open(encoding="utf-8")))
    assert [row["id"] for row in rows] == [sample.id for sample in samples]
    assert float(rows[1]["coverage"]) == table.table["coverage"].iloc[1] and rows[0]["provenance"] == "'=1+1"
    export_scores(
        tmp_path / "scores.csv", {"A": pd.DataFrame({"id": ["x"], "dice": [0.5], "presence": [np.nan]})}, {"A": "light"}
    )
    assert (tmp_path / "scores.csv").read_text().splitlines() == ["model,id,dice,presence", "light,x,0.5,"]
    export_list(tmp_path / "pairs.txt", samples)
    assert (tmp_path / "pairs.txt").read_text().splitlines() == [sample.id for sample in samples]
    export_split(tmp_path / "split.json", samples, {samples[0].id: "validation", samples[1].id: "test"})
    chosen = choose(read_split(tmp_path / "split.json"), samples)
    assert (chosen.validation, chosen.test) == ([samples[0]], [samples[1]])
    assert chosen.train == list(samples[2:])


def test_a_split_file_of_a_choice_is_called_manual_and_warns_of_divided_groups(
    make_pairs: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text("frame,group\n100H0050,anna\nEndoCV2021_001233,anna\n")
    samples, path = find_samples([root]), tmp_path / "split.json"
    sides = {sample.id: "validation" for sample in samples if sample.stem == "100H0050"}
    export_split(path, samples, sides)
    split = read_split(path)
    assert describe_split(split) == f"manual: {len(samples) - 1} pairs for training, 1 for validation."
    warning = "1 group is on several sides, so scores will be too good."
    assert list(map(str, split.warnings)) == [warning]
    with caplog.at_level("WARNING"):
        checked, _ = checked_split(split, [root])
    assert warning in caplog.messages
    assert with_split_settings(make_config("baseline"), checked).split == "manual"
    with pytest.raises(DatasetError, match="made by hand, and its sides are in a split file"):
        make_run_split([root], make_config("baseline", ["split=manual"]))
    sides |= {sample.id: "validation" for sample in samples if sample.stem == "EndoCV2021_001233"}
    export_split(path, samples, sides)
    assert not read_split(path).warnings
