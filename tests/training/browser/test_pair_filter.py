"""A `PairFilter` selects pairs."""

import math

import numpy as np
import pandas as pd
import pytest

from polyp_core.label_formats.cvat import open_cvat
from polyp_core.label_formats.label_format import LabelledImage, LabelledObject
from training.browser.folder_scan import scan_folders
from training.browser.pair_filter import PairFilter, Range
from training.datasets.mask_answers import NO_ANSWERS

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


def test_pairs_are_filtered_by_the_boxes_of_label_files(tmp_path, write_image) -> None:
    """Boxes next to mask files are counted; a picture that no label file lists has no number."""
    for name in ("a", "b", "c"):
        write_image(tmp_path / "clinic" / "images" / f"{name}.png", np.full((20, 30, 3), 90, np.uint8))
        write_image(tmp_path / "clinic" / "masks" / f"{name}.png", np.eye(20, 30, dtype=np.uint8) * 255)
    polyps = [LabelledObject(box_xywh=(1, 1, 5, 5)), LabelledObject(box_xywh=(9, 9, 5, 5))]
    with open_cvat(tmp_path / "clinic" / "boxes.xml", "", 25.0) as add:
        add(LabelledImage("a.png", 30, 20, polyps))
        add(LabelledImage("b.png", 30, 20, [LabelledObject("instrument", box_xywh=(1, 1, 5, 5))]))
    table = scan_folders([tmp_path / "clinic"], NO_ANSWERS, lambda done, total: None, lambda: False).dataset_table.table
    assert dict(zip(table["id"], table["boxes"].fillna(-1), strict=True)) == {
        "clinic/a": 2,
        "clinic/b": 0,
        "clinic/c": -1,
    }
    for span, expected in ((Range(1, np.inf), ["clinic/a"]), (Range(0, 0), ["clinic/b"])):
        chosen = PairFilter().with_range("boxes", span)
        assert table["id"][chosen.mask(table)].tolist() == expected
    assert chosen.describe() == {"boxes": "Boxes: 0 to 0"}
