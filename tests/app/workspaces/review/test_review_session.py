"""ReviewSession: source, model and threads, in whatever order they come and go."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.playback.mask_state import MaskState
from app.playback.player import Player
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.workspaces.review.review_session import ReviewSession
from polyp_core.findings.curve import Curve
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter_thread import Priority
from resources import DEMO_CLIP

TIMEOUT_MS = 60_000


@pytest.fixture(scope="module")
def write_clip(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Writes a clip of so many frames of the demo, from a polyp on."""

    def write(frames: int) -> Path:
        path = tmp_path_factory.mktemp("clips") / f"{frames}-frames.mp4"
        with open_source(DEMO_CLIP) as source, av.open(str(path), "w") as output:
            stream = output.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
            stream.width, stream.height, stream.pix_fmt = source.info.width_px, source.info.height_px, "yuv420p"
            for frame in source.frames(150, 150 + frames):
                output.mux(stream.encode(av.VideoFrame.from_ndarray(frame.image, format="rgb24")))
            output.mux(stream.encode(None))
        return path

    return write


@pytest.fixture
def settings() -> Settings:
    return Settings(play_on_open=False, alarm_policy=AlarmPolicy(hold_back_s=0))


@pytest.fixture
def session(new_threads: Callable[[], list[str]], settings: Settings, qapp: object) -> Iterator[ReviewSession]:
    player = Player()
    session = ReviewSession(player, settings, player)
    yield session
    session.shutdown(Deadline(TIMEOUT_MS / 1000))
    assert new_threads() == []


def wait_analysed(qtbot: QtBot, session: ReviewSession, frames: int) -> Curve:
    """Waits for a curve of so many frames without a gap, by the latest policy."""

    def is_complete() -> bool:
        curve = session.curve
        return len(curve.area_fraction) == frames and bool(curve.analysed.all()) and curve.settled

    qtbot.waitUntil(is_complete, timeout=TIMEOUT_MS)
    return session.curve


@pytest.mark.parametrize("model_first", [True, False])
def test_source_and_model_in_either_order_give_the_same_curve(
    session: ReviewSession, quick_model: Path, write_clip: Callable[[int], Path], qtbot: QtBot, model_first: bool
) -> None:
    clip = write_clip(6)
    if model_first:
        with qtbot.waitSignal(session.model_changed, timeout=TIMEOUT_MS):
            session.set_model(quick_model, "cpu")
        session.open(clip)
    else:
        session.open(clip)
        session.set_model(quick_model, "cpu")
    curve = wait_analysed(qtbot, session, 6)
    assert (curve.area_fraction > 0.01).all()
    assert [(finding.first_frame, finding.last_frame) for finding in curve.findings] == [(0, 5)]


def test_probability_maps_of_an_earlier_session_are_there_at_once(
    session: ReviewSession, quick_model: Path, write_clip: Callable[[int], Path], qtbot: QtBot
) -> None:
    clip = write_clip(6)
    with qtbot.waitSignal(session.model_changed, timeout=TIMEOUT_MS):
        session.set_model(quick_model, "cpu")
    session.open(clip)
    before = wait_analysed(qtbot, session, 6)
    session.close_source()
    assert session.store is None
    session.wait_until_closed()
    assert session.segmenter_thread is not None
    with open_source(clip) as source:  # answered after what was still running
        session.segmenter_thread.submit(source.read(0), Priority.BACKGROUND).result(TIMEOUT_MS / 1000)
    segmented = session.segmenter_thread.frames_done
    with qtbot.waitSignal(session.maps_changed, timeout=TIMEOUT_MS):
        session.open(clip)
    assert session.store is not None and len(session.store) == 6
    np.testing.assert_array_equal(wait_analysed(qtbot, session, 6).area_fraction, before.area_fraction)
    qtbot.waitUntil(lambda: session.player.mask_state is MaskState.READY, timeout=TIMEOUT_MS)
    assert session.segmenter_thread.frames_done == segmented


def test_a_model_that_cannot_be_loaded_leaves_the_one_before(
    session: ReviewSession, quick_model: Path, write_clip: Callable[[int], Path], tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.model_changed, timeout=TIMEOUT_MS):
        session.set_model(quick_model, "cpu")
    thread = session.segmenter_thread
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(quick_model.read_bytes()[:5_000])
    with qtbot.waitSignal(session.notice, timeout=TIMEOUT_MS) as notice:
        session.set_model(damaged, "cpu")
    assert "damaged.safetensors" in notice.args[0]
    assert session.segmenter_thread is thread
    session.open(write_clip(6))
    wait_analysed(qtbot, session, 6)


