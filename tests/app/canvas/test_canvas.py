"""What the canvas shows: the core's own overlay, at the right place and size, and only over its own frame."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.canvas.canvas import Canvas
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.frame import Frame
from polyp_core.masks.overlay import OverlayStyle, draw_overlay
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox

STYLE = OverlayStyle(threshold=0.5, opacity=1.0, colour=(0, 255, 0))


def analysed(width=640, height=512, index=3, *, mask_index=None, damaged=False):
    image = np.random.default_rng(1).integers(60, 120, (height, width, 3), dtype=np.uint8)
    square = np.zeros((256, 256), np.uint8)
    square[100:156, 100:156] = 255
    prediction = Prediction(index if mask_index is None else mask_index, square, Letterbox(width, height))
    return AnalysedFrame(Frame(index, index / 25, image, damaged), prediction)


def pixels(widget):
    image = widget.grab().toImage().convertToFormat(widget.grab().toImage().Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    # A copy: the pixels are gone with the image.
    return data[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def green_share(widget):
    seen = pixels(widget).astype(int)
    return float(((seen[..., 1] > 200) & (seen[..., 0] < 60)).mean())


@pytest.fixture
def canvas(qtbot):
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.set_style(STYLE)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def wheel(canvas, at, notches):
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_the_overlay_is_the_one_of_exports(canvas):
    shown = analysed()
    canvas.show_analysed(shown)
    canvas.zoom_by(8.0)
    assert np.array_equal(canvas.compose(), draw_overlay(shown.frame.image, shown.prediction, STYLE))


def test_a_reduced_picture_is_drawn_at_its_size_on_the_screen(canvas):
    canvas.show_analysed(analysed(1920, 1080))
    assert canvas.compose().shape == (450, 800, 3)


@pytest.mark.parametrize("size", [(640, 512), (320, 240), (1920, 1080), (641, 333)])
def test_the_mask_lies_on_the_same_part_of_every_picture(canvas, size):
    canvas.show_analysed(analysed(*size))
    seen = pixels(canvas).astype(int)
    rows, cols = np.nonzero((seen[..., 1] > 200) & (seen[..., 0] < 60))
    scale = canvas.view.scale * max(size) / 256
    assert len(rows) == pytest.approx((56 * scale) ** 2, rel=0.06)
    assert rows.mean() == pytest.approx(300, abs=2)
    assert cols.mean() == pytest.approx(400, abs=2)


def test_hiding_the_overlay_shows_the_bare_picture(canvas):
    canvas.show_analysed(analysed())
    assert green_share(canvas) > 0.01
    canvas.set_overlay_visible(False)
    assert green_share(canvas) == 0
    canvas.set_overlay_visible(True)
    assert green_share(canvas) > 0.01


def test_a_higher_threshold_acts_at_once(canvas):
    canvas.show_analysed(analysed())
    before = green_share(canvas)
    canvas.set_style(OverlayStyle(threshold=0.5, min_region_fraction=0.5, opacity=1.0))
    assert before > 0
    assert green_share(canvas) == 0


def test_the_mask_of_another_frame_is_refused(canvas):
    with pytest.raises(ValueError, match="mask of frame 4"):
        canvas.show_analysed(analysed(index=3, mask_index=4))


def test_the_wheel_zooms_at_the_pointer_and_a_double_click_resets(canvas, qtbot):
    canvas.show_analysed(analysed())
    pointer = QPoint(250, 200)
    before = canvas.view.to_picture((250, 200))
    wheel(canvas, pointer, 4)
    assert canvas.view.zoom == pytest.approx(1.2**4)
    assert canvas.view.to_picture((250, 200)) == pytest.approx(before)
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.view.is_fitted


def test_dragging_pans_a_zoomed_picture(canvas, qtbot):
    canvas.show_analysed(analysed())
    canvas.zoom_by(4.0)
    before = canvas.view.centre
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    qtbot.mouseMove(canvas, QPoint(440, 280))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(440, 280))
    moved = (canvas.view.centre[0] - before[0], canvas.view.centre[1] - before[1])
    assert moved == pytest.approx((-40 / canvas.view.scale, 20 / canvas.view.scale))


def test_zoom_stays_from_frame_to_frame_and_through_a_resize(canvas):
    canvas.show_analysed(analysed(index=1))
    canvas.zoom_by(3.0)
    canvas.show_analysed(analysed(index=2))
    assert canvas.view.zoom == pytest.approx(3.0)
    canvas.resize(1000, 700)
    assert canvas.view.zoom == pytest.approx(3.0)


def test_a_box_is_drawn_in_the_pictures_pixels(canvas, qtbot):
    canvas.show_analysed(analysed())
    canvas.ask_for_box()
    start, end = (QPoint(*(round(v) for v in canvas.view.to_canvas(p))) for p in ((100, 50), (300, 250)))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=end)
    qtbot.mouseMove(canvas, start)
    with qtbot.waitSignal(canvas.box_drawn) as drawn:
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)
    assert drawn.args == pytest.approx([100, 50, 200, 200], abs=2)


def test_escape_gives_up_a_box(canvas, qtbot):
    canvas.show_analysed(analysed())
    canvas.ask_for_box()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(canvas.box_drawn):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))


def test_redactions_are_marked_and_the_picture_below_stays_visible(canvas):
    canvas.show_analysed(analysed())
    canvas.set_overlay_visible(False)
    before = pixels(canvas).astype(int)
    canvas.set_privacy(Privacy(redactions=(Box(0, 0, 320, 256),)))
    after = pixels(canvas).astype(int)
    changed = np.abs(after - before).sum(axis=2) > 10
    assert changed[60:250, 100:380].mean() > 0.5
    assert not changed[350:550, 450:700].any()
    assert after[60:250, 100:380].max() > 40


def test_a_message_takes_the_picture_away(canvas):
    canvas.show_analysed(analysed())
    canvas.show_message("No recording open", "Press Ctrl+O")
    assert canvas.analysed is None
    assert not canvas.shows_mask
    assert "Ctrl+O" in canvas.accessibleDescription()
    assert pixels(canvas).max() > 150


def test_a_damaged_frame_carries_a_badge(canvas):
    canvas.set_overlay_visible(False)
    canvas.show_analysed(analysed())
    whole = pixels(canvas).copy()
    canvas.show_analysed(analysed(damaged=True))
    assert (pixels(canvas) != whole).any()
