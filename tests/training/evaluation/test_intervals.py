"""Intervals over groups account for dependent frames."""

import numpy as np
import pytest

from training.evaluation.intervals import mean_interval

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
