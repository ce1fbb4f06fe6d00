"""The two paces, driven by a clock of the test's own and by frames that arrive when the test says so."""

import itertools

import numpy as np
import pytest

from app.playback.clock import Clock, RateMeter, next_speed
from app.playback.frame_scheduler import EveryFrame, PlaybackStep, RealTime, Skipping
from app.playback.playback_range import Loop, PlaybackRange
from polyp_core.frames.frame import SourceInfo

FPS = 25.0


def route(count=100, *, loop=Loop(), repeat=False, indexing=False, times=None):  # noqa: B008
    info = SourceInfo("clip.mp4", "video", 64, 48, count, FPS, count / FPS, indexing=indexing)
    if times is None:
        return PlaybackRange(
            info, lambda i: i / FPS, lambda t: min(max(int(t * FPS + 1e-6), 0), count - 1), loop, repeat
        )
    return PlaybackRange(
        info, lambda i: times[i], lambda t: max(i for i in range(count) if times[i] <= t + 1e-9), loop, repeat
    )


class Machine:
    """Frames that are complete `seconds_each` after the one before, in the order playback wants them."""

    frames_ahead = 300

    def __init__(self, seconds_each=0.0, count=100):
        self.done = set(range(count)) if not seconds_each else {0}
        self.seconds_each, self.count = seconds_each, count
        self.playhead, self.step = 0, 1
        self._next_s = seconds_each

    def work_until(self, now_s):
        while self.seconds_each and self._next_s <= now_s:
            start = self.playhead if self.playhead not in self.done else (self.playhead // self.step + 1) * self.step
            missing = [i for i in range(start, self.count, self.step) if i not in self.done]
            if missing:
                self.done.add(missing[0])
            self._next_s += self.seconds_each

    def is_complete(self, index):
        return index in self.done

    def at(self, index):
        return index if index in self.done else None


def play(pace, machine, way, seconds, *, tick_s=0.004, busy=()):
    """[(moment, frame shown)], and the number skipped. In the stretches of time `busy`, nobody asks the pace."""
    shown, position, log, skipped, now = 0, 0, [(0.0, 0)], 0, 0.0
    while now < seconds:
        now = next((stop for start, stop in busy if start <= now < stop), now)
        machine.playhead, machine.step = position, pace.step
        machine.work_until(now)
        decision = pace.decide(machine, way, position, shown, now)
        skipped += decision.skipped
        position = position if decision.move_to is None else decision.move_to
        if decision.show is not None and machine.at(decision.show) is not None:
            shown = decision.show
            log.append((now, shown))
        if decision.ended:
            break
        now += tick_s
    return log, skipped


class BarePictures(Machine):
    """All pictures are at hand from the start; their masks come as `Machine` has them."""

    def at(self, index):
        return index


def test_every_frame_waits_for_masks_of_pictures_that_are_at_hand():
    machine = BarePictures(seconds_each=0.3, count=20)
    pace, way, shown, position, now = EveryFrame(1.0, 0.0, 1 / FPS), route(20), 0, 0, 0.0
    while now < 3.0:
        machine.playhead = position
        machine.work_until(now)
        decision = pace.decide(machine, way, position, shown, now)
        if decision.show is not None:
            assert machine.is_complete(decision.show), "a frame was shown without its mask"
            shown = decision.show
        position = position if decision.move_to is None else decision.move_to
        assert shown == position
        now += 0.004
    assert 8 <= shown <= 10


def test_every_frame_does_not_leave_a_picture_whose_mask_is_still_to_come():
    machine = BarePictures(count=20)
    machine.done.discard(5)
    pace = EveryFrame(1.0, 0.0, 1 / FPS)
    assert pace.decide(machine, route(20), 5, 5, 1.0) == PlaybackStep()
    machine.done.add(5)
    stays = pace.decide(machine, route(20), 5, 5, 1.1)
    assert stays.move_to is None
    assert pace.decide(machine, route(20), 5, 5, stays.wake_s + 0.001).show == 6


def test_every_frame_shows_each_frame_at_its_time():
    log, skipped = play(EveryFrame(1.0, 0.0, 1 / FPS), Machine(), route(50), 3.0)
    assert [frame for _, frame in log] == list(range(50))
    assert skipped == 0
    assert all(moment == pytest.approx(frame / FPS, abs=0.01) for moment, frame in log)


@pytest.mark.parametrize("speed", [0.25, 4.0])
def test_speed_stretches_time(speed):
    log, _ = play(EveryFrame(speed, 0.0, 1 / FPS), Machine(), route(50), 30.0, tick_s=0.001)
    assert log[-1][1] == 49
    assert log[-1][0] == pytest.approx(49 / FPS / speed, rel=0.05)


def test_every_frame_slows_down_instead_of_skipping():
    log, skipped = play(EveryFrame(1.0, 0.0, 1 / FPS), Machine(seconds_each=0.1), route(30), 20.0)
    assert [frame for _, frame in log] == list(range(30))
    assert skipped == 0
    assert log[-1][0] == pytest.approx(29 * 0.1, rel=0.1)


class BatchMachine(Machine):
    """Gives its frames four at a time."""

    def work_until(self, now_s):
        while self._next_s <= now_s:
            last = max(self.done)
            self.done |= set(range(last + 1, min(last + 5, self.count)))
            self._next_s += 4 * self.seconds_each


def test_batches_on_a_slow_machine_play_evenly_and_at_its_full_rate():
    log, _ = play(EveryFrame(1.0, 0.0, 1 / FPS), BatchMachine(seconds_each=0.1, count=400), route(400), 60.0)
    moments = [moment for moment, _ in log][150:]
    steps = np.diff(moments)
    assert np.mean(steps) == pytest.approx(0.1, rel=0.05)
    assert np.std(steps) < 0.05, "in bursts it is 0.10"


def test_the_clips_pace_comes_back_when_the_machine_is_fast_again():
    machine = Machine(seconds_each=0.1, count=700)
    pace, way = EveryFrame(1.0, 0.0, 1 / FPS), route(700)
    play(pace, machine, way, 3.0)
    start = max(machine.done)
    machine.done = set(range(700))
    shown, now, moments = start, 3.0, []
    while len(moments) < 300:
        decision = pace.decide(machine, way, shown, shown, now)
        if decision.show is not None:
            shown = decision.show
            moments.append(now)
        now += 0.004
    assert np.mean(np.diff(moments[-50:])) == pytest.approx(1 / FPS, rel=0.03)


def test_every_frame_does_not_hurry_after_a_pause_of_the_machine():
    machine = Machine(count=50)
    machine.done -= set(range(10, 50))
    pace, way = EveryFrame(1.0, 0.0, 1 / FPS), route(50)
    log, _ = play(pace, machine, way, 1.0)
    assert log[-1][1] == 9
    machine.done = set(range(50))
    first = pace.decide(machine, way, 9, 9, 5.0)
    assert first.show == 10
    assert pace.decide(machine, way, 10, 10, 5.0 + 0.5 / FPS).show is None
    assert pace.decide(machine, way, 10, 10, 5.0 + 2.0 / FPS).show == 11


@pytest.mark.parametrize("held_up_s", [0.07, 0.25])
def test_every_frame_makes_up_for_a_turn_that_came_late(held_up_s):
    log, _ = play(EveryFrame(1.0, 0.0, 1 / FPS), Machine(), route(100), 4.0, busy=[(1.0, 1.0 + held_up_s)])
    assert [frame for _, frame in log] == list(range(100))
    assert log[-1][0] == pytest.approx(99 / FPS, abs=0.01), "the clip's pace is kept"
    display_s = np.diff([moment for moment, _ in log])
    assert display_s.min() > 0.7 / FPS, "no frame flashes by"


def test_every_frame_does_not_hurry_after_the_program_stood_still():
    log, _ = play(EveryFrame(1.0, 0.0, 1 / FPS), Machine(), route(100), 6.0, busy=[(1.0, 2.0)])
    after = [moment for moment, _ in log if moment > 2.0]
    assert np.diff(after) == pytest.approx(1 / FPS, abs=0.01)


def test_every_frame_begins_at_its_pace_however_long_the_first_frame_was_on_its_way():
    machine = Machine(count=50)
    machine.done = set()
    pace, way = EveryFrame(1.0, 0.0, 1 / FPS), route(50)
    assert pace.decide(machine, way, 0, -1, 0.0) == PlaybackStep()
    machine.done = set(range(50))
    assert pace.decide(machine, way, 0, 0, 2.0) == PlaybackStep(wake_s=pytest.approx(2.0 + 1 / FPS))
    second = pace.decide(machine, way, 0, 0, 2.0 + 1 / FPS)
    assert second == PlaybackStep(move_to=1, show=1, wake_s=pytest.approx(2.0 + 2 / FPS))


def test_variable_frame_rate_is_kept():
    times = [0.0, 0.04, 0.5, 0.54, 1.2]
    log, _ = play(EveryFrame(1.0, 0.0, 0.04), Machine(count=5), route(5, times=times), 3.0)
    assert [moment for moment, _ in log] == pytest.approx(times, abs=0.01)


def test_every_frame_ends_after_the_last_frame_was_seen():
    pace, way = EveryFrame(1.0, 0.0, 1 / FPS), route(2)
    assert pace.decide(Machine(), way, 0, 0, 0.041).show == 1
    assert pace.decide(Machine(), way, 1, 1, 0.05) == PlaybackStep(wake_s=pytest.approx(0.08))
    assert pace.decide(Machine(), way, 1, 1, 0.09).ended


def test_every_frame_waits_at_the_end_of_an_index_that_still_grows():
    pace = EveryFrame(1.0, 0.0, 0.0)
    assert not pace.decide(Machine(), route(2, indexing=True), 1, 1, 1.0).ended


def test_loop_goes_round_without_a_gap():
    log, _ = play(EveryFrame(1.0, 0.0, 1 / FPS), Machine(), route(50, loop=Loop(0, 9)), 2.0)
    frames = [frame for _, frame in log]
    assert frames[:25] == [*range(10), *range(10), *range(5)]
    steps = [b[0] - a[0] for a, b in itertools.pairwise(log)]
    assert max(steps) < 1.5 / FPS


def test_real_time_keeps_the_pace_and_counts_what_it_skips():
    log, skipped = play(RealTime(1.0), Machine(seconds_each=0.13, count=500), route(500), 12.0)
    frames = [frame for _, frame in log]
    assert frames == sorted(set(frames))
    late = [moment - frame / FPS for moment, frame in log[len(log) // 2 :]]
    assert max(late) < 0.5, "the picture lags behind the clip's time"
    assert skipped == frames[-1] - (len(frames) - 1)
    assert skipped > 100


def test_real_time_skips_nothing_on_a_fast_machine():
    log, skipped = play(RealTime(1.0), Machine(count=200), route(200), 20.0)
    assert [frame for _, frame in log] == list(range(200))
    assert skipped == 0


class SmallMachine(Machine):
    """Holds only a few pictures ahead of the playhead, as of a 4K recording."""

    frames_ahead = 10

    def is_complete(self, index):
        return super().is_complete(index) and index <= self.playhead + self.frames_ahead * self.step


def test_real_time_skips_less_again_where_memory_holds_few_pictures():
    pace = RealTime(1.0)
    pace._skipping.late(0.0)
    assert pace.step == 2
    play(pace, SmallMachine(count=500), route(500), 6.0)
    assert pace.step == 1


def test_real_time_shows_a_bare_picture_when_no_mask_has_come_for_long():
    class PicturesOnly(Machine):
        def at(self, index):
            return index

    machine = PicturesOnly(count=100)
    machine.done = {0}
    log, _ = play(RealTime(1.0), machine, route(100), 2.0)
    assert len(log) >= 3
    assert log[1][0] >= 0.5


def test_real_time_ends_on_the_last_frame():
    machine = Machine(count=30)
    machine.done -= {29}
    pace, way = RealTime(1.0), route(30)
    pace.decide(machine, way, 0, 0, 0.0)
    decision = pace.decide(machine, way, 28, 28, 1.25)
    assert decision.ended
    assert decision.move_to == 29


def test_skipping_goes_by_powers_of_two_and_comes_back():
    skipping = Skipping()
    moments = iter(range(1000))
    for _ in range(10):
        skipping.late(next(moments))
    assert skipping.step == Skipping.LARGEST
    for _ in range(40):
        skipping.early(next(moments))
    assert skipping.step == 1
    assert skipping.frame_for(17) == 17


def test_clock_and_rate():
    clock = Clock(play_s=10.0, wall_s=100.0, speed=2.0)
    assert clock.play_at(101.0) == 12.0
    assert clock.due(12.0) == 101.0
    meter = RateMeter()
    assert meter.fps is None
    for k in range(50):
        meter.add(k * 0.1)
    assert meter.fps == pytest.approx(10.0)


def test_speeds_stop_at_the_ends():
    assert next_speed(1.0, up=True) == 1.5
    assert next_speed(1.1, up=False) == 1.0
    assert next_speed(4.0, up=True) == 4.0
    assert next_speed(0.25, up=False) == 0.25
