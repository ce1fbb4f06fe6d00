"""The tools over a canvas, with mouse and keys, as the mask editors of Review and Dataset use them."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.canvas.canvas import Canvas
from app.mask_editing.mask_tools import MaskTools
from app.widgets.layouts import container, hbox, stretched
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.frame import Frame

LEFT = Qt.MouseButton.LeftButton
SIZE = (240, 320)
CORNERS = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))


@pytest.fixture
def tools(qtbot: QtBot) -> Iterator[MaskTools]:
    """Tools that edit an empty mask."""
    window, canvas = QMainWindow(), Canvas()
    qtbot.addWidget(window)
    made = MaskTools(canvas, QAction(window), QAction(window), window)
    window.setCentralWidget(container(hbox(made.bar, stretched(canvas))))
    window.resize(640, 480)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    canvas.show_analysed(AnalysedFrame(Frame(0, 0.0, np.full((*SIZE, 3), 90, np.uint8)), None))
    made.begin()
    show(made, np.zeros(SIZE, np.bool_))
    yield made


def show(tools: MaskTools, mask: np.ndarray) -> None:
    tools.show_mask(mask, np.zeros(SIZE, np.uint8), QColor("#00ff00"))


def at(tools: MaskTools, x: float, y: float) -> QPoint:
    """The place on the canvas of a point of the picture, given as fractions of its size."""
    canvas = tools.layer.parentWidget()
    assert isinstance(canvas, Canvas) and canvas.view is not None
    return QPointF(*canvas.view.to_canvas((x * SIZE[1], y * SIZE[0]))).toPoint()


def test_the_end_of_a_quick_stroke_is_drawn(tools: MaskTools, qtbot: QtBot) -> None:
    layer, end = tools.layer, at(tools, 0.2, 0.5)
    beside = end - QPoint(0, 5)  # not where the eraser has its sign

    def colour_at_end() -> QColor:
        return layer.grab().toImage().pixelColor(beside)

    before = colour_at_end()
    for key, is_marked in (("B", True), ("E", False)):
        qtbot.keyClick(layer, key)
        qtbot.mousePress(layer, LEFT, pos=at(tools, 0.8, 0.5))
        qtbot.mouseMove(layer, at(tools, 0.6, 0.5))
        colour_at_end()  # draws the stroke so far
        qtbot.mouseMove(layer, end)
        qtbot.mouseRelease(layer, LEFT, pos=end)
        assert tools.mask is not None and tools.mask[120, 64] == is_marked
        assert (colour_at_end() != before) == is_marked, key


def test_the_keys_of_the_polygon_do_nothing_else(tools: MaskTools, qtbot: QtBot) -> None:
    others: list[str] = []
    for key in ("Return", "Enter", "Backspace"):
        action = QAction(tools.layer.window())
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, key=key: others.append(key))
        tools.layer.window().addAction(action)
    for pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace):
        qtbot.keyClick(tools.layer, pressed)
    assert others == []


@pytest.mark.parametrize("leave", ["tool", "command", "end", "finish"])
def test_an_open_polygon_is_added_to_the_mask_before_it_is_left(tools: MaskTools, leave: str, qtbot: QtBot) -> None:
    qtbot.keyClick(tools.layer, "P")
    for corner in CORNERS:
        qtbot.mouseClick(tools.layer, LEFT, pos=at(tools, *corner))
    qtbot.keyClick(tools.layer, "P")
    assert tools.layer.tools is not None and len(tools.layer.tools.corners) == 4, "it stays open"
    assert tools.mask is not None and not tools.mask.any()
    edited = tools.layer.tools
    with qtbot.waitSignal(tools.edited):
        match leave:
            case "tool":
                qtbot.keyClick(tools.layer, "B")
            case "command":
                qtbot.keyClick(tools.layer, "H")
            case "end":
                tools.end()
            case _:
                tools.finish()
    assert edited.mask[120, 160] and not edited.mask[24, 32] and not edited.corners


def test_a_polygon_with_too_few_corners_is_not_left_without_a_word(tools: MaskTools, qtbot: QtBot) -> None:
    qtbot.keyClick(tools.layer, "P")
    qtbot.mouseClick(tools.layer, LEFT, pos=at(tools, *CORNERS[0]))
    with qtbot.waitSignal(tools.notice) as said:
        tools.end()
    assert "discarded" in said.args[0]


def test_a_polygon_stays_open_while_the_mask_below_it_changes(tools: MaskTools, qtbot: QtBot) -> None:
    qtbot.keyClick(tools.layer, "P")
    for corner in CORNERS:
        qtbot.mouseClick(tools.layer, LEFT, pos=at(tools, *corner))
    show(tools, np.ones(SIZE, np.bool_))
    assert tools.layer.tools is not None and len(tools.layer.tools.corners) == 4
    tools.show_nothing()
    show(tools, np.zeros(SIZE, np.bool_))
    assert not tools.layer.tools.corners
