"""The zoom as a person sees it: how large the picture is, and every way to change that."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions import REVIEW_ACTIONS, ActionTable
from app.canvas.canvas import Canvas
from app.workspaces.review.connect_actions import connect_canvas
from app.workspaces.review.zoom_bar import ZoomBar
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.frame import Frame


def picture(width=1600, height=1200):
    return AnalysedFrame(Frame(0, 0.0, np.zeros((height, width, 3), np.uint8), False), None)


@pytest.fixture
def host(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.table = ActionTable(widget, REVIEW_ACTIONS)
    widget.canvas = Canvas()
    connect_canvas(widget.table, widget.canvas)
    widget.bar = ZoomBar(widget.canvas, widget.table)
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget.canvas)
    widget.resize(800, 600)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.canvas.setFocus()
    return widget


def test_the_percentage_is_shown_while_zoomed_and_fit_takes_it_away(host, qtbot):
    host.canvas.show_analysed(picture())
    assert not host.bar.isVisible()
    qtbot.keyClick(host.canvas, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert host.bar.isVisible()
    assert host.bar.percent.text() == "100 %"
    qtbot.keyClick(host.canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert host.bar.percent.text() == "125 %"
    qtbot.mouseClick(host.bar.percent, Qt.MouseButton.LeftButton)
    assert host.bar.percent.text() == "100 %"
    qtbot.mouseClick(host.bar.fit, Qt.MouseButton.LeftButton)
    assert not host.bar.isVisible()
    assert host.canvas.view.is_fitted


def test_the_bar_stays_in_the_corner_of_the_picture(host):
    host.canvas.show_analysed(picture())
    host.canvas.zoom_to_actual()
    for size in ((800, 600), (1000, 500), (400, 300)):
        host.resize(*size)
        area = host.bar.geometry()
        assert host.canvas.rect().contains(area)
        assert host.canvas.width() - area.right() < 20 and host.canvas.height() - area.bottom() < 20


def test_a_double_click_goes_to_the_pictures_own_size_at_the_pointer_and_back(host, qtbot):
    host.canvas.show_analysed(picture())
    pointer = QPoint(300, 200)
    before = host.canvas.view.to_picture((300, 200))
    qtbot.mouseDClick(host.canvas, Qt.MouseButton.LeftButton, pos=pointer)
    assert host.canvas.view.scale * host.canvas.devicePixelRatioF() == pytest.approx(1)
    assert host.canvas.view.to_picture((300, 200)) == pytest.approx(before)
    qtbot.mouseDClick(host.canvas, Qt.MouseButton.LeftButton, pos=pointer)
    assert host.canvas.view.is_fitted


def test_a_double_click_acts_too_where_the_fit_is_the_pictures_own_size(host, qtbot):
    host.canvas.show_analysed(picture(800, 600))
    qtbot.mouseDClick(host.canvas, Qt.MouseButton.LeftButton)
    assert host.bar.percent.text() == "200 %"


def test_a_small_picture_can_be_seen_at_its_own_size_and_zooms_in_through_the_fit(host, qtbot):
    host.canvas.show_analysed(picture(200, 150))
    host.canvas.zoom_to_actual()
    assert host.canvas.view.rect == pytest.approx((300, 225, 200, 150))
    assert host.bar.percent.text() == "100 %"
    assert host.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor, "there is nothing to pan"
    host.canvas.zoom_by(100)
    assert host.canvas.view.is_fitted
    host.canvas.zoom_by(2)
    assert host.bar.percent.text() == "800 %"


def test_the_bar_goes_with_the_picture(host):
    host.canvas.show_analysed(picture())
    host.canvas.zoom_to_actual()
    host.canvas.show_message("No recording open")
    assert not host.bar.isVisible()
