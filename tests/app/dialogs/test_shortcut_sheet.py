from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.actions import ALL_ACTIONS
from app.dialogs.shortcut_sheet import ShortcutSheet


def visible_words(sheet: ShortcutSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def test_every_action_with_a_key_is_on_the_sheet(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    words = visible_words(sheet)
    for spec in ALL_ACTIONS:
        assert (spec.tip in words) == bool(spec.keys), spec.name
        for key in spec.keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in words


def test_searching_leaves_what_matches(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.search.setText("one frame back")
    assert "One frame back" in visible_words(sheet)
    assert "One frame forward" not in visible_words(sheet)
    sheet.search.setText("qwertz")
    assert visible_words(sheet) == ["No shortcut matches."]
    sheet.search.clear()
    assert "One frame forward" in visible_words(sheet)


def headings(sheet: ShortcutSheet) -> dict[str, tuple[int, int]]:
    """Returns x and y of the visible group titles in the scrolled area."""
    titles = {spec.group for spec in ALL_ACTIONS}
    labels = [label for label in sheet.findChildren(QLabel) if label.isVisible() and label.text() in titles]
    return {label.text(): (label.mapTo(sheet, QPoint()).x(), label.mapTo(sheet, QPoint()).y()) for label in labels}


def test_what_is_left_closes_up_from_the_upper_left(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    at_first = headings(sheet)
    top, left = min(y for _, y in at_first.values()), min(x for x, _ in at_first.values())
    sheet.search.setText("snapshot")
    qtbot.waitUntil(lambda: list(headings(sheet).values()) == [(left, top)])
    assert list(headings(sheet)) == ["Files"]
    sheet.search.setText("full")
    qtbot.waitUntil(lambda: {y for _, y in headings(sheet).values()} == {top})
    qtbot.waitUntil(lambda: min(x for x, _ in headings(sheet).values()) == left)
    sheet.search.clear()
    qtbot.waitUntil(lambda: headings(sheet) == at_first)


def test_a_narrow_sheet_has_fewer_columns_and_cuts_no_words(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    for width, columns in ((1120, 3), (760, 2), (420, 1)):
        sheet.resize(width, 600)
        qtbot.waitUntil(lambda columns=columns: len({x for x, _ in headings(sheet).values()}) == columns)
        qtbot.waitUntil(lambda: not cut_labels(sheet))


def cut_labels(sheet: ShortcutSheet) -> list[str]:
    """Returns the texts that are wider than their labels or reach beyond the sheet."""
    labels = [label for label in sheet.findChildren(QLabel) if label.isVisible()]
    return [
        label.text()
        for label in labels
        if label.mapTo(sheet, QPoint(label.width(), 0)).x() > sheet.width()
        or label.width() < label.minimumSizeHint().width()
    ]
