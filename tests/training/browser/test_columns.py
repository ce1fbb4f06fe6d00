"""Sorting pairs by a column follows the meaning of its values, not their spelling."""

import numpy as np
import pandas as pd
import pytest

from training.browser.columns import listing, size_spans, sort_keys
from training.statistics.size_classes import SizeLimits

TABLE = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e", "f"],
        "size_class": ["small", None, "huge", "large", "medium", "small"],
        "coverage": [0.02, 0.0, 0.9, 0.4, 0.1, 0.01],
        "resolution_px": [1200, 1200, 90, 1200, 100_000, 1000],
        "width_px": [40, 30, 9, 60, 400, 50],
    }
)


@pytest.mark.parametrize(
    ("column", "ascending", "expected"),
    [
        ("size_class", True, "faedcb"),
        ("size_class", False, "cdeafb"),
        ("resolution_px", True, "cfbade"),
        ("resolution_px", False, "edabfc"),
        ("id", False, "fedcba"),
    ],
)
def test_pairs_are_sorted_by_the_meaning_of_a_column(column: str, ascending: bool, expected: str) -> None:
    keys = sort_keys(TABLE, column)
    ordered = keys.sort_values(list(keys), ascending=ascending, kind="stable", na_position="last").index
    assert "".join(TABLE["id"].iloc[ordered]) == expected


def test_numbered_pairs_are_sorted_by_number() -> None:
    names = [f"cvc/{number}" for number in (1, 10, 100, 2, 101, 20)]
    table = pd.DataFrame({"id": names, "group": ["sequence 10", None, "sequence 9", None, "", "sequence 10"]})
    keys = sort_keys(table, "id")
    assert table["id"].iloc[keys["rank"].argsort()].tolist() == [f"cvc/{n}" for n in (1, 2, 10, 20, 100, 101)]
    keys = sort_keys(table, "group").sort_values("rank", kind="stable", na_position="last")
    assert list(keys.index) == [4, 2, 0, 5, 1, 3]


def test_without_polyps_all_sizes_sort_equally() -> None:
    keys = sort_keys(TABLE.assign(size_class=None, coverage=0.0), "size_class")
    assert keys["rank"].isna().all()
    assert list(keys.sort_values(list(keys), kind="stable").index) == list(np.arange(6))


def test_size_classes_are_listed_from_small_to_huge_and_other_values_by_frequency() -> None:
    counts = {"huge": 9, "": 7, "small": 2, "large": 8, "medium": 1}
    assert listing("size_class", counts) == ["small", "medium", "large", "huge", ""]
    assert listing("side", {"train": 2, "validation": 3}) == ["validation", "train"]


def test_size_classes_are_labelled_with_their_coverages() -> None:
    assert size_spans(SizeLimits(0.026, 0.051, 0.12)) == {
        "small": "below 2.6 %",
        "medium": "2.6 to 5.1 %",
        "large": "5.1 to 12.0 %",
        "huge": "from 12.0 %",
    }
    assert size_spans(None) == {}
