"""Where playback turns, what follows a frame, and what a loop's ends do to each other."""

import pytest

from app.playback.route import Loop, Route
from polyp_core.frames.source import SourceInfo


def route(count=100, loop=Loop(), *, repeat=False, indexing=False):  # noqa: B008
    info = SourceInfo("clip.mp4", "video", 64, 48, count, 25.0, count / 25, indexing=indexing)
    return Route(info, lambda i: i / 25, lambda t: min(max(int(t * 25 + 1e-6), 0), count - 1), loop, repeat)


def test_the_clip_ends_unless_it_repeats():
    assert route().after(99) is None
    assert route(repeat=True).after(99) == 0
    assert route(repeat=True, indexing=True).after(99) is None


def test_a_loop_goes_from_b_to_a_also_from_beyond():
    way = route(loop=Loop(10, 20))
    assert way.after(19) == 20
    assert way.after(20) == 10
    assert way.after(50) == 10
    assert way.after(3) == 4


def test_an_end_that_would_turn_the_loop_round_forgets_the_other():
    assert Loop(10, 20).starting(30) == Loop(30, None)
    assert Loop(10, 20).starting(20) == Loop(20, None)
    assert Loop(10, 20).ending(5) == Loop(None, 5)
    assert Loop(10, None).range is None
    assert Loop(10, None).ending(20).range == (10, 20)


@pytest.mark.parametrize(
    ("index", "seconds", "target"), [(50, 1, 75), (50, -1, 25), (10, -1, 0), (95, 10, 99), (0, 0.01, 1)]
)
def test_shifting_by_seconds_stays_in_the_clip_and_moves_at_least_a_frame(index, seconds, target):
    assert route().shifted(index, seconds) == target
