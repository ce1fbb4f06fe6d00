from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.dialogs.settings_dialog import SettingsDialog
from app.help.manual_window import ManualWindow
from polyp_core.export.provenance import program_version
from resources import DEMO_CLIP

from ..conftest import OpenWindow


def test_the_tour_ends_and_f1_opens_the_part_that_has_the_focus(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.open([DEMO_CLIP])
    qtbot.waitUntil(lambda: window.review.current_source is not None, timeout=60_000)
    window.shell_actions["tour"].trigger()
    shown = []
    while window.help.tour is not None:
        shown.append(window.help.tour.title.text())
        QTest.keyClick(window.help.tour.next_button, Qt.Key.Key_Return)
    assert len(shown) == 5
    window.review.side_panel.setCurrentWidget(window.review.examination)
    window.review.examination.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.review.examination.setFocus()
    window.shell_actions["manual"].trigger()
    manual = window.help.manual
    assert isinstance(manual, ManualWindow)
    assert manual.pages.source().fileName() == "reviewing.md"
    assert manual.pages.verticalScrollBar().value() > 0
    manual.close()


def test_f1_in_a_modal_dialog_opens_its_page_and_the_manual_can_be_used(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.shell_actions["settings"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(lambda: dialog.titles.hasFocus())
    QTest.keyClick(dialog.titles, Qt.Key.Key_F1)
    manual = window.help.manual
    assert isinstance(manual, ManualWindow)
    assert manual.pages.source().fileName() == "index.md" and manual.pages.verticalScrollBar().value() > 0
    qtbot.waitUntil(manual.isActiveWindow)
    place = manual.chapters.mapTo(manual, manual.chapters.visualItemRect(manual.chapters.item(1)).center())
    QTest.mouseClick(manual.windowHandle(), Qt.MouseButton.LeftButton, pos=place)  # the window, as it may be blocked
    assert manual.pages.source().fileName() == "reviewing.md"
    dialog.reject()
    assert manual.isVisible()
    manual.close()


def test_an_update_is_told_once(open_window: OpenWindow) -> None:
    window = open_window()
    window.tell_of_update()
    assert not window.notices.notices  # a first start is no update
    window.settings.last_version = "0.0.1"
    window.tell_of_update()
    assert [program_version() in notice.text for notice in window.notices.notices] == [True]
    assert window.settings.last_version == program_version()
