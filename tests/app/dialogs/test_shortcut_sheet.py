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
    assert visible_words(sheet) == ["No shortcut has these words."]
    sheet.search.clear()
    assert "One frame forward" in visible_words(sheet)
