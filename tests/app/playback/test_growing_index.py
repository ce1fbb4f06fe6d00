"""What playing, seeking and resuming do while the index of a long file is still being read."""

from functools import partial

import pytest

from app.playback.playback_range import Destination
from app.playback.player import Player
from app.playback.prefetcher_signals import PrefetcherSignals
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.frames.open import open_source
from polyp_core.frames.video.video_file import VideoFile

from ..growing import FRAMES, HeldIndex, number_in, numbered_clip

TIMEOUT_MS = 10_000


@pytest.fixture
def index(monkeypatch):
    held = HeldIndex(monkeypatch)
    yield held
    held.allow_all()


@pytest.fixture
def clip(tmp_path):
    return numbered_clip(tmp_path / "clip.mpg")


@pytest.fixture
def open_player(qtbot):
    opened = []

    def make(open_frames, errors=None, **choices):
        player, signals = Player(), PrefetcherSignals()
        player.failed.connect((errors if errors is not None else []).append)
        window = FramePrefetcher(
            open_frames, None, on_change=signals.on_change, on_info=signals.on_info, on_error=signals.on_error
        )
        opened.append((player, window))
        player.set_prefetcher(window, signals, has_model=False, **choices)
        qtbot.waitUntil(lambda: player.info is not None, timeout=TIMEOUT_MS)
        return player

    yield make
    for player, window in opened:
        player.clear()
        window.close()


def wait_shown(qtbot, player, frame):
    qtbot.waitUntil(lambda: player.shown is not None and player.shown.frame.index == frame, timeout=TIMEOUT_MS)
    assert number_in(player.shown.frame.image) == frame % 256
    assert player.counter == frame


def wait_shown_last_known(qtbot, player):
    """Until playback stands at the end of the eleven frames or so that twelve packets give."""
    qtbot.waitUntil(lambda: player.counter >= 8 and player.counter == player.info.frame_count - 1, timeout=TIMEOUT_MS)
    wait_shown(qtbot, player, player.counter)


def test_play_before_there_is_a_frame_begins_with_the_first(open_player, qtbot, clip, index):
    player = open_player(partial(open_source, clip))
    assert player.info.frame_count == 0
    shown = []
    player.frame_changed.connect(lambda analysed: shown.append(analysed.frame.index))
    player.play()
    assert player.playing
    index.allow(30)
    qtbot.waitUntil(lambda: player.position >= 20, timeout=TIMEOUT_MS)
    assert list(dict.fromkeys(shown)) == list(range(shown[-1] + 1))
    index.allow_all()
    player.set_speed(4.0)
    qtbot.waitUntil(lambda: not player.playing, timeout=TIMEOUT_MS)
    assert player.shown.frame.index == FRAMES - 1


@pytest.mark.parametrize("pace", ["every_frame", "real_time"])
def test_playing_waits_at_the_end_of_what_is_known_and_goes_on(open_player, qtbot, clip, index, pace):
    index.allow(12)
    player = open_player(partial(open_source, clip))
    player.set_pace(pace)
    player.play()
    wait_shown_last_known(qtbot, player)
    qtbot.wait(300)
    assert player.playing
    index.allow_all()
    qtbot.waitUntil(lambda: player.shown.frame.index > 20, timeout=TIMEOUT_MS)


def test_a_remembered_frame_is_gone_to_once_the_index_has_reached_it(open_player, qtbot, clip, index):
    index.allow(12)
    player = open_player(partial(open_source, clip), start=150)
    wait_shown(qtbot, player, 0)
    assert player.awaited == Destination(frame=150)
    index.allow(120)
    qtbot.waitUntil(lambda: player.info.frame_count > 100, timeout=TIMEOUT_MS)
    assert player.counter == 0
    index.allow_all()
    wait_shown(qtbot, player, 150)
    assert player.awaited is None
    assert not player.playing


def test_playing_from_a_remembered_frame_begins_there(open_player, qtbot, clip, index):
    index.allow(12)
    player = open_player(partial(open_source, clip), start=150)
    wait_shown(qtbot, player, 0)
    player.play_on_arrival()
    assert not player.playing
    index.allow_all()
    qtbot.waitUntil(lambda: player.playing and player.counter > 152, timeout=TIMEOUT_MS)


