"""Where playback turns, what follows a frame, and what a loop's ends do to each other."""

import numpy as np
import pytest

from app.playback.playback_range import GAP_SHOWN_S, Loop, PlaybackRange
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.video.clock_jumps import find_clock_jumps


def route(count=100, loop=Loop(), *, repeat=False, indexing=False):  # noqa: B008
    info = SourceInfo("clip.mp4", "video", 64, 48, count, 25.0, count / 25, indexing=indexing)
    return PlaybackRange(info, lambda i: i / 25, lambda t: min(max(int(t * 25 + 1e-6), 0), count - 1), loop, repeat)


def test_the_clip_ends_unless_it_repeats():
    assert route().next_frame(99) is None
    assert route(repeat=True).next_frame(99) == 0
    assert route(repeat=True, indexing=True).next_frame(99) is None


def test_a_loop_goes_from_b_to_a_also_from_beyond():
    way = route(loop=Loop(10, 20))
    assert way.next_frame(19) == 20
    assert way.next_frame(20) == 10
    assert way.next_frame(50) == 10
    assert way.next_frame(3) == 4


def test_backwards_the_clip_ends_at_its_start_and_a_loop_at_its_end():
    assert route().with_backwards(True).next_frame(5) == 4
    assert route(repeat=True).with_backwards(True).next_frame(0) is None
    way = route(loop=Loop(10, 20)).with_backwards(True)
    assert way.next_frame(10) == 20
    assert way.next_frame(5) == 4


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


# -- A recorder's clock that jumps ahead -------------------------------------------------------------------------------


def route_with_pauses():
    """Frames 0 to 49, a pause of an hour, frames 50 to 79, a pause of 90 s, frames 80 to 99; 25 frames a second."""
    times = np.arange(100) / 25
    times[50:] += 3600.0
    times[80:] += 90.0
    info = SourceInfo(
        "clip.ts", "video", 64, 48, 100, 25.0, float(times[-1]) + 0.04, clock_jumps=find_clock_jumps(times)
    )
    return PlaybackRange(
        info, lambda index: float(times[index]), lambda time_s: max(int(np.searchsorted(times, time_s + 1e-6)) - 1, 0)
    )


def test_playback_stands_for_two_seconds_before_the_clock_jumps():
    way = route_with_pauses()
    on_screen = [way.display_s(index) for index in range(99)]
    assert on_screen[49] == pytest.approx(GAP_SHOWN_S)
    assert on_screen[79] == pytest.approx(GAP_SHOWN_S)
    assert [index for index, seconds in enumerate(on_screen) if seconds > 0.05] == [49, 79]
    assert way.time_s(50) == 3602.0, "the times that tables give stay"


def test_each_moment_of_playback_has_its_frame_across_pauses():
    way = route_with_pauses()
    assert [way.index_at_play(way.play_s(index)) for index in range(100)] == list(range(100))
    assert way.index_at_play(way.play_s(49) + 1.0) == 49
    assert way.index_at_play(way.play_s(49) + 1.99) == 49
    assert way.play_s(99) == pytest.approx(97 / 25 + 2 * GAP_SHOWN_S)


@pytest.mark.parametrize(
    ("index", "seconds", "target"), [(40, 10, 99), (40, 3, 66), (60, -3, 34), (49, 1, 50), (50, -1, 49)]
)
def test_shifting_by_seconds_crosses_a_pause(index, seconds, target):
    assert route_with_pauses().shifted(index, seconds) == target
