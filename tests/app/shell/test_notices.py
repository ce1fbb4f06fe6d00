import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.shell.notices import NoticeArea
from app.widgets.plain_text import PlainLabel


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.setLayout(QVBoxLayout())
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    QCursor.setPos(widget.mapToGlobal(QPoint(5, 590)))  # away from where notices come: under it they would stay
    return widget


def test_a_notice_does_not_take_the_focus(host: QWidget, qtbot: QtBot, qapp: QApplication) -> None:
    field = QLineEdit()
    layout = host.layout()
    assert layout is not None
    layout.addWidget(field)
    host.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    area = NoticeArea(host)
    area.show_notice("Saved.", action=("Show", lambda: None))
    assert qapp.focusWidget() is field


def test_a_long_notice_is_shown_whole_inside_the_window(host: QWidget) -> None:
    area = NoticeArea(host)
    notice = area.show_notice("The folder cannot be written. " * 8, kind="warning")
    assert host.rect().contains(area.geometry())
    assert notice.height() >= notice.heightForWidth(notice.width()) > 60
    host.resize(420, 500)
    assert host.rect().contains(area.geometry())


@pytest.mark.parametrize("name", ["0123456789abcdef" * 4 + ".sqlite", "patient_" + "7" * 60 + "/" + "2026/" * 30])
def test_a_long_name_breaks_so_that_what_to_do_is_seen(host: QWidget, name: str) -> None:
    notice = NoticeArea(host).show_notice(f"The review {name} is damaged. Set it aside.", kind="warning")
    (label,) = [each for each in notice.findChildren(PlainLabel) if each.text() == notice.text]
    drawn = label.fontMetrics().boundingRect(label.rect(), Qt.TextFlag.TextWordWrap, QLabel.text(label))
    assert label.rect().contains(drawn), "nothing is cut off"


def test_the_same_words_are_shown_once_and_only_a_few_at_a_time(host: QWidget) -> None:
    area = NoticeArea(host)
    for text in ("one", "two", "two", "three", "four"):
        area.show_notice(text)
    assert [notice.text for notice in area.notices] == ["two", "three", "four"]


def test_an_action_acts_and_takes_the_notice_away(host: QWidget) -> None:
    done: list[str] = []
    area = NoticeArea(host)
    notice = area.show_notice("Exported.", action=("Show in folder", lambda: done.append("shown")))
    assert notice.button is not None
    notice.button.click()
    assert done == ["shown"]
    assert area.notices == ()


def test_a_notice_leaves_by_itself_and_its_area_with_it(
    host: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.shell.notices._SHOWN_MS", {"info": 30, "warning": 60})
    area = NoticeArea(host)
    area.show_notice("Saved.")
    qtbot.waitUntil(lambda: not area.isVisible(), timeout=3000)


def test_a_notice_stays_while_the_pointer_is_on_it_and_leaves_when_it_moved_from_under_it(
    host: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.shell.notices._SHOWN_MS", {"info": 80, "warning": 80})
    monkeypatch.setattr("app.shell.notices._RECHECK_MS", 20)
    area = NoticeArea(host)
    notice = area.show_notice("Saved.")
    QCursor.setPos(notice.mapToGlobal(notice.rect().center()))
    qtbot.wait(250)
    assert area.notices == (notice,)
    host.resize(420, 500)  # the notice moves; the pointer gets no event
    QCursor.setPos(host.mapToGlobal(QPoint(5, 490)))
    qtbot.waitUntil(lambda: area.notices == (), timeout=3000)


def test_a_notice_stays_while_one_of_its_buttons_has_the_focus(
    host: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.shell.notices._SHOWN_MS", {"info": 40, "warning": 40})
    monkeypatch.setattr("app.shell.notices._RECHECK_MS", 20)
    field = QLineEdit()
    layout = host.layout()
    assert layout is not None
    layout.addWidget(field)
    host.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    area = NoticeArea(host)
    notice = area.show_notice("Exported.", action=("Show folder", lambda: None))
    assert notice.button is not None
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert notice.button.hasFocus(), "reached by Tab"
    qtbot.wait(120)
    assert area.notices == (notice,)
    field.setFocus()
    qtbot.waitUntil(lambda: area.notices == (), timeout=3000)


def test_what_stays_goes_only_when_it_is_dismissed(
    host: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.shell.notices._SHOWN_MS", {"info": 20, "warning": 20})
    area = NoticeArea(host)
    notice = area.show_notice("Exported.", stays=True)
    qtbot.wait(120)
    assert [notice.text for notice in area.notices] == ["Exported."]
    notice.dismiss()
    assert area.notices == ()


def test_notices_lie_over_the_page_and_leave_the_tabs_free(host: QWidget) -> None:
    tabs, page = QWidget(), QWidget()
    tabs.setFixedHeight(40)
    layout = host.layout()
    assert layout is not None
    layout.addWidget(tabs)
    layout.addWidget(page)
    QApplication.processEvents()
    area = NoticeArea(host, over=page)
    area.show_notice("Exported.", stays=True)
    assert area.geometry().top() > tabs.geometry().bottom()
    assert page.geometry().contains(area.geometry())
    tabs.hide()  # as in full screen
    QApplication.processEvents()
    assert page.geometry().contains(area.geometry()) and area.y() < 40


def test_the_newest_notice_can_be_dismissed_and_one_that_no_longer_holds_withdrawn(host: QWidget) -> None:
    area = NoticeArea(host)
    for text in ("one", "two", "three"):
        area.show_notice(text, stays=True)
    area.withdraw("two")
    area.withdraw("another")
    assert [notice.text for notice in area.notices] == ["one", "three"]
    assert area.dismiss_newest()
    assert [notice.text for notice in area.notices] == ["one"]
    assert area.dismiss_newest() and not area.dismiss_newest()


def test_notices_hide_no_heading_above_the_part_over_which_they_lie(host: QWidget) -> None:
    layout = host.layout()
    assert layout is not None
    heading, rows = QWidget(), QWidget()
    heading.setFixedHeight(90)
    layout.addWidget(heading)
    layout.addWidget(rows)
    rows.hide()
    QApplication.processEvents()
    area = NoticeArea(host, find_part=lambda: rows)
    area.show_notice("Exported.", stays=True)
    assert area.y() < 40, "as without such a part while it is hidden"
    rows.show()
    QApplication.processEvents()
    assert rows.geometry().contains(area.geometry())
