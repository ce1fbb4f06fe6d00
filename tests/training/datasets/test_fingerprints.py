"""A split is refused for another dataset of the same name, and accepted for its own after changes to some images."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from polyp_core.errors import DatasetError
from resources import MODEL_FILE
from training.cli import _app
from training.datasets.discovery import find_samples
from training.datasets.fingerprints import PICTURES_PER_DATASET, fingerprints, refuse_other_datasets
from training.datasets.sample import Sample
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import Split, choose, make_split
from training.evaluation.evaluate import evaluate

MakePairs = Callable[..., Path]


@pytest.fixture
def berlin(make_pairs: MakePairs) -> Path:
    return make_pairs("berlin/frames")


@pytest.fixture
def zurich(make_pairs: MakePairs) -> Path:
    """Other images with the names of those of `berlin`."""
    root = make_pairs("zurich/frames")
    for path in (root / "images").iterdir():
        image = cv2.imread(str(path))
        assert image is not None
        cv2.imwrite(str(path), np.ascontiguousarray(image[::-1]))
    return root


def split_of(root: Path, file: Path) -> Split:
    write_split(file, make_split(find_samples([root]), "random"))
    return read_split(file)


def test_a_split_is_refused_for_other_pairs_of_the_same_names(berlin: Path, zurich: Path, tmp_path: Path) -> None:
    split = split_of(berlin, tmp_path / "split.json")
    moved = shutil.copytree(berlin, tmp_path / "elsewhere" / "frames")
    assert len(choose(split, find_samples([moved])).train) == 8
    with pytest.raises(DatasetError, match=r"The dataset frames in .*zurich.* is not the one .*10 compared"):
        choose(split, find_samples([zurich]))


def test_scoring_and_scan_refuse_a_split_of_other_pairs(berlin: Path, zurich: Path, tmp_path: Path) -> None:
    split = split_of(berlin, tmp_path / "split.json")
    with pytest.raises(DatasetError, match=r"The dataset frames in .*zurich"):
        evaluate(MODEL_FILE, [zurich], split=split)
    done = CliRunner().invoke(_app, ["scan", str(zurich), "--leaks", "--split", str(tmp_path / "split.json")])
    assert isinstance(done.exception, DatasetError) and "zurich" in str(done.exception)


def test_a_split_of_two_folders_is_refused_for_one_of_them(berlin: Path, zurich: Path, tmp_path: Path) -> None:
    split = make_split(find_samples([berlin, zurich]), "random", hold_out=["zurich-frames"])
    with pytest.raises(DatasetError, match="20 of 20 pairs"):
        choose(split, find_samples([zurich]))


def test_repaired_damaged_or_added_images_do_not_make_another_dataset(berlin: Path, tmp_path: Path) -> None:
    split = split_of(berlin, tmp_path / "split.json")
    paths = sorted((berlin / "images").iterdir())
    for path in paths[1:]:
        path.write_bytes(path.read_bytes()[:-100])
    for folder in ("images", "masks"):
        shutil.copy(berlin / folder / paths[0].name, berlin / folder / "new.png")
    assert len(choose(split, find_samples([berlin])).train) == 8


def test_a_split_file_without_hashes_is_accepted(berlin: Path, zurich: Path, tmp_path: Path) -> None:
    file = tmp_path / "split.json"
    split = split_of(berlin, file)
    content = json.loads(file.read_text())
    del content["pictures"]
    file.write_text(json.dumps(content))
    assert read_split(file) == replace(split, pictures={})
    assert len(choose(read_split(file), find_samples([zurich])).train) == 8
    file.write_text(json.dumps(content | {"pictures": ["a"]}))
    with pytest.raises(DatasetError, match="damaged"):
        read_split(file)


def test_images_to_hash_are_evenly_spaced_in_each_dataset(berlin: Path) -> None:
    path = find_samples([berlin])[0].image_path
    many = [Sample(path, path, f"{n:03d}", dataset) for dataset, size in (("a", 100), ("b", 3)) for n in range(size)]
    kept = fingerprints(many)
    assert sum(id.startswith("a/") for id in kept) == PICTURES_PER_DATASET
    assert {"a/000", "a/099", "b/000", "b/001", "b/002"} <= kept.keys()
    refuse_other_datasets(kept, many)


def test_missing_files_are_ignored(berlin: Path) -> None:
    samples = find_samples([berlin])
    kept = fingerprints(samples)
    shutil.rmtree(berlin / "images")
    refuse_other_datasets(kept, samples)
    assert fingerprints(samples) == {}
