from fractions import Fraction

import numpy as np
import pytest

from polyp_core.frames.video.timing import frame_timing

TICK = Fraction(1, 1000)


def test_regular_timestamps_start_at_zero_and_give_the_rate() -> None:
    timing = frame_timing([700, 740, 780, 820], TICK, 30)
    np.testing.assert_allclose(timing.time_s, [0, 0.04, 0.08, 0.12])
    assert timing.rate_fps == pytest.approx(25)
    assert timing.duration_s == pytest.approx(0.16)
    assert not timing.variable_rate
    assert not timing.after_gap.any()


def test_timestamps_in_whole_milliseconds_keep_a_constant_rate() -> None:
    stamps = [round(1000 * 1001 / 30000 * index) for index in range(300)]
    timing = frame_timing(stamps, TICK, 30000 / 1001)
    assert timing.rate_fps == 30000 / 1001
    assert not timing.variable_rate
    assert not timing.after_gap.any()


def test_a_missing_timestamp_is_interpolated() -> None:
    timing = frame_timing([None, 40, None, None, 160, None], TICK, 25)
    np.testing.assert_allclose(timing.time_s, [0, 0.04, 0.08, 0.12, 0.16, 0.2])


def test_repeated_timestamps_are_spread_so_that_times_increase() -> None:
    timing = frame_timing([0, 0, 80, 80, 160, 160], TICK, 25)
    np.testing.assert_allclose(timing.time_s, [0, 0.04, 0.08, 0.12, 0.16, 0.2])


def test_timestamps_in_decoding_order_are_sorted() -> None:
    timing = frame_timing([0, 120, 40, 80, 240, 160, 200], TICK, 25)
    np.testing.assert_allclose(timing.time_s, np.arange(7) * 0.04)


@pytest.mark.parametrize("frames", [60, 1, 3])
def test_restarting_timestamps_continue_from_the_last_time(frames: int) -> None:
    first = [9000 + 40 * index for index in range(60)]
    timing = frame_timing([*first, *(40 * index for index in range(frames))], TICK, 50)
    np.testing.assert_allclose(timing.time_s, np.arange(60 + frames) * 0.04)
    assert timing.rate_fps == pytest.approx(25)
    assert timing.restarts == 1
    assert not timing.after_gap.any()


def test_restarting_timestamps_in_decoding_order() -> None:
    part = [stamp + group for group in range(0, 2800, 280) for stamp in (0, 120, 40, 80, 240, 160, 200)]
    timing = frame_timing(part * 3, TICK, 25)
    np.testing.assert_allclose(timing.time_s, np.arange(3 * len(part)) * 0.04)
    assert timing.restarts == 2


def test_a_missing_timestamp_at_a_restart() -> None:
    part = [40 * index for index in range(30)]
    timing = frame_timing([*part, None, None, *part], TICK, 25)
    np.testing.assert_allclose(timing.time_s, np.arange(62) * 0.04)


@pytest.mark.parametrize("wrong", [40, 400_000])
def test_a_single_wrong_timestamp_is_no_restart(wrong: int) -> None:
    stamps = [40 * index for index in range(60)]
    stamps[30] = wrong
    assert frame_timing(stamps, TICK, 25).restarts == 0


def test_without_timestamps_frames_follow_the_declared_rate() -> None:
    timing = frame_timing([None] * 4, TICK, 50)
    np.testing.assert_allclose(timing.time_s, [0, 0.02, 0.04, 0.06])
    assert timing.rate_fps == 50


def test_a_gap_marks_the_frame_after_it() -> None:
    stamps = [40 * index for index in range(50)]
    stamps[20:] = [stamp + 80 for stamp in stamps[20:]]
    timing = frame_timing(stamps, TICK, 25)
    assert np.flatnonzero(timing.after_gap).tolist() == [20]
    assert timing.rate_fps == 25
    assert not timing.variable_rate


def test_a_wait_of_less_than_one_and_a_half_periods_is_no_gap() -> None:
    stamps = [40 * index for index in range(50)]
    stamps[20:] = [stamp + 18 for stamp in stamps[20:]]
    assert not frame_timing(stamps, TICK, 25).after_gap.any()


def test_a_variable_rate_is_reported_and_has_no_gaps() -> None:
    steps = [20, 40, 100, 33] * 10
    timing = frame_timing(np.cumsum([0, *steps]).tolist(), TICK, 25)
    assert timing.variable_rate
    assert timing.rate_fps == pytest.approx(40 / (sum(steps) / 1000))
    assert not timing.after_gap.any()


def test_irregular_timestamps_mean_a_variable_rate() -> None:
    timing = frame_timing([0, 40, 1000], TICK, 25)
    assert timing.variable_rate
    assert timing.rate_fps == pytest.approx(2)
    assert timing.duration_s == pytest.approx(1.5)


def test_one_frame_lasts_one_declared_period() -> None:
    timing = frame_timing([500], TICK, 25)
    assert timing.time_s.tolist() == [0]
    assert timing.duration_s == pytest.approx(0.04)


def test_no_timestamps_give_no_times() -> None:
    timing = frame_timing([], TICK, 25)
    assert len(timing.time_s) == 0
    assert timing.duration_s == 0


def test_a_clock_jump_does_not_change_the_rate() -> None:
    stamps = [40 * index + (3_600_000 if index >= 50 else 0) for index in range(100)]
    timing = frame_timing(stamps, TICK, 25)
    assert [(jump.frame, pytest.approx(jump.gap_s)) for jump in timing.clock_jumps] == [(49, 3600.04)]
    assert timing.rate_fps == pytest.approx(25)
    assert not timing.after_gap.any()
    assert timing.time_s[50] == pytest.approx(3602.0)  # times stay as they are stored


def test_a_clock_jump_does_not_change_a_variable_rate() -> None:
    steps = [20, 40, 100, 33] * 20
    steps[40] = 600_000
    timing = frame_timing([0, *np.cumsum(steps).tolist()], TICK, 25)
    assert [jump.frame for jump in timing.clock_jumps] == [40]
    assert timing.rate_fps == pytest.approx(1000 * 80 / sum([20, 40, 100, 33] * 20), rel=0.02)


@pytest.mark.parametrize(
    "stamps",
    [
        [1000 * index for index in range(30)],  # one picture a second
        [40 * index + (1500 if index >= 10 else 0) for index in range(30)],  # a short loss of pictures
        [0, 90_000],  # nothing tells which interval is usual
        [5000 * index * (index + 1) for index in range(12)],  # slower and slower
    ],
)
def test_short_gaps_are_not_clock_jumps(stamps: list[int]) -> None:
    assert frame_timing(stamps, TICK, 25).clock_jumps == ()
