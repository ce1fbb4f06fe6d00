"""Folds: every pair is validated once, groups stay whole, test pairs are excluded."""

from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from training.datasets.folds import make_folds
from training.datasets.sample import Sample, Side


def sample(id: str, group: str | None = None, published: Side | None = None) -> Sample:
    dataset, stem = id.split("/")
    return Sample(Path(f"{id}.png"), Path(f"{id}_mask.png"), stem, dataset, group, published=published)


def polyp_free(count: int, dataset: str = "polyp_free-stool", per_recording: int = 1) -> list[Sample]:
    return [
        Sample(Path(f"{n}.png"), None, str(n), dataset, f"{dataset}/{n // per_recording}", polyp_free="frame")
        for n in range(count)
    ]


def videos(dataset: str, count: int, frames: int) -> list[Sample]:
    return [sample(f"{dataset}/{v}-{f}", f"{dataset}/sequence {v}") for v in range(count) for f in range(frames)]


def test_every_pair_is_validated_once_and_groups_and_near_copies_stay_together() -> None:
    samples = [*videos("a", 11, 4), *videos("b", 7, 9), *polyp_free(20, per_recording=2)]
    near = [("a/0-1", "b/3-3"), ("polyp_free-stool/1", "polyp_free-stool/2")]
    folds = make_folds(samples, 5, near_copies=near, seed=3)
    fold_of = {id: number for number, split in enumerate(folds) for id in split.validation}
    assert sorted(id for split in folds for id in split.validation) == sorted(s.id for s in samples)
    for each in samples:
        together = [other.id for other in samples if other.group == each.group]
        assert len({fold_of[id] for id in together}) == 1
    assert fold_of["a/0-1"] == fold_of["b/3-3"]
    assert fold_of["polyp_free-stool/1"] == fold_of["polyp_free-stool/2"]
    for split in folds:
        assert set(split.train) == {s.id for s in samples} - set(split.validation)
        counts = [sum(id.startswith(f"{name}/") for id in split.validation) for name in ("a", "b", "polyp_free-stool")]
        assert min(counts) > 0 and counts[2] == 4
    assert make_folds(samples, 5, near_copies=near, seed=3) == folds
    assert make_folds(samples, 5, near_copies=near, seed=4) != folds


def test_held_out_and_published_test_pairs_are_in_no_fold() -> None:
    tests = [sample(f"listed/{n}", f"listed/{n}", published="test") for n in range(3)]
    related = sample("listed/related", "listed/0", published="train")
    others = [sample(f"listed/t{n}", published="train") for n in range(10)]
    folds = make_folds([*tests, related, *others, *videos("away", 3, 2)], 2, hold_out=("away",))
    for split in folds:
        assert {id.split("/")[0] for id in split.test} == {"listed", "away"} and len(split.test) == 9
        assert split.left_out == ("listed/related",)
        assert sorted((*split.train, *split.validation)) == sorted(s.id for s in others)


def test_more_folds_than_groups_are_refused() -> None:
    with pytest.raises(DatasetError, match=r"^5 folds cannot be made of 3 groups of pairs.*at most 3 folds, or add"):
        make_folds([*videos("a", 3, 50), *polyp_free(40)], 5)
    with pytest.raises(DatasetError, match=r"^2 folds cannot be made of 1 group of pairs.*divided\. Add data\.$"):
        make_folds(videos("a", 1, 50), 2)


def test_no_fold_is_empty() -> None:
    """Datasets of one group each fill folds that have none yet."""
    alone = [sample(f"one{n}/{f}", f"one{n}/g") for n in range(5) for f in range(n + 1)]
    for split in make_folds([*alone, *polyp_free(50, per_recording=25)], 5):
        assert any(id.startswith("one") for id in split.validation)
