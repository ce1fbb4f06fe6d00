"""A `PairFilter` selects pairs."""

import math

import numpy as np
import pandas as pd
import pytest

from training.browser.pair_filter import PairFilter, Range

TABLE = pd.DataFrame(
    {
        "id": ["a/one", "a/two", "b/Three", "b/four"],
        "dataset": ["a", "a", "b", "b"],
        "size_class": ["small", "large", None, "small"],
        "coverage": [0.1, 0.2, 0.0, 0.3],
        "gain": [0.2, -0.1, math.nan, 0.0],
    }
)


def ids(chosen: PairFilter) -> list[str]:
    return TABLE["id"][chosen.mask(TABLE)].tolist()


def test_an_empty_filter_selects_all_pairs() -> None:
    assert PairFilter().is_empty
    assert len(ids(PairFilter())) == 4


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (PairFilter().with_text("  thRee "), ["b/Three"]),
        (PairFilter().with_text("a/"), ["a/one", "a/two"]),
        (PairFilter().with_choice("dataset", frozenset("b")), ["b/Three", "b/four"]),
        (PairFilter().with_choice("size_class", frozenset(("", "large"))), ["a/two", "b/Three"]),
        (PairFilter().with_range("coverage", Range(0.1, 0.3, closed=False)), ["a/one", "a/two"]),
        (PairFilter().with_range("coverage", Range(0.1, 0.3)), ["a/one", "a/two", "b/four"]),
        (PairFilter().with_range("gain", Range(0.1, np.inf)), ["a/one"]),
        (PairFilter().with_range("dice_a", Range(0.1, 0.2)), ["a/one", "a/two", "b/Three", "b/four"]),
        (PairFilter().with_text("o").with_choice("dataset", frozenset("b")), ["b/four"]),
    ],
)
def test_each_condition_selects_its_pairs(chosen: PairFilter, expected: list[str]) -> None:
    assert ids(chosen) == expected


def test_regular_expression_characters_are_matched_literally() -> None:
    assert ids(PairFilter().with_text("(.*")) == []


def test_conditions_are_described_and_removed_one_by_one() -> None:
    chosen = (
        PairFilter()
        .with_text("four")
        .with_choice("size_class", frozenset(("", "small")))
        .with_range("coverage", Range(0.25, np.inf))
    )
    assert chosen.describe() == {
        "text": "name has “four”",
        "size_class": "Size: no polyp or small",
        "coverage": "Coverage: from 25.00 %",
    }
    for column in chosen.describe():
        chosen = chosen.without(column)
    assert chosen.is_empty


def test_conditions_on_missing_values_are_removed() -> None:
    chosen = (
        PairFilter()
        .with_choice("dataset", frozenset(("b", "gone")))
        .with_choice("size_class", frozenset(("", "gone")))
        .with_choice("id", frozenset(("gone",)))
        .with_choice("not a column", frozenset(("x",)))
    )
    kept = chosen.without_missing_values(TABLE, but=("size_class",)).choices
    assert kept == {
        "dataset": frozenset("b"),
        "size_class": frozenset(("", "gone")),
        "not a column": frozenset("x"),
    }
