"""Tracks that are numbered while frames arrive are those that are linked once all frames are known."""

import numpy as np
import pytest

from polyp_core.findings.region_table import REGION
from polyp_core.findings.track_numbers import TrackNumbers
from polyp_core.findings.tracks import link_regions


@pytest.mark.parametrize("seed", range(5))
def test_numbers_are_those_of_the_linked_recording(seed: int):
    print(f"seed {seed}")
    random = np.random.default_rng(seed)
    frames, time_s = np.arange(200), np.arange(200) / 25
    time_s[120:] += 60  # a pause, over which nothing is linked
    corner = np.cumsum(random.normal(0, 0.03, (200, 3, 2)), axis=0) % 0.8
    shown = random.random((200, 3)) < 0.7
    rows = np.zeros(int(shown.sum()), REGION)
    rows["frame"] = np.repeat(frames, shown.sum(axis=1))
    rows["box"] = np.concatenate([corner, corner + 0.15], axis=-1)[shown]
    expected = link_regions(rows, frames, time_s)
    tracks = TrackNumbers()
    numbers = [
        number
        for frame in frames
        for number in tracks.number(rows["box"][rows["frame"] == frame], int(frame), float(time_s[frame]))
    ]
    assert (
        len(set(zip(numbers, expected.tolist(), strict=True))) == len(set(numbers)) == len(set(expected.tolist())) > 5
    )


def test_a_range_that_does_not_follow_begins_new_tracks():
    tracks, box = TrackNumbers(), np.array([[0.1, 0.1, 0.4, 0.4]])
    assert [tracks.number(box, frame, frame / 25) for frame in (3, 4, 9, 10)] == [[1], [1], [2], [2]]
    assert tracks.number(np.zeros((0, 4)), 11, 0.44) == [] and tracks.number(box, 12, 0.48) == [3]
