"""Intervals over groups account for dependent frames."""

import numpy as np
import pytest
from scipy.stats import binomtest

from training.evaluation.intervals import mean_interval, share_interval

VALUES = np.random.default_rng(7).random(60)


def test_the_interval_contains_the_mean_and_is_reproducible() -> None:
    each = [str(n) for n in range(60)]
    interval = mean_interval(VALUES, each)
    assert interval.low < interval.mean < interval.high
    assert interval.mean == pytest.approx(VALUES.mean())
    assert mean_interval(VALUES, each) == interval
    # 1.96 standard errors, which is what the bootstrap of a mean tends to.
    error = VALUES.std() / np.sqrt(60)
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * error, rel=0.1)


def test_copies_of_an_image_in_its_group_do_not_narrow_the_interval() -> None:
    alone = mean_interval(VALUES[:20], [str(n) for n in range(20)])
    copied = mean_interval(np.repeat(VALUES[:20], 30), [str(n) for n in range(20) for _ in range(30)])
    assert (copied.low, copied.high) == pytest.approx((alone.low, alone.high))


def test_a_single_group_has_no_interval() -> None:
    one = mean_interval(VALUES, ["video"] * 60)
    assert one.mean == pytest.approx(VALUES.mean()) and np.isnan([one.low, one.high]).all()
    nothing = mean_interval(VALUES[:0], [])
    assert np.isnan([nothing.mean, nothing.low, nothing.high]).all()


def test_a_share_of_independent_images_has_the_exact_interval() -> None:
    hits = np.arange(41) < 3
    exact = binomtest(3, 41).proportion_ci(0.95, method="exact")
    share = share_interval(hits, [str(n) for n in range(41)])
    assert (share.mean, share.low, share.high) == pytest.approx((3 / 41, exact.low, exact.high))


def test_more_false_alarms_never_have_a_lower_limit() -> None:
    """Also where two of the pictures show the same scene, and for one false alarm against none."""
    groups = ["0", *(str(n) for n in range(40))]
    highs = [share_interval(np.arange(41) >= 41 - n, groups).high for n in range(42)]
    lows = [share_interval(np.arange(41) >= 41 - n, groups).low for n in range(42)]
    assert highs == sorted(highs) and lows == sorted(lows)
    one = share_interval(np.arange(41) >= 40, groups)
    exact = binomtest(1, 41).proportion_ci(0.95, method="exact")
    assert (one.low, one.high) == pytest.approx((exact.low, exact.high), abs=0.003)


def test_a_share_of_dependent_images_has_the_interval_of_as_many_independent_ones() -> None:
    """Twenty copies in each of thirty groups say no more than one of each."""
    random = np.random.default_rng(3)
    hits = random.random(30) < 0.3
    alone = share_interval(hits, [str(n) for n in range(30)])
    copied = share_interval(np.repeat(hits, 20), [str(n) for n in range(30) for _ in range(20)])
    assert (copied.low, copied.high) == pytest.approx((alone.low, alone.high), abs=0.03)
    assert copied.high - copied.low >= alone.high - alone.low


@pytest.mark.parametrize(("share", "groups"), [(0.05, 30), (0.2, 12), (0.5, 8)])
def test_the_interval_of_a_share_contains_the_true_one_in_about_95_of_100_cases(share: float, groups: int) -> None:
    """Groups of four pictures, whose chance of a false alarm differs from group to group."""
    random = np.random.default_rng(11)
    contained = 0
    for _ in range(400):
        chance = random.beta(2 * share, 2 * (1 - share), groups)
        found = share_interval(
            (random.random((groups, 4)) < chance[:, None]).ravel(), [str(n // 4) for n in range(4 * groups)]
        )
        contained += found.low <= share <= found.high
    assert contained >= 0.93 * 400
