"""The dataset table: groups, near copies and split sides of all pairs."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from polyp_core.errors import CancelledError
from training.datasets.discovery import find_datasets
from training.datasets.near_copies import NearCopy, find_near_copies
from training.datasets.splits import Split, side_by_id
from training.statistics.dataset_table import make_dataset_table
from training.statistics.scan import scan, thumbnails


@pytest.fixture
def roots(make_pairs: Callable[..., Path]) -> list[Path]:
    return [make_pairs("one"), make_pairs("two")]


def test_near_copies_join_groups_and_are_labelled_by_dataset(roots: list[Path], tmp_path: Path) -> None:
    datasets = find_datasets(roots)
    scanned = scan(datasets, cache_folder=tmp_path / "cache")
    found = make_dataset_table(datasets, scanned, find_near_copies(thumbnails(scanned.table)))
    count = len(found.samples) // 2
    assert list(found.table["id"]) == [sample.id for sample in found.samples]
    assert set(found.table["near_copy"]) == {"across datasets"}
    assert found.table["group"].nunique() <= count
    assert len(found.leaks) >= count
    assert set(found.table["side"]) == {""}
    assert (found.table["resolution_px"] == found.table["width_px"] * found.table["height_px"]).all()


def test_a_split_gives_sides_and_marks_near_copies_across_them(roots: list[Path], tmp_path: Path) -> None:
    datasets = find_datasets(roots[:1])
    scanned = scan(datasets, cache_folder=tmp_path / "cache")
    ids = list(scanned.table["id"])
    split = Split("random", 0, 0.2, (), train=tuple(ids[:1]), validation=tuple(ids[1:2]))
    assert side_by_id(split) == {ids[0]: "train", ids[1]: "validation"}
    found = make_dataset_table(datasets, scanned, [NearCopy(0, 1, 0.9, 0.9), NearCopy(2, 3, 0.9, 0.9)], split)
    assert found.table["side"].tolist()[:3] == ["train", "validation", ""]
    assert found.table["near_copy"].tolist()[:5] == [
        *("across the split", "across the split", "within a dataset", "within a dataset", "none"),
    ]


def test_the_search_for_near_copies_reports_progress_and_can_be_cancelled() -> None:
    rng = np.random.default_rng(1)
    pictures = [rng.integers(0, 255, (40, 40), np.uint8) for _ in range(40)]
    seen: list[tuple[int, int]] = []
    find_near_copies(pictures, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 40)
    assert len(seen) > 1
    with pytest.raises(CancelledError):
        find_near_copies(pictures, cancelled=lambda: True)
