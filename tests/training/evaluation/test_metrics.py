"""Dice, IoU and related scores on masks small enough to count by hand."""

import numpy as np
import pytest

from polyp_core.labelling.shapes import dice
from training.evaluation import metrics
from training.evaluation.metrics import Counts


def mask(*rows: str) -> np.ndarray:
    return np.array([[pixel == "#" for pixel in row] for row in rows])


def test_scores_equal_those_counted_by_hand() -> None:
    counts = Counts.of(mask("##..", "##.."), mask(".##.", ".##."))
    assert [int(part) for part in (counts.tp, counts.fp, counts.fn, counts.tn)] == [2, 2, 2, 2]
    assert float(metrics.dice(counts)) == 0.5
    assert float(metrics.iou(counts)) == pytest.approx(1 / 3)
    assert dice(mask("##..", "##.."), mask(".##.", ".##.")) == 0.5
    assert float(metrics.precision(counts)) == float(metrics.recall(counts)) == float(metrics.accuracy(counts)) == 0.5


def test_scores_of_empty_masks() -> None:
    nothing, something = mask("...."), mask("#...")
    both_empty, alarm = Counts.of(nothing, nothing), Counts.of(something, nothing)
    missed = Counts.of(nothing, something)
    assert float(metrics.dice(both_empty)) == dice(nothing, nothing) == float(metrics.iou(both_empty)) == 1
    assert float(metrics.dice(alarm)) == float(metrics.iou(alarm)) == float(metrics.precision(alarm)) == 0
    assert np.isnan(metrics.recall(alarm)) and np.isnan(metrics.precision(missed))
    assert float(metrics.recall(missed)) == 0


def test_iou_follows_from_dice_for_single_and_pooled_counts() -> None:
    seed = 20240
    rng = np.random.default_rng(seed)
    counts = Counts.of(rng.random((50, 8, 9)) > 0.6, rng.random((50, 8, 9)) > 0.5)
    for some in (counts, counts.pooled()):
        dice = metrics.dice(some)
        np.testing.assert_allclose(metrics.iou(some), dice / (2 - dice), err_msg=f"seed {seed}")


def test_counts_round_trip_through_table_rows() -> None:
    counts = Counts.of(np.stack([mask("#."), mask("..")]), np.stack([mask("##"), mask(".#")]))
    assert counts.rows().tolist() == [[1, 0, 1, 0], [0, 0, 1, 1]]
    np.testing.assert_array_equal(Counts.from_rows(counts.rows()).fn, counts.fn)


def test_a_prediction_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="does not match a truth of shape"):
        Counts.of(mask("#."), mask("#.."))


def test_the_column_average_is_high_for_a_bad_prediction() -> None:
    """A prediction that misses the polyp completely still scores high, because of the columns without polyp."""
    truth, predicted = np.zeros((1, 10, 100), bool), np.zeros((1, 10, 100), bool)
    truth[0, :, :5] = predicted[0, :, 50:55] = True
    assert float(metrics.iou(Counts.of(predicted, truth)).item()) == 0
    assert metrics.column_averaged_iou(predicted, truth) == pytest.approx(0.9, abs=1e-5)
