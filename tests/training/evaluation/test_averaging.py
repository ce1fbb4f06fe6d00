"""Averaging schemes of scores, and the overlay of hits and misses."""

import numpy as np
import pandas as pd
import pytest

from training.evaluation.averaging import score_by_all_schemes
from training.evaluation.confusion_overlay import FALSE_ALARM, HIT, MISS, draw_confusion
from training.evaluation.metrics import Counts, column_averaged_iou


def _row(predicted: np.ndarray, truth: np.ndarray, group: str) -> dict[str, object]:
    counts = Counts.of(predicted, truth)
    return {
        **{name: int(getattr(counts, name)) for name in ("tp", "fp", "fn", "tn")},
        "coverage": float(truth.mean()),
        "group": group,
        "column_iou": column_averaged_iou(predicted, truth),
    }


def test_each_averaging_scheme_matches_its_description() -> None:
    truth = np.zeros((10, 10), bool)
    truth[:, :2] = True
    half, nothing = truth.copy(), np.zeros_like(truth)
    half[:, 1] = False
    table = pd.DataFrame([_row(half, truth, "a"), _row(nothing, truth, "b"), _row(half, nothing, "c")])
    per_image, pooled, with_background, source = score_by_all_schemes(table)
    assert per_image.dice.mean == pytest.approx((2 / 3 + 0) / 2)
    assert per_image.dice.low <= per_image.dice.mean <= per_image.dice.high
    assert pooled.dice.mean == pytest.approx(2 * 10 / (2 * 10 + 30))
    assert pooled.iou.mean == pytest.approx(10 / 40)
    background = [2 * 80 / (2 * 80 + 10), 2 * 80 / (2 * 80 + 20)]
    assert with_background.dice.mean == pytest.approx(np.mean([(2 / 3 + background[0]) / 2, background[1] / 2]))
    assert source.dice.mean == pooled.dice.mean
    assert source.iou.mean == pytest.approx((0.9 + 0.8) / 2, abs=1e-5)


def test_frames_without_a_polyp_have_no_average() -> None:
    empty = np.zeros((4, 4), bool)
    assert score_by_all_schemes(pd.DataFrame([_row(empty, empty, "a")])) == []


def test_hits_misses_and_false_alarms_have_their_colours() -> None:
    truth, predicted = np.array([[True, True, False, False]]), np.array([[True, False, True, False]])
    bare = draw_confusion(predicted, truth)
    assert [tuple(pixel) for pixel in bare[0].tolist()] == [HIT, MISS, FALSE_ALARM, (0, 0, 0)]
    picture = np.full((1, 4, 3), 100, np.uint8)
    over = draw_confusion(predicted, truth, picture)
    assert over[0, 3].tolist() == [50, 50, 50]
    assert (picture == 100).all()
    assert over[0, 0].tolist() == [25 + 127] * 3
