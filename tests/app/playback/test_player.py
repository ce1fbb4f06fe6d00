"""The player on the demo clip, with its real pipeline: what a person sees when playing, stepping, seeking, looping."""

import itertools
from functools import partial

import pytest

from app.playback.mask_state import MaskState
from app.playback.playback_range import Loop
from app.playback.player import Player
from app.playback.prefetcher_signals import PrefetcherSignals
from app.playback.shuttle import Shuttle
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from resources import DEMO_CLIP

TIMEOUT_MS = 60_000


class Rig:
    """A player on a window of its own."""

    def __init__(self, source, segmenter=None, **choices):
        self.player, self.signals = Player(), PrefetcherSignals()
        self.frames = []
        self.player.frame_changed.connect(lambda analysed: self.frames.append(analysed.frame.index))
        self.window = FramePrefetcher(
            partial(open_source, source),
            segmenter,
            on_change=self.signals.on_change,
            on_info=self.signals.on_info,
            on_error=self.signals.on_error,
        )
        self.player.set_prefetcher(self.window, self.signals, has_model=segmenter is not None, **choices)


@pytest.fixture
def open_rig(qtbot):
    rigs = []

    def make(source=DEMO_CLIP, segmenter=None, **choices):
        rig = Rig(source, segmenter, **choices)
        rigs.append(rig)
        qtbot.waitUntil(lambda: rig.player.shown is not None, timeout=TIMEOUT_MS)
        qtbot.waitUntil(lambda: not rig.player.info.indexing, timeout=TIMEOUT_MS)
        return rig

    yield make
    for rig in rigs:
        rig.player.clear()
        rig.window.close()


def wait_shown(qtbot, player, index):
    qtbot.waitUntil(lambda: player.shown.frame.index == index, timeout=TIMEOUT_MS)


def test_opens_paused_on_the_first_frame(open_rig, qtbot):
    rig = open_rig()
    assert rig.player.shown.frame.index == 0
    assert not rig.player.playing
    assert rig.player.mask_state is MaskState.NO_MODEL
    qtbot.waitUntil(lambda: not rig.player.info.indexing, timeout=TIMEOUT_MS)
    assert rig.player.info.frame_count == 580


def test_opens_where_it_was_left(open_rig, qtbot):
    rig = open_rig(start=200)
    wait_shown(qtbot, rig.player, 200)
    assert rig.frames[-1] == 200


def test_every_frame_plays_in_order_and_ends_paused_on_the_last(open_rig, qtbot):
    rig = open_rig(start=560)
    wait_shown(qtbot, rig.player, 560)
    rig.frames.clear()
    rig.player.set_speed(4.0)
    rig.player.play()
    with qtbot.waitSignal(rig.player.playing_changed, timeout=TIMEOUT_MS):
        pass
    assert rig.frames == list(range(561, 580))
    assert not rig.player.playing
    assert rig.player.skipped == 0


@pytest.mark.parametrize("pace", ["every_frame", "real_time"])
def test_every_frame_plays_backwards_and_ends_paused_on_the_first(open_rig, qtbot, pace):
    rig = open_rig(start=30)
    wait_shown(qtbot, rig.player, 30)
    rig.frames.clear()
    rig.player.set_pace(pace)
    rig.player.play(backwards=True)
    assert rig.player.backwards
    qtbot.waitUntil(lambda: not rig.player.playing, timeout=TIMEOUT_MS)
    assert rig.frames == list(range(29, -1, -1))
    assert not rig.player.backwards
    rig.player.play()
    wait_shown(qtbot, rig.player, 3)


def test_a_loop_plays_backwards(open_rig, qtbot):
    rig = open_rig(start=42)
    rig.player.set_loop(Loop(40, 44))
    wait_shown(qtbot, rig.player, 42)
    rig.frames.clear()
    rig.player.play(backwards=True)
    qtbot.waitUntil(lambda: len(rig.frames) >= 8, timeout=TIMEOUT_MS)
    assert rig.frames[:8] == [41, 40, 44, 43, 42, 41, 40, 44]


def test_the_shuttle_doubles_the_speed_and_gives_it_back(open_rig, qtbot):
    player = open_rig(start=300).player
    shuttle = Shuttle(player)
    player.set_speed(0.5)
    seen = []
    for press in (shuttle.forward, shuttle.forward, shuttle.forward, shuttle.back, shuttle.back, shuttle.stop):
        press()
        seen.append((player.playing, player.backwards, player.speed))
    assert seen == [
        (True, False, 0.5),
        (True, False, 1.0),
        (True, False, 2.0),
        (True, True, 0.5),
        (True, True, 1.0),
        (False, False, 0.5),
    ]
    for _ in range(6):
        shuttle.forward()
    assert player.speed == 4.0
    player.set_speed(3.0)
    shuttle.stop()
    assert player.speed == 3.0, "the user has chosen it"


def test_playing_at_the_end_starts_again(open_rig, qtbot):
    rig = open_rig(start=579)
    wait_shown(qtbot, rig.player, 579)
    rig.player.play()
    wait_shown(qtbot, rig.player, 3)


