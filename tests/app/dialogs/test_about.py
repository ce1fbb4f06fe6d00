from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dialogs.about import AboutDialog


def test_about_says_what_the_program_is_not_for(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Research use only. Not for diagnosis." in words
    assert "PolypGen" in words
    assert "CC BY 4.0" in words
