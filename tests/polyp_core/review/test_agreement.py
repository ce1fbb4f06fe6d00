"""Agreement of two readers, against values of another implementation."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from polyp_core.review.agreement import cohen_kappa, compare_readers
from polyp_core.review.records import Decision


def test_kappa_and_its_interval_equal_those_of_statsmodels() -> None:
    # By statsmodels.stats.inter_rater.cohens_kappa.
    kappa = cohen_kappa(np.array([[106, 10, 4], [22, 28, 10], [2, 12, 6]]))
    assert kappa.count == 200
    assert kappa.value == pytest.approx(3 / 7)
    assert (kappa.low, kappa.high) == pytest.approx((0.32329979345440496, 0.533843063688452))
    kappa = cohen_kappa(np.array([[5, 1, 0], [1, 3, 1], [0, 0, 2]]))
    assert (kappa.value, kappa.low) == pytest.approx((0.6355140186915889, 0.2755032126866464))
    assert kappa.high == pytest.approx(0.9955248246965314)


def test_kappa_is_undefined_without_variation() -> None:
    assert math.isnan(cohen_kappa(np.zeros((3, 3))).value)
    kappa = cohen_kappa(np.diag([7, 0, 0]))
    assert math.isnan(kappa.value) and kappa.count == 7
    perfect = cohen_kappa(np.diag([7, 3, 0]))
    assert (perfect.value, perfect.low, perfect.high) == pytest.approx((1, 1, 1))


def test_findings_that_only_one_reader_marked_lower_the_positive_agreement(decision: Callable[..., Decision]) -> None:
    first = [
        decision(0, 50, state="confirmed"),
        decision(100, 150, state="rejected"),
        decision(200, 250, state="unsure"),
        decision(300, 350, state="confirmed"),
        decision(400, 450),
    ]
    second = [
        decision(5, 50, state="confirmed"),
        decision(100, 140, state="rejected"),
        decision(200, 250, state="confirmed"),
        decision(600, 650, state="confirmed"),
        decision(400, 450, state="rejected"),
    ]
    agreement = compare_readers(first, second)
    assert [(each.first and each.first.state, each.second and each.second.state) for each in agreement.findings] == [
        ("confirmed", "confirmed"),
        ("rejected", "rejected"),
        ("unsure", "confirmed"),
        ("confirmed", None),
        (None, "rejected"),
        (None, "confirmed"),
    ]
    assert agreement.kappa.count == 3 and agreement.observed == pytest.approx(2 / 3)
    assert (agreement.both_confirmed, agreement.only_first_confirmed, agreement.only_second_confirmed) == (1, 1, 2)
    assert agreement.positive == pytest.approx(2 / 5)
    nothing = compare_readers([], [])
    assert math.isnan(nothing.positive) and math.isnan(nothing.observed) and not nothing.findings