def test_each_frame_that_plays_carries_its_own_mask(open_rig, qtbot, segmenter_thread):
    segmenter_thread.opened.result()
    rig = open_rig(segmenter=segmenter_thread)
    seen = []
    rig.player.frame_changed.connect(
        lambda a: seen.append((a.frame.index, a.prediction.frame_index if a.prediction else None))
    )
    rig.player.play()
    qtbot.waitUntil(lambda: rig.player.position >= 8, timeout=TIMEOUT_MS)
    rig.player.pause()
    last_word = dict(seen)
    assert all(last_word[index] == index for index in range(1, 8))
    assert rig.player.mask_state is MaskState.READY


def test_stepping_back_gives_the_exact_frames(open_rig, qtbot):
    rig = open_rig(start=100)
    wait_shown(qtbot, rig.player, 100)
    rig.frames.clear()
    for index in range(99, 89, -1):
        rig.player.step(-1)
        wait_shown(qtbot, rig.player, index)
    # A frame is announced twice if its picture comes before the notice that it gets no mask.
    assert [index for index, _ in itertools.groupby(rig.frames)] == list(range(99, 89, -1))
    with open_source(DEMO_CLIP) as source:
        assert (rig.player.shown.frame.image == source.read(90).image).all()


def test_of_several_seeks_the_last_one_stays(open_rig, qtbot):
    rig = open_rig()
    for index in (500, 20, 333, 471, 250):
        rig.player.seek(index)
    wait_shown(qtbot, rig.player, 250)
    assert rig.player.position == 250


def test_seeking_stays_in_the_clip(open_rig, qtbot):
    rig = open_rig()
    rig.player.seek(10_000)
    wait_shown(qtbot, rig.player, 579)
    rig.player.skip_seconds(-1000)
    wait_shown(qtbot, rig.player, 0)
    rig.player.skip_seconds(1)
    wait_shown(qtbot, rig.player, 25)


def test_a_loop_repeats_its_frames(open_rig, qtbot):
    rig = open_rig(start=40)
    wait_shown(qtbot, rig.player, 40)
    rig.player.set_loop_start(40)
    rig.player.set_loop_end(44)
    rig.frames.clear()
    rig.player.set_speed(2.0)
    rig.player.play()
    qtbot.waitUntil(lambda: len(rig.frames) >= 12, timeout=TIMEOUT_MS)
    rig.player.pause()
    assert rig.frames[:12] == [41, 42, 43, 44, 40, 41, 42, 43, 44, 40, 41, 42]


def test_repeat_starts_the_clip_again(open_rig, qtbot):
    rig = open_rig(start=575)
    wait_shown(qtbot, rig.player, 575)
    rig.player.set_repeat(True)
    rig.player.play()
    wait_shown(qtbot, rig.player, 2)
    assert rig.player.playing


def test_seeking_while_playing_goes_on_from_there(open_rig, qtbot):
    rig = open_rig()
    rig.player.play()
    qtbot.waitUntil(lambda: rig.player.position >= 3, timeout=TIMEOUT_MS)
    rig.player.seek(300)
    qtbot.waitUntil(lambda: rig.player.position >= 304, timeout=TIMEOUT_MS)
    assert rig.player.playing
    assert [index for index in rig.frames if index >= 300][:4] == [300, 301, 302, 303]


def test_real_time_reaches_the_end_in_the_clips_time(open_rig, qtbot):
    rig = open_rig(start=529)
    wait_shown(qtbot, rig.player, 529)
    rig.player.set_pace("real_time")
    rig.frames.clear()
    rig.player.play()
    with qtbot.waitSignal(rig.player.playing_changed, timeout=10_000):
        pass
    wait_shown(qtbot, rig.player, 579)
    distinct = list(dict.fromkeys(rig.frames))
    assert distinct == sorted(distinct)
    assert rig.player.skipped >= 50 - len(distinct)


def test_another_model_takes_the_masks_away_until_its_own_are_there(open_rig, qtbot, segmenter_thread):
    segmenter_thread.opened.result()
    rig = open_rig(segmenter=segmenter_thread)
    qtbot.waitUntil(lambda: rig.player.mask_state is MaskState.READY, timeout=TIMEOUT_MS)
    rig.window.use_segmenter(None, None)
    rig.player.set_has_model(False)
    assert rig.player.shown.prediction is None
    assert rig.player.mask_state is MaskState.NO_MODEL


def test_a_file_that_is_gone_fails_with_its_reason(qtbot, tmp_path):
    player, signals = Player(), PrefetcherSignals()
    with qtbot.waitSignal(player.failed, timeout=TIMEOUT_MS) as failed:
        window = FramePrefetcher(
            partial(open_source, tmp_path / "gone.mp4"),
            None,
            on_change=signals.on_change,
            on_info=signals.on_info,
            on_error=signals.on_error,
        )
        player.set_prefetcher(window, signals, has_model=False)
    assert isinstance(failed.args[0], SourceError)
    assert "gone.mp4" in str(failed.args[0])
    window.close()


def test_clearing_leaves_no_thread(new_threads, open_rig):
    rig = open_rig()
    rig.player.play()
    rig.player.clear()
    rig.window.close()
    assert new_threads() == []
    assert rig.player.mask_state is MaskState.NO_SOURCE
