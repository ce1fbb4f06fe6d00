"""The time that is left is estimated from the latest seconds of work, and not before there are some."""

import pytest

from polyp_core.analysis.rate_estimate import MEASURED_S, RateEstimate


def estimate_of(*seconds: float) -> RateEstimate:
    rate = RateEstimate()
    for each in seconds:
        rate.add(each)
    return rate


def test_there_is_no_estimate_before_some_seconds_were_measured_unless_nothing_is_left() -> None:
    rate = estimate_of(*[0.5] * int(MEASURED_S / 0.5 - 1))
    assert (rate.remaining_s(100), rate.is_known, rate.remaining_s(0)) == (None, False, 0.0)
    rate.add(0.5)
    assert rate.remaining_s(100) == pytest.approx(50)


def test_a_slow_frame_hardly_changes_the_estimate_and_a_new_rate_soon_does() -> None:
    rate = estimate_of(*[0.05] * 400)
    rate.add(0.5)
    assert rate.remaining_s(100) == pytest.approx(5, rel=0.05)
    for _ in range(300):
        rate.add(0.1)
    assert rate.remaining_s(100) == pytest.approx(10, rel=0.1)
