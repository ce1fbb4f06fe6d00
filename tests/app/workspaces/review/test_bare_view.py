"""Full screen as a person meets it: the bare picture, and controls that come when they are wanted."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.services.settings import Settings
from app.workspaces.review.review_workspace import ReviewWorkspace
from resources import DEMO_CLIP

TIMEOUT_MS = 90_000
HIDE_AFTER_MS = 500


@pytest.fixture
def workspace(qtbot, monkeypatch):
    monkeypatch.setattr("app.workspaces.review.bare_view.HIDE_AFTER_MS", HIDE_AFTER_MS)
    widget = ReviewWorkspace(Settings(play_on_open=False, analyse_whole_clip=False))
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    with qtbot.waitSignal(widget.source_opened, timeout=TIMEOUT_MS):
        widget.open_path(DEMO_CLIP)
    qtbot.waitUntil(lambda: widget.current_frame() is not None, timeout=TIMEOUT_MS)
    yield widget
    widget.shutdown()


def move_pointer(qtbot, widget, at):
    qtbot.mouseMove(widget, at - QPoint(3, 3))
    qtbot.mouseMove(widget, at)


def test_the_picture_fills_the_window_and_everything_comes_back(workspace):
    before = workspace.controls.geometry()
    workspace.set_bare(True)
    workspace.layout().activate()
    assert workspace.canvas.size() == workspace.size()
    assert not workspace.controls.isVisible() and not workspace.side_panel.isVisible()
    assert workspace.canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    workspace.set_bare(False)
    workspace.layout().activate()
    assert workspace.controls.isVisible() and workspace.side_panel.isVisible()
    assert workspace.controls.geometry() == before
    assert workspace.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_moving_the_pointer_brings_the_controls_for_a_while_over_the_picture(workspace, qtbot):
    workspace.set_bare(True)
    workspace.layout().activate()
    move_pointer(qtbot, workspace.canvas, QPoint(300, 200))
    assert workspace.controls.isVisible()
    assert workspace.controls.geometry().bottom() == workspace.height() - 1
    assert workspace.canvas.size() == workspace.size(), "the picture must not jump"
    assert workspace.canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    qtbot.waitUntil(lambda: not workspace.controls.isVisible(), timeout=10_000)
    assert workspace.canvas.cursor().shape() == Qt.CursorShape.BlankCursor


def test_tab_leads_into_the_controls_which_stay_while_they_have_the_focus(workspace, qtbot):
    workspace.set_bare(True)
    qtbot.keyClick(workspace.canvas, Qt.Key.Key_Tab)
    for _ in range(20):
        if workspace.controls.isAncestorOf(QApplication.focusWidget()):
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert workspace.controls.isAncestorOf(QApplication.focusWidget())
    qtbot.wait(HIDE_AFTER_MS + 250)
    assert workspace.controls.isVisible()
    workspace.canvas.setFocus()
    qtbot.waitUntil(lambda: not workspace.controls.isVisible(), timeout=10_000)


def test_the_caution_stays_on_the_bare_picture(workspace):
    def corner():
        return workspace.canvas.grab().toImage().copy(workspace.canvas.width() - 340, 0, 340, 50)

    workspace.set_bare(True)
    workspace.layout().activate()
    with_caption = corner()
    workspace.canvas.set_caption("")
    assert corner() != with_caption


def test_the_panels_key_shows_it_for_this_time_alone(workspace):
    workspace.set_bare(True)
    workspace.actions_table["panel"].trigger()
    assert workspace.side_panel.isVisible()
    workspace.set_bare(False)
    assert workspace.side_panel.isVisible()
    workspace.set_bare(True)
    assert not workspace.side_panel.isVisible()
