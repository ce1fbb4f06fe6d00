"""Correcting masks in the window: each tool with the mouse, undo, pan, keys, and what survives a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.mask_editing.edit_layer import EditLayer
from app.shell.notices import Notice
from polyp_core.export.images import encode_png
from polyp_core.masks.editing import mask_in_shape
from polyp_core.review.records import MaskSource
from tests.app.conftest import OpenWindow
from tests.app.green_recordings import STRONG, write_green_model, write_recording
from training.corrections.frame_table import read_frame_table

WAIT_MS = 60_000
pytestmark = pytest.mark.usefixtures("share_analyses")
FRAME = 30
LEFT = Qt.MouseButton.LeftButton

Mask = NDArray[np.bool_]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("recordings") / "short.mp4", 60, {range(20, 40): STRONG})


@pytest.fixture
def window(open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(model_path=write_green_model(tmp_path / "green.safetensors"), reader_name="Ada")
    window.open([recording])
    qtbot.waitUntil(lambda: window.review.decisions.is_open and window.review.analysed_whole, timeout=WAIT_MS)
    go_to(window, FRAME, qtbot)
    return window


def go_to(window: MainWindow, frame: int, qtbot: QtBot) -> None:
    window.review.player.seek(frame)

    def is_shown() -> bool:
        shown = window.review.current_frame()
        return shown is not None and shown.frame.index == frame and shown.prediction is not None

    qtbot.waitUntil(is_shown, timeout=WAIT_MS)


def layer(window: MainWindow) -> EditLayer:
    return window.review.mask_editor.tools.layer


def at(window: MainWindow, x: float, y: float) -> QPoint:
    """The place on the canvas of a point of the picture, given as fractions of its size."""
    view = window.review.canvas.view
    assert view is not None
    width, height = view.picture_px
    return QPointF(*view.to_canvas((x * width, y * height))).toPoint()


def drag(window: MainWindow, qtbot: QtBot, *points: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    places = [at(window, *point) for point in points]
    qtbot.mousePress(layer(window), button, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(layer(window), place)
    qtbot.mouseRelease(layer(window), button, pos=places[-1])


def press(window: MainWindow, qtbot: QtBot, key: str) -> None:
    qtbot.keyClick(layer(window) if layer(window).isVisible() else window.review.canvas, key)


def mask_of(window: MainWindow) -> Mask:
    tools = layer(window).tools
    assert tools is not None
    return tools.mask


def stored(window: MainWindow, qtbot: QtBot, frame: int = FRAME) -> Mask | None:
    """The reader's mask in the file."""
    review, found = window.review, []
    review.decisions.use_file(lambda file: file.mask_of("Ada", frame), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    return found[0].mask if found[0] is not None else None


def notices(window: MainWindow) -> str:
    return " ".join(each.text for each in window.findChildren(Notice))


def iou(first: Mask, second: Mask) -> float:
    return float(np.count_nonzero(first & second) / np.count_nonzero(first | second))


def test_each_tool_draws_and_each_stroke_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    review.canvas.setFocus()
    predicted = review.current_frame().prediction.mask_at(  # type: ignore[union-attr]
        review.overlay_style.threshold, review.overlay_style.min_region_fraction
    )
    assert predicted.any()
    size, (height, width) = predicted.shape, predicted.shape
    press(window, qtbot, "W")
    assert layer(window).isVisible() and review.mask_editor.tools.bar.isVisible()
    assert np.array_equal(mask_of(window), predicted) and stored(window, qtbot) is None

    press(window, qtbot, "B")
    while layer(window).tools.radius_px < height / 12:  # type: ignore[union-attr]
        press(window, qtbot, "]")
    drag(window, qtbot, (-0.1, 0.1), (0.9, 0.1))
    brushed = mask_of(window)
    assert brushed[round(0.1 * height), 0] and brushed[round(0.1 * height), round(0.88 * width)]
    assert np.array_equal(brushed & predicted, predicted) and np.array_equal(stored(window, qtbot), brushed)
    assert "corrected by Ada" in review.status_line.marked.text()

    press(window, qtbot, "E")
    drag(window, qtbot, (0.2, 0.1), (0.3, 0.1))
    erased = mask_of(window)
    assert not erased[round(0.1 * height), round(0.25 * width)] and erased[round(0.1 * height), round(0.7 * width)]

    press(window, qtbot, "X")
    qtbot.mouseClick(layer(window), LEFT, pos=at(window, 0.7, 0.1))
    assert not mask_of(window)[round(0.1 * height), round(0.7 * width)]
    qtbot.mouseClick(layer(window), LEFT, pos=at(window, 0.99, 0.99))
    assert "Click on a marked region" in notices(window)

    press(window, qtbot, "P")
    for corner in ((0.1, 0.7), (0.4, 0.7), (0.4, 0.9), (0.2, 0.9)):
        qtbot.mouseClick(layer(window), LEFT, pos=at(window, *corner))
    drag(window, qtbot, (0.2, 0.9), (0.1, 0.9))
    qtbot.keyClick(layer(window), Qt.Key.Key_Return)
    square = mask_in_shape(size, (0.1 * width, 0.7 * height, 0.4 * width, 0.9 * height), "box")
    assert iou(mask_of(window) & mask_in_shape(size, (0, 0.65 * height, width, height), "box"), square) > 0.85
    assert review.decisions.listed and review.decisions.listed[0].state == "undecided", "Enter confirmed nothing"

    press(window, qtbot, "K")
    qtbot.mouseClick(layer(window), LEFT, pos=at(window, 0.25, 0.8))
    kept = mask_of(window)
    assert iou(kept, square) > 0.85

    press(window, qtbot, "C")
    drag(window, qtbot, (0.6, 0.6), (0.9, 0.95))
    assert mask_of(window)[round(0.77 * height), round(0.75 * width)] and iou(mask_of(window) & kept, kept) > 0.99
    assert "an ellipse was drawn" in notices(window)

    done = review.decisions.undo_stack.index()
    for _ in range(done):
        qtbot.keyClick(layer(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: np.array_equal(mask_of(window), predicted), timeout=WAIT_MS)
    assert stored(window, qtbot) is None
    qtbot.keyClick(layer(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: np.array_equal(mask_of(window), brushed), timeout=WAIT_MS)

    press(window, qtbot, "Y")
    qtbot.waitUntil(lambda: not mask_of(window).any(), timeout=WAIT_MS)
    assert "polyp-free by Ada" in review.status_line.marked.text()
    qtbot.keyClick(layer(window), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: np.array_equal(mask_of(window), predicted), timeout=WAIT_MS)

    qtbot.keyClick(layer(window), Qt.Key.Key_Escape)
    assert not layer(window).isVisible() and not review.actions_table["edit_mask"].isChecked()


def test_a_box_takes_the_models_map_also_in_a_zoomed_and_moved_picture(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    review.actions_table["edit_mask"].trigger()
    predicted = mask_of(window)
    rows, columns = np.flatnonzero(predicted.any(axis=1)), np.flatnonzero(predicted.any(axis=0))
    height, width = predicted.shape
    left, right = columns[0] / width, (columns[-1] + 1) / width
    top, bottom = rows[0] / height, (rows[-1] + 1) / height
    press(window, qtbot, "X")
    qtbot.mouseClick(layer(window), LEFT, pos=at(window, (left + right) / 2, (top + bottom) / 2))
    assert not mask_of(window).any()

    review.canvas.zoom_by(1.5)
    before = review.canvas.view
    qtbot.keyPress(layer(window), Qt.Key.Key_Space)
    drag(window, qtbot, (0.5, 0.5), (0.55, 0.52))
    qtbot.keyRelease(layer(window), Qt.Key.Key_Space)
    assert review.canvas.view != before and not review.player.playing
    assert not mask_of(window).any(), "a drag with Space draws nothing"
    press(window, qtbot, "R")
    wide, high = 0.1 * (right - left), 0.1 * (bottom - top)
    drag(window, qtbot, (left - wide, top - high), (right + wide, bottom + high))
    assert iou(mask_of(window), predicted) > 0.8
    wheel = QWheelEvent(
        *(QPointF(20, 20), QPointF(20, 20), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton),
        *(Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    radius = layer(window).tools.radius_px  # type: ignore[union-attr]
    QApplication.sendEvent(layer(window), wheel)
    assert layer(window).tools.radius_px > radius  # type: ignore[union-attr]

    go_to(window, 50, qtbot)
    qtbot.waitUntil(lambda: layer(window).tools is not None and not mask_of(window).any(), timeout=WAIT_MS)
    review.decisions.undo_stack.undo()
    qtbot.waitUntil(lambda: review.position == FRAME, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: layer(window).tools is not None and not mask_of(window).any(), timeout=WAIT_MS)
    for name in ("play", "shuttle_forward", "shuttle_back"):
        assert review.actions_table[name].isEnabled()
        review.actions_table[name].trigger()
        assert not layer(window).isVisible() and review.player.playing, "playback ends the edit mode"
        review.actions_table["edit_mask"].trigger()
        assert layer(window).isVisible() and not review.player.playing
    assert "(" not in review.transport.play_button.toolTip(), "no key plays now"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_U, Qt.Key.Key_X):
        qtbot.keyClick(layer(window), key)
        qtbot.keyClick(review.side_panel, key)
    assert review.decisions.listed[0].state == "undecided"
    qtbot.keyClick(layer(window), Qt.Key.Key_Escape)
    assert "Space or P" in review.transport.play_button.toolTip()


def test_an_open_polygon_is_stored_before_its_frame_or_the_editor_is_left(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    review.actions_table["edit_mask"].trigger()
    corners = ((0.05, 0.7), (0.3, 0.7), (0.3, 0.95), (0.05, 0.95))
    for frame, key in ((FRAME, "."), (FRAME + 1, "W")):
        qtbot.waitUntil(lambda frame=frame: review.mask_editor.tools.mask is not None and review.position == frame)
        press(window, qtbot, "P")
        for corner in corners:
            qtbot.mouseClick(layer(window), LEFT, pos=at(window, *corner))
        height, width = mask_of(window).shape
        press(window, qtbot, key)
        mask = stored(window, qtbot, frame)
        assert mask is not None and mask[round(0.82 * height), round(0.18 * width)]
        if key == ".":
            go_to(window, FRAME + 1, qtbot)
    assert not layer(window).isVisible() and review.position == FRAME + 1
    review.decisions.undo_stack.undo()
    review.decisions.undo_stack.undo()
    qtbot.waitUntil(lambda: review.position == FRAME, timeout=WAIT_MS)
    assert stored(window, qtbot) is None


CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.main_window import MainWindow
from app.services.settings import Settings

app = QApplication([])
settings = Settings(play_on_open=False, started_before=True, model_path=Path(sys.argv[1]), reader_name="Ada")
window = MainWindow(settings)
window.show()
window.models.start(device="cpu")
window.open([Path(sys.argv[2])])
review = window.review

def step():
    shown = review.current_frame()
    if not review.decisions.is_open or shown is None or shown.prediction is None:
        return
    timer.stop()
    review.actions_table["edit_mask"].trigger()
    layer = review.mask_editor.tools.layer
    while layer.tools is None:
        app.processEvents()
    QTest.keyClick(layer, "B")
    x, middle = layer.width() // 2, layer.height() // 2
    for y in (middle - 50, middle + 50):
        QTest.mousePress(layer, Qt.MouseButton.LeftButton, pos=QPoint(x - 75, y))
        QTest.mouseMove(layer, QPoint(x + 75, y))
        if y < middle:
            QTest.mouseRelease(layer, Qt.MouseButton.LeftButton, pos=QPoint(x + 75, y))
    review.decisions.wait_until_stored()
    print("drawn", flush=True)

timer = QTimer()
timer.timeout.connect(step)
timer.start(50)
app.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_a_killed_window_loses_the_open_stroke_at_most(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    model = write_green_model(tmp_path / "green.safetensors")
    command = [sys.executable, "-c", CHILD, str(model), str(recording)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "drawn\n"
        child.send_signal(signal.SIGKILL)
    window = open_window(model_path=model, reader_name="Ada")
    window.open([recording])
    review = window.review
    qtbot.waitUntil(lambda: review.decisions.is_open, timeout=WAIT_MS)
    assert review.decisions.review.masks.frames(MaskSource.CORRECTED).tolist() == [0]
    mask = stored(window, qtbot, 0)
    assert mask is not None and mask.any()
    regions = np.flatnonzero(np.diff(np.r_[0, mask.any(axis=1), 0]) == 1)
    assert len(regions) == 1, "only the finished stroke"

    changed = tmp_path / "saved again.mp4"
    changed.write_bytes(recording.read_bytes() + b"\0\0\0\x10free" + bytes(8))
    window.open([changed])
    qtbot.waitUntil(lambda: "Another version of this recording has corrected masks" in notices(window), timeout=WAIT_MS)
    assert not review.decisions.review.masks.layers
    (offer,) = [each for each in window.findChildren(Notice) if "Another version" in each.text]
    qtbot.mouseClick(next(each for each in offer.findChildren(QPushButton) if "Take them over" in each.text()), LEFT)
    qtbot.waitUntil(lambda: bool(review.decisions.review.masks.frames().size), timeout=WAIT_MS)
    assert np.array_equal(stored(window, qtbot, 0), mask)


def test_pictures_of_a_folder_are_corrected_one_by_one_and_added_to_a_dataset(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    review, folder = window.review, tmp_path / "stills"
    folder.mkdir()
    for number, size in enumerate(((320, 240), (400, 300), (320, 240))):
        picture = np.random.default_rng(number).integers(60, 120, (*size[::-1], 3), np.uint8)
        (folder / f"patient {number}.png").write_bytes(encode_png(picture))
    window.open([folder])
    qtbot.waitUntil(lambda: review.decisions.situation == "pictures", timeout=WAIT_MS)
    go_to(window, 1, qtbot)
    review.canvas.setFocus()
    press(window, qtbot, "W")
    qtbot.waitUntil(lambda: layer(window).tools is not None, timeout=WAIT_MS)
    press(window, qtbot, "B")
    drag(window, qtbot, (0.2, 0.2), (0.6, 0.2))
    drawn = mask_of(window)
    assert drawn.shape == (300, 400) and drawn.any() and "corrected by Ada" in review.status_line.marked.text()
    qtbot.keyClick(layer(window), ".")
    qtbot.waitUntil(lambda: layer(window).tools is not None and mask_of(window).shape == (240, 320), timeout=WAIT_MS)
    press(window, qtbot, "Y")
    qtbot.waitUntil(lambda: "polyp-free by Ada" in review.status_line.marked.text(), timeout=WAIT_MS)
    for _ in range(2):
        qtbot.keyClick(layer(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: review.position == 1 and mask_of(window).shape == (300, 400), timeout=WAIT_MS)
    assert not mask_of(window)[60, 160]
    for _ in range(2):
        qtbot.keyClick(
            layer(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    go_to(window, 1, qtbot)
    qtbot.waitUntil(lambda: layer(window).tools is not None and np.array_equal(mask_of(window), drawn), timeout=WAIT_MS)

    window.shell_actions["add_to_dataset"].trigger()
    qtbot.waitUntil(lambda: window.corrections.dataset_dialog is not None, timeout=WAIT_MS)
    dialog = window.corrections.dataset_dialog
    assert dialog is not None
    dialog.form.folder.setText(str(tmp_path / "dataset"))
    qtbot.waitUntil(dialog.start.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        dialog.start.click()
    rows = read_frame_table(tmp_path / "dataset")
    assert {(row.picture, bool(row.mask)) for row in rows} == {("patient 1.png", True), ("patient 2.png", False)}
    assert len({row.recording for row in rows}) == 1
