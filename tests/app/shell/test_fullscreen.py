from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.shell.fullscreen import FullScreen


def test_full_screen_hides_the_menu_and_esc_brings_it_back(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.menuBar().addMenu("File")
    actions = ActionTable(window, SHELL_ACTIONS)
    FullScreen(window, actions["fullscreen"], actions["leave_fullscreen"], [window.menuBar()])
    window.show()
    assert not actions["leave_fullscreen"].isEnabled()
    actions["fullscreen"].trigger()
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    actions["leave_fullscreen"].trigger()
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert not actions["fullscreen"].isChecked()