def test_of_several_models_only_the_last_one_is_used(
    session: ReviewSession, quick_model: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    changes: list[Path] = []

    def note() -> None:
        assert session.segmenter is not None
        changes.append(session.segmenter.model.path)

    session.model_changed.connect(note)
    copy = tmp_path / "copy.safetensors"
    copy.write_bytes(quick_model.read_bytes())
    session.set_model(quick_model, "cpu")
    session.set_model(copy, "cpu")
    qtbot.waitUntil(lambda: bool(changes), timeout=TIMEOUT_MS)
    session.wait_until_closed()
    qtbot.wait(50)
    assert changes == [copy]


def test_a_source_that_cannot_be_opened_is_reported_and_left(
    session: ReviewSession, write_clip: Callable[[int], Path], tmp_path: Path, qtbot: QtBot
) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("no video")
    with qtbot.waitSignal(session.source_failed, timeout=TIMEOUT_MS) as failed:
        session.open(text)
    assert "notes.mp4" in failed.args[0]
    assert session.open_frames is None
    session.open(write_clip(6))
    qtbot.waitUntil(lambda: session.player.shown is not None, timeout=TIMEOUT_MS)


def test_without_the_analysis_of_the_whole_source_only_frames_at_the_playhead_are_measured(
    session: ReviewSession, quick_model: Path, settings: Settings, write_clip: Callable[[int], Path], qtbot: QtBot
) -> None:
    settings.analyse_whole_clip = False
    with qtbot.waitSignal(session.model_changed, timeout=TIMEOUT_MS):
        session.set_model(quick_model, "cpu")
    session.open(write_clip(60), start=50)
    qtbot.waitUntil(lambda: bool(session.curve.analysed.any()), timeout=TIMEOUT_MS)
    assert not session.curve.analysed[:20].any()
    settings.analyse_whole_clip = True
    session.update_analysis()
    qtbot.waitUntil(lambda: bool(session.curve.analysed[:10].any()), timeout=TIMEOUT_MS)


class Arrivals:
    """What a session and its player report from now on, each with the recording it is of."""

    def __init__(self, session: ReviewSession) -> None:
        self.curves: list[int] = []
        self.shown: list[tuple[int, ...]] = []
        self.infos: list[Path] = []
        self.messages: list[str] = []
        session.curve_changed.connect(lambda curve: self.curves.append(len(curve.area_fraction)))
        session.player.frame_changed.connect(lambda analysed: self.shown.append(analysed.frame.image.shape[:2]))
        session.player.info_changed.connect(lambda info: self.infos.append(info.path) if info is not None else None)
        session.notice.connect(self.messages.append)
        session.source_failed.connect(self.messages.append)


def wait_without_events(condition: Callable[[], bool]) -> None:
    """Waits while nothing that worker threads report is delivered: it stays queued."""
    end_s = time.monotonic() + TIMEOUT_MS / 1000
    while not condition():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def test_queued_frames_and_info_of_the_source_before_do_not_arrive(
    session: ReviewSession, write_clip: Callable[[int], Path], qtbot: QtBot
) -> None:
    session.open(DEMO_CLIP)
    prefetcher = session._prefetcher
    assert prefetcher is not None
    wait_without_events(lambda: prefetcher.is_complete(3))
    clip = write_clip(6)
    session.open(clip)
    arrivals = Arrivals(session)
    qtbot.waitUntil(lambda: session.player.shown is not None, timeout=TIMEOUT_MS)
    assert set(arrivals.infos) == {clip}


def test_a_queued_failure_of_the_source_before_does_not_arrive(
    session: ReviewSession, write_clip: Callable[[int], Path], tmp_path: Path, qtbot: QtBot
) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("no video")
    session.open(text)
    prefetcher = session._prefetcher
    assert prefetcher is not None
    wait_without_events(lambda: not prefetcher._thread.is_alive())
    arrivals = Arrivals(session)
    session.open(write_clip(6))
    qtbot.waitUntil(lambda: session.player.shown is not None or bool(arrivals.messages), timeout=TIMEOUT_MS)
    assert arrivals.messages == []


def test_a_queued_curve_of_the_source_before_does_not_arrive(
    session: ReviewSession, quick_model: Path, write_clip: Callable[[int], Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.model_changed, timeout=TIMEOUT_MS):
        session.set_model(quick_model, "cpu")
    session.open(write_clip(6))
    qtbot.waitUntil(lambda: session.predictions is not None and session.player.info is not None, timeout=TIMEOUT_MS)
    predictions = session.predictions
    assert predictions is not None
    wait_without_events(lambda: bool(predictions.curve.analysed.any()))
    predictions.close()  # has reported all that it will
    arrivals = Arrivals(session)
    session.open(write_clip(8))
    assert len(wait_analysed(qtbot, session, 8).area_fraction) == 8
    assert set(arrivals.curves) <= {0, 8}


def test_a_queued_failure_to_read_the_source_before_does_not_arrive(
    session: ReviewSession, write_clip: Callable[[int], Path], qtbot: QtBot
) -> None:
    clip = write_clip(6)
    session.open(clip)
    qtbot.waitUntil(lambda: session.player.shown is not None, timeout=TIMEOUT_MS)
    clip.unlink()
    assert session.thumbnail(3) is None  # opens the file once more
    thumbnails = session._thumbnails
    assert thumbnails is not None
    wait_without_events(lambda: thumbnails._thread is not None and not thumbnails._thread.is_alive())
    arrivals = Arrivals(session)
    session.open(write_clip(8))
    qtbot.waitUntil(lambda: session.player.shown is not None, timeout=TIMEOUT_MS)
    assert arrivals.messages == []
