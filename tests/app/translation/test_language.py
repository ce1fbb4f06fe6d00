"""Which language a start chooses, in the window and in Qt's own buttons."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.translation import tr, use_texts
from app.translation.language import use_language
from app.translation.ts_files import Texts


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    use_texts(Texts())
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize(
    ("language", "system", "shown"),
    [
        ("system", "de_AT.UTF-8", "Einstellungen…"),
        ("system", "fr_FR.UTF-8", "Settings…"),
        ("en", "de_DE.UTF-8", "Settings…"),
        ("de", "C", "Einstellungen…"),
    ],
)
def test_the_language_is_chosen_or_that_of_the_system(
    language: str, system: str, shown: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    monkeypatch.delenv("LANGUAGE", raising=False)
    use_language(qapp, language)
    assert tr("Settings…") == shown


def test_qt_translates_its_own_buttons(qapp: QApplication, qtbot: QtBot) -> None:
    use_language(qapp, "de")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
