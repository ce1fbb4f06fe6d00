"""The window closes within its time limit despite a slow model, drive or export, and asks before it stops an export."""

import threading
import time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app.services.deadline import CLOSING_S
from app.workspaces.review import review_session
from polyp_core.frames.video.video_file import VideoFile
from polyp_core.inference.engine import EngineOutput
from polyp_core.inference.segmenter import Segmenter
from polyp_core.model.model_file import read_model_file
from resources import DEMO_CLIP, MODEL_FILE

WAIT_MS = 20_000
HANGS_S = 4 * CLOSING_S
"""Well above the limit, for a busy machine; without the limit closing would never end."""


class HeldEngine:
    """A model that waits until it is released."""

    device, label, batch_size = "cpu", "held", 4

    def __init__(self, may_answer):
        self._may_answer = may_answer
        self.asked = threading.Event()

    def run(self, batch):
        self.asked.set()
        self._may_answer.wait()
        return EngineOutput(np.ascontiguousarray(batch[..., 0]), None)

    def close(self):
        pass


@pytest.fixture
def may_go_on():
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def open_window(open_window, may_go_on):
    """Opens windows with the demo clip, and releases what a test holds before they are closed."""

    def make(**settings):
        window = open_window(analyse_whole_clip=True, **settings)
        window.open([DEMO_CLIP])
        return window

    yield make
    may_go_on.set()


@pytest.fixture
def held_engine(monkeypatch, may_go_on):
    engine = HeldEngine(may_go_on)
    monkeypatch.setattr(
        review_session.Segmenter,
        "open",
        lambda model, device: Segmenter(read_model_file(MODEL_FILE), [lambda _: engine]),
    )
    return engine


def seconds_to_close(window):
    start_s = time.monotonic()
    window.close_without_asking()
    assert not window.isVisible()
    return time.monotonic() - start_s


def test_the_overview_begins_while_a_slow_model_plays(open_window, held_engine, qtbot):
    """A recording plays by itself once it is open, and no frame is ever ready in time."""
    session = open_window(play_on_open=True).review.session
    qtbot.waitUntil(lambda: session.player.playing and session.analysis_waits, timeout=WAIT_MS)
    assert session.analysis_slowed
    assert "recording-analysis" in {thread.name for thread in threading.enumerate()}


def test_a_slow_model_does_not_delay_closing(open_window, held_engine, qtbot):
    window = open_window()
    qtbot.waitUntil(held_engine.asked.is_set, timeout=WAIT_MS)
    assert seconds_to_close(window) < HANGS_S
    assert not window.threads_ended


def test_a_model_that_does_not_finish_loading_does_not_delay_closing(open_window, monkeypatch, may_go_on, qtbot):
    loading = threading.Event()

    def load_for_ever(path, device):
        loading.set()
        may_go_on.wait()
        raise MemoryError

    monkeypatch.setattr(review_session.Segmenter, "open", load_for_ever)
    window = open_window()
    qtbot.waitUntil(loading.is_set, timeout=WAIT_MS)
    assert seconds_to_close(window) < HANGS_S
    assert not window.threads_ended


def test_a_drive_that_does_not_answer_does_not_delay_closing(open_window, monkeypatch, may_go_on, qtbot):
    reading = threading.Event()

    class OnADistantDrive(VideoFile):
        def read(self, index):
            reading.set()
            may_go_on.wait()
            return super().read(index)

    monkeypatch.setattr(review_session, "open_source", lambda path, **options: OnADistantDrive(path))
    window = open_window()
    qtbot.waitUntil(reading.is_set, timeout=WAIT_MS)
    assert seconds_to_close(window) < HANGS_S


def test_closing_at_rest_leaves_no_thread(open_window, qtbot):
    window = open_window()
    qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
    window.close()
    assert window.threads_ended


def start_export(window, tmp_path, qtbot):
    window.settings.export_dir = tmp_path / "exports"
    qtbot.waitUntil(
        lambda: window.review.segmenter_thread is not None and window.review.current_frame() is not None,
        timeout=WAIT_MS,
    )
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    with qtbot.waitSignal(dialog.export_started, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_default_answer_continues_the_export(open_window, held_engine, qtbot, tmp_path, key):
    window = open_window()
    start_export(window, tmp_path, qtbot)
    window.close()
    question = window.findChild(QMessageBox)
    assert question.defaultButton().text() == "Continue exporting"
    qtbot.keyClick(question, key)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None, timeout=WAIT_MS)
    assert window.isVisible()
    assert window.exports.exporting


def test_an_export_that_waits_for_a_slow_model_is_stopped_at_once(open_window, held_engine, qtbot, tmp_path):
    window = open_window()
    start_export(window, tmp_path, qtbot)
    task = next(task for task in window.tasks.running if task.name.startswith("Export"))
    qtbot.waitUntil(held_engine.asked.is_set, timeout=WAIT_MS)
    assert seconds_to_close(window) < HANGS_S
    assert task.join(WAIT_MS / 1000), "the export goes on by itself"
    assert not list((tmp_path / "exports").rglob("*.mp4")) if (tmp_path / "exports").exists() else True