def test_what_the_user_does_meanwhile_counts_more_than_the_remembered_frame(open_player, qtbot, clip, index):
    index.allow(12)
    player = open_player(partial(open_source, clip), start=150)
    wait_shown(qtbot, player, 0)
    player.play_on_arrival()
    player.step(1)
    wait_shown(qtbot, player, 1)
    index.allow_all()
    qtbot.waitUntil(lambda: not player.info.indexing, timeout=TIMEOUT_MS)
    qtbot.wait(100)
    assert player.counter == 1
    assert not player.playing


@pytest.mark.parametrize(
    ("destination", "frame"),
    [
        (Destination(frame=150), 150),
        (Destination(time_s=6.0), 150),
        (Destination(), FRAMES - 1),
        (Destination(frame=10_000), FRAMES - 1),
        (Destination(time_s=1e6), FRAMES - 1),
    ],
)
def test_go_to_takes_what_the_index_has_not_reached_and_completes_it(
    open_player, qtbot, clip, index, destination, frame
):
    index.allow(12)
    player = open_player(partial(open_source, clip))
    wait_shown(qtbot, player, 0)
    player.go_to(destination)
    assert (player.counter, player.awaited) == (0, destination)
    index.allow_all()
    wait_shown(qtbot, player, frame)
    assert player.awaited is None


def test_go_to_what_is_known_goes_there_at_once(open_player, qtbot, clip, index):
    index.allow(30)
    player = open_player(partial(open_source, clip))
    qtbot.waitUntil(lambda: player.info.frame_count > 20 and player.shown is not None, timeout=TIMEOUT_MS)
    player.go_to(Destination(frame=17))
    wait_shown(qtbot, player, 17)
    qtbot.wait(300)  # all that follows 17 is fetched, and what is to come is not there
    player.go_to(Destination(time_s=0.4))
    wait_shown(qtbot, player, 10)


def test_repeat_does_not_turn_round_before_the_end_is_known(open_player, qtbot, clip, index):
    index.allow(12)
    player = open_player(partial(open_source, clip))
    player.set_repeat(True)
    player.set_speed(4.0)
    shown = []
    player.frame_changed.connect(lambda analysed: shown.append(analysed.frame.index))
    player.play()
    wait_shown_last_known(qtbot, player)
    qtbot.wait(200)
    index.allow_all()
    qtbot.waitUntil(lambda: len(shown) > FRAMES + 5, timeout=TIMEOUT_MS)
    distinct = list(dict.fromkeys(shown))
    assert distinct == [*range(1, FRAMES), 0]


# -- Pictures and counter ----------------------------------------------------------------------------------------------


def test_a_seek_shows_the_very_frame_and_says_so_while_it_is_fetched(open_player, qtbot, clip):
    player = open_player(partial(open_source, clip))
    wait_shown(qtbot, player, 0)
    pending = []
    player.pending_changed.connect(pending.append)
    for frame in (100, 3, 199, 57, 58, 0):
        player.seek(frame)
        assert player.pending == (player.shown.frame.index != frame)
        wait_shown(qtbot, player, frame)
        assert not player.pending
    assert pending[:2] == [True, False]


def test_steps_and_skips_land_on_the_very_frame(open_player, qtbot, clip):
    player = open_player(partial(open_source, clip))
    wait_shown(qtbot, player, 0)
    for move, frame in (
        (lambda: player.skip_seconds(1), 25),
        (lambda: player.step(1), 26),
        (lambda: player.skip_seconds(-1), 1),
        (lambda: player.step(-1), 0),
        (lambda: player.skip_seconds(10), FRAMES - 1),
    ):
        qtbot.waitUntil(lambda: not player.info.indexing, timeout=TIMEOUT_MS)
        move()
        wait_shown(qtbot, player, frame)


# -- Failures ----------------------------------------------------------------------------------------------------------


class TripsUp(VideoFile):
    """A source with a fault of the program in it."""

    def read(self, index):
        raise ValueError("cannot reshape array of size 3 into shape (4,)")


def test_a_fault_of_the_program_is_told_instead_of_waiting_for_ever(open_player, qtbot, clip):
    errors = []
    open_player(lambda: TripsUp(clip), errors)
    qtbot.waitUntil(lambda: bool(errors), timeout=TIMEOUT_MS)
    assert "ValueError" in str(errors[0])
    assert "clip.mpg" in str(errors[0])
