"""Holding a key while a polyp is visible: the interval, its masks and lesion, and what an evaluation reads."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.shell.notices import Notice
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource
from tests.app.conftest import OpenWindow
from tests.app.green_recordings import STRONG, write_green_model, write_recording
from training.evaluation.recordings.truth_files import TruthOptions, read_review

WAIT_MS = 60_000
COUNT = 300


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    recording = write_recording(tmp_path / "short.mp4", COUNT, {range(COUNT): STRONG})
    model = write_green_model(tmp_path / "green.safetensors")
    window = open_window(model_path=model, reader_name="Ada", play_on_open=False, reaction_time_s=0.2)
    window.open([recording])
    qtbot.waitUntil(lambda: window.review.decisions.is_open and window.review.analysed_whole, timeout=WAIT_MS)
    return window


def hold(window: MainWindow, first: int, frames: int, qtbot: QtBot) -> None:
    """Plays from frame `first` with the key held during some frames, and the pointer on the square."""
    review = window.review
    review.player.seek(first)
    qtbot.waitUntil(lambda: (now := review.current_frame()) is not None and now.frame.index == first)
    view = review.canvas.view
    assert view is not None
    width, height = view.picture_px
    place = QPointF(*view.to_canvas((0.5 * width, 0.5 * height))).toPoint()
    QCursor.setPos(review.canvas.mapToGlobal(place))
    review.player.play()
    qtbot.keyPress(review.canvas, Qt.Key.Key_Q)
    assert review.watching.bar.isVisible()
    qtbot.waitUntil(lambda: review.player.position >= first + frames, timeout=WAIT_MS)
    before = len(review.decisions.review.decisions)
    qtbot.keyRelease(review.canvas, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: len(review.decisions.review.decisions) == before + 1, timeout=WAIT_MS)
    review.player.pause()


def notices(window: MainWindow) -> str:
    return " ".join(each.text for each in window.findChildren(Notice))


def test_what_is_seen_becomes_findings_masks_and_truth(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    review.canvas.setFocus()
    qtbot.keyClick(review.canvas, Qt.Key.Key_Q)
    assert "Play the recording, and hold Q" in notices(window)

    hold(window, 50, 25, qtbot)
    [first] = review.decisions.review.decisions
    assert first.state == "confirmed" and first.origin.is_by_hand
    assert 44 <= first.extent.first_frame <= 48  # 0.2 s are five frames
    assert 68 <= first.extent.last_frame <= 90
    qtbot.waitUntil(lambda: len(review.decisions.review.masks.frames(MaskSource.POINTED)) > 0, timeout=WAIT_MS)
    [layer] = review.decisions.review.masks.layers
    assert layer.lesion == first.id
    assert layer.frames[0][0] >= first.extent.first_frame and layer.frames[-1][1] <= first.extent.last_frame
    box = review.decisions.review.decisions[0].extent.box
    assert box is not None and box == pytest.approx((60 / 160, 40 / 120, 100 / 160, 80 / 120), abs=0.06)

    hold(window, 150, 10, qtbot)
    hold(window, 220, 10, qtbot)
    bar = review.watching.bar
    assert bar.isVisible()
    choices = [bar.lesions.itemText(index) for index in range(bar.lesions.count())]
    assert choices[0] == "A new lesion" and len(choices) == 3
    bar.lesions.setCurrentIndex(2)
    bar.lesions.activated.emit(2)
    decisions = review.decisions.review.decisions
    assert [each.lesion_id == first.id for each in decisions] == [True, False, True]

    path = review.decisions.path
    assert path is not None
    review.decisions.wait_until_stored()
    truth = read_review(path, TruthOptions(), None)
    assert len(truth.lesions) == 2
    review.actions_table["undo"].trigger()


def test_a_frame_that_is_marked_as_empty_meanwhile_stays_so(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    marked: list[int] = []

    def mark(_: object, masks: list[FrameMask]) -> None:
        if not marked:
            marked.append(masks[0].frame_index)
            assert review.decisions.put_masks(MaskSource.VERIFIED_EMPTY, marked)

    review.watching._masks_made.connect(mark, Qt.ConnectionType.QueuedConnection)
    hold(window, 50, 25, qtbot)
    qtbot.waitUntil(lambda: len(review.decisions.review.masks.frames(MaskSource.POINTED)) > 0, timeout=WAIT_MS)
    masks = review.decisions.review.masks
    assert masks.frames(MaskSource.VERIFIED_EMPTY).tolist() == marked
