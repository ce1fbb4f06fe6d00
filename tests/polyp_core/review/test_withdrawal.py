"""Withdrawal time: frames shown count, gaps of the clock do not."""

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.review import changes
from polyp_core.review.records import MARK_KINDS, Mark
from polyp_core.review.review import Review
from polyp_core.review.withdrawal import withdrawal_time


def marks(times_s: NDArray[np.float64], **frames: tuple[int, int]) -> tuple[Mark, ...]:
    review = Review("A")
    for kind in MARK_KINDS:
        if kind in frames:
            review = review.apply(changes.set_mark(review, kind, *frames[kind], times_s))
    return review.marks


def test_a_pause_of_the_recorder_does_not_count(times_s: NDArray[np.float64]) -> None:
    paused = times_s.copy()
    paused[500:] += 600
    for each in (times_s, paused):
        found = withdrawal_time(marks(each, withdrawal_begins=(100, 100), withdrawal_ends=(900, 900)), each)
        assert found is not None and found.total_s == pytest.approx(800 / 25)
        assert found.inspection_s == found.total_s


def test_interventions_are_left_out_once(times_s: NDArray[np.float64]) -> None:
    found = withdrawal_time(
        marks(
            times_s, withdrawal_begins=(100, 100), withdrawal_ends=(900, 900), washing=(50, 149), instrument=(140, 159)
        ),
        times_s,
    )
    assert found is not None and found.total_s == pytest.approx(32)
    assert found.inspection_s == pytest.approx((800 - 60) / 25)


def test_without_both_ends_in_order_there_is_none(times_s: NDArray[np.float64]) -> None:
    assert withdrawal_time((), times_s) is None
    assert withdrawal_time(marks(times_s, withdrawal_begins=(100, 100)), times_s) is None
    assert withdrawal_time(marks(times_s, withdrawal_begins=(900, 900), withdrawal_ends=(100, 100)), times_s) is None
