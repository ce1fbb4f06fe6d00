"""What the player must never do: show a frame without its mask where each is to have it, or miss a seek by one."""

import itertools
import threading
import time
from functools import partial

import numpy as np
import pytest

from app.playback.player import Player
from app.playback.prefetcher_signals import PrefetcherSignals
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.frames.open import open_source
from polyp_core.inference.engine import EngineOutput
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE

from ..growing import FRAMES, number_in, numbered_clip

TIMEOUT_MS = 10_000


class RationedEngine:
    """Answers as many pictures as it was allowed to."""

    device, label, batch_size = "cpu", "rationed", 1

    def __init__(self):
        self._changed = threading.Condition()
        self._left = 0

    def allow(self, pictures):
        with self._changed:
            self._left += pictures
            self._changed.notify_all()

    def run(self, batch):
        with self._changed:
            self._changed.wait_for(lambda: self._left > 0)
            self._left -= 1
        return EngineOutput(np.ascontiguousarray(batch[..., 0]), None)

    def close(self):
        pass


class Rig:
    def __init__(self, path, thread, cap_mb, start):
        self.player, signals = Player(), PrefetcherSignals()
        self.shown = []
        self.player.frame_changed.connect(self._on_frame)
        self.window = FramePrefetcher(
            partial(open_source, path),
            thread,
            cap_mb=cap_mb,
            on_change=signals.on_change,
            on_info=signals.on_info,
            on_error=signals.on_error,
        )
        self.player.set_prefetcher(self.window, signals, has_model=thread is not None, start=start)

    def _on_frame(self, analysed):
        mask = analysed.prediction
        self.shown.append((analysed.frame.index, mask.frame_index if mask is not None else None))


@pytest.fixture
def engine():
    engine = RationedEngine()
    yield engine
    engine.allow(10**6)


@pytest.fixture
def open_rig(tmp_path, engine, qtbot):
    thread = SegmenterThread(lambda: Segmenter(read_model_file(MODEL_FILE), [lambda _: engine]))
    thread.opened.result()
    rigs = []

    def make(*, has_model, cap_mb=512.0, start=0, clip=None):
        rig = Rig(clip or numbered_clip(tmp_path / "clip.mpg"), thread if has_model else None, cap_mb, start)
        rigs.append(rig)
        qtbot.waitUntil(lambda: rig.player.shown is not None, timeout=TIMEOUT_MS)
        qtbot.waitUntil(lambda: not rig.player.info.indexing, timeout=TIMEOUT_MS)
        return rig

    yield make
    for rig in rigs:
        rig.player.clear()
        engine.allow(10**6)
        rig.window.close()
    thread.close()


def test_every_frame_never_goes_on_to_a_frame_whose_mask_is_not_there(open_rig, engine, qtbot):
    rig = open_rig(has_model=True)
    assert rig.shown == [(0, None)]
    rig.player.play()
    qtbot.wait(300)
    assert rig.player.counter == 0, "the first frame has no mask yet either"
    for allowed, last in ((1, 0), (1, 1), (3, 4), (2, 6)):
        engine.allow(allowed)
        qtbot.waitUntil(lambda last=last: rig.shown[-1] == (last, last), timeout=TIMEOUT_MS)
        qtbot.wait(200)  # five periods of the clip: time enough to go on without waiting
        assert rig.shown[-1] == (last, last)
        assert rig.player.counter == last, "nor does the counter run ahead"
    assert rig.shown == [(0, None), *((index, index) for index in range(7))]
    assert rig.player.skipped == 0


def test_every_frame_waits_for_masks_after_a_seek_and_round_a_loop(open_rig, engine, qtbot):
    rig = open_rig(has_model=True, start=53)
    rig.player.set_loop_start(50)
    rig.player.set_loop_end(54)
    engine.allow(1)
    qtbot.waitUntil(lambda: rig.player.counter == rig.player.shown.frame.index == 53, timeout=TIMEOUT_MS)
    rig.shown.clear()
    rig.player.play()
    for _ in range(15):
        engine.allow(1)
        qtbot.wait(100)
    bare = [index for index, mask in rig.shown if mask is None]
    # The frame at which the loop begins again may be seen before its mask is there, but it stays until it is.
    assert set(bare) <= {50}
    with_mask = [index for index, mask in rig.shown if mask is not None]
    assert [index for index, _ in itertools.groupby(with_mask)][:4] == [53, 54, 50, 51]


@pytest.mark.parametrize("has_model", [False, True])
def test_a_seek_shows_the_frame_asked_for_and_no_neighbour(open_rig, engine, qtbot, has_model):
    engine.allow(10**6)
    rig = open_rig(has_model=has_model, cap_mb=0.0)  # eight pictures: none of those far away is at hand
    for frame in (100, 31, 32, FRAMES - 1, 1, 57, 0):
        qtbot.wait(100)  # what is fetched around the frame before has come
        rig.shown.clear()
        rig.player.seek(frame)
        qtbot.waitUntil(
            lambda frame=frame: rig.player.shown.frame.index == frame and not rig.player.pending, timeout=TIMEOUT_MS
        )
        qtbot.wait(50)
        assert [index for index, _ in itertools.groupby(index for index, _ in rig.shown)] == [frame]
        assert number_in(rig.player.shown.frame.image) == frame % 256
        assert rig.player.counter == rig.player.position == frame


@pytest.mark.parametrize("pace", ["every_frame", "real_time"])
def test_a_jump_of_the_recorders_clock_is_passed_in_two_seconds(open_rig, tmp_path, qtbot, pace):
    times = [number / 25 + (3600 if number >= 20 else 0) for number in range(60)]
    rig = open_rig(has_model=False, clip=numbered_clip(tmp_path / "paused.mkv", 60, times))
    assert [jump.frame for jump in rig.player.info.clock_jumps] == [19]
    rig.player.set_pace(pace)
    rig.player.seek(15)
    qtbot.waitUntil(lambda: rig.player.shown.frame.index == 15, timeout=TIMEOUT_MS)
    start_s = time.monotonic()
    rig.player.play()
    qtbot.waitUntil(lambda: rig.player.counter >= 25, timeout=TIMEOUT_MS)
    assert time.monotonic() - start_s > 2.0
    assert rig.player.shown.frame.time_s > 3600, "the times of the frames are the recording's"
    rig.player.skip_seconds(-3)
    assert rig.player.counter < 20
    rig.player.pause()
