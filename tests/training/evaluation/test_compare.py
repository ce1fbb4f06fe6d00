"""Comparing two models by the differences on the same images."""

import numpy as np
import pandas as pd
import pytest

from polyp_core.errors import DatasetError
from training.evaluation.compare import compare, compare_alarms


def scored(dice: list[float], coverage: float = 0.1, groups: list[str] | None = None) -> pd.DataFrame:
    ids = [f"clinic/{n}" for n in range(len(dice))]
    return pd.DataFrame({"id": ids, "dice": dice, "coverage": coverage, "group": groups or ids})


def test_wins_losses_and_ties_are_counted() -> None:
    found = compare(scored([0.5, 0.5, 0.5, 0.5]), scored([0.6, 0.4, 0.5004, 0.9]))
    assert (found.n, found.wins_a, found.wins_b, found.ties) == (4, 1, 2, 1)
    assert found.dice_b - found.dice_a == pytest.approx(found.difference.mean)


def test_a_gain_on_every_image_is_reported_in_the_right_direction() -> None:
    low, high = scored([0.5, 0.6, 0.7, 0.8, 0.5, 0.6]), scored([0.61, 0.7, 0.79, 0.9, 0.59, 0.71])
    assert compare(low, high).reading.startswith("B is better: its Dice is higher by 0.100 (")
    assert compare(high, low).reading.startswith("B is worse: its Dice is lower by 0.100 (")


def test_a_few_groups_allow_no_conclusion() -> None:
    groups = [f"video {n // 2}" for n in range(10)]
    low, high = scored([0.5, 0.6] * 5, groups=groups), scored([0.61, 0.69] * 5)
    assert compare(low, high).groups == 5
    few = "Too few groups for a conclusion (5; it needs 6): the Dice of B is"
    assert compare(low, high).reading.startswith(f"{few} higher by 0.100 (")
    assert compare(high.assign(group=groups), low).reading.startswith(f"{few} lower by 0.100 (")


@pytest.mark.parametrize(("pictures", "few"), [(5, True), (6, False)])
def test_false_alarms_on_a_few_groups_allow_no_conclusion(pictures: int, few: bool) -> None:
    def claimed(pixels: int) -> pd.DataFrame:
        table = scored([0.0] * pictures, coverage=0.0)
        return table.assign(kind="frame", tp=0, fp=pixels, fn=0, tn=100 - pixels)

    ((fewer,), (more,)) = compare_alarms(claimed(9), claimed(0)), compare_alarms(claimed(0), claimed(9))
    assert fewer.groups == more.groups == pictures
    assert fewer.reading.startswith("Too few groups for a conclusion (5; it needs 6)" if few else "B has fewer false")
    assert more.reading.startswith("Too few groups for a conclusion (5; it needs 6)" if few else "B has more false")
    assert ("of B is lower by 100.0%" in fewer.reading and "of B is higher by 100.0%" in more.reading) == few


def test_an_interval_that_spans_zero_is_no_evidence() -> None:
    reading = compare(scored([0.5] * 6), scored([0.9, 0.1, 0.8, 0.2, 0.6, 0.45])).reading
    assert reading.startswith("No evidence of improvement") and "spans 0" in reading


def test_frames_of_one_sequence_count_as_one_group() -> None:
    groups = ["one video"] * 5
    assert (
        compare(scored([0.5] * 5, groups=groups), scored([0.9] * 5)).reading
        == "Too few independent images for a conclusion."
    )


def test_only_common_pairs_with_a_polyp_are_compared() -> None:
    assert compare(scored([0.5, 0.5, 0.5]), scored([0.6, 0.6])).n == 2
    mixed = scored([0.5, 0.5, 1.0])
    mixed["coverage"] = [0.1, 0.1, 0.0]
    assert compare(mixed, scored([0.6, 0.6, 0.0])).n == 2
    with pytest.raises(DatasetError, match="no image with a polyp that both"):
        compare(scored([1.0], coverage=0.0), scored([1.0]))
    assert np.isfinite(compare(mixed, mixed).dice_a)
