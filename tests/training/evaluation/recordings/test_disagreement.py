"""Frames in which two systems show different alarms."""

import numpy as np
import pytest

from training.evaluation.intervals import ratio_difference, ratio_interval
from training.evaluation.recordings.boxes import DETECTION
from training.evaluation.recordings.disagreement import disagreement_by_frame, disagreements

HERE, THERE = (10, 10, 50, 50), (200, 200, 250, 250)


def alarms(*rows):
    return np.array([(frame, 1.0, box, 0) for frames, box in rows for frame in frames], DETECTION)


def test_alarms_agree_if_each_overlaps_one_of_the_other_side() -> None:
    a = alarms((range(10), HERE))
    assert disagreement_by_frame(a, alarms((range(10), (40, 40, 90, 90))), 10).tolist() == [0] * 10
    assert disagreement_by_frame(a, alarms((range(10), THERE)), 10).tolist() == [3] * 10
    assert disagreement_by_frame(a, alarms((range(5), HERE)), 10).tolist() == [0] * 5 + [1] * 5
    both = np.sort(np.concatenate([a, alarms((range(10), THERE))]), order="frame")
    assert disagreement_by_frame(a, both, 10).tolist() == [3] * 10
    assert disagreement_by_frame(alarms(), alarms(), 10).tolist() == [0] * 10


def test_close_frames_are_one_stretch() -> None:
    by_frame = np.zeros(200, np.int8)
    by_frame[[10, 11, 20, 60]] = 1
    by_frame[15] = 2
    found = disagreements(by_frame, 25.0)
    assert [(each.side, each.first_frame, each.last_frame) for each in found] == [
        ("only A", 10, 20),
        ("only B", 15, 15),
        ("only A", 60, 60),
    ]
    assert (found[0].start_s, found[0].end_s) == (10 / 25, 21 / 25)


def test_a_difference_is_less_wide_than_either_ratio_where_recordings_vary_alike() -> None:
    random = np.random.default_rng(0)
    wholes = np.full(20, 100.0)
    a = random.integers(20, 90, 20).astype(np.float64)
    difference = ratio_difference(a, wholes, a + 5, wholes)
    assert difference.mean == pytest.approx(0.05)
    assert difference.high - difference.low < 1e-9 < ratio_interval(a, wholes).high - ratio_interval(a, wholes).low
