"""Asking for the name of a file: its suffix is added, and no file is replaced without a question."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.save_dialog import ask_where_to_save


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def ask(parent: QWidget, monkeypatch: pytest.MonkeyPatch, *names: Path | str) -> Path | None:
    """Asks for a review, while the dialog of the system returns these names one after another."""
    entered = iter(names)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(entered)), ""))
    return ask_where_to_save(parent, "Save", "review.sqlite", "Reviews (*.sqlite)", ".sqlite")


def answer(text: str, asked: list[str]) -> None:
    """Clicks the button `text` of the question that is asked next."""

    def click() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        asked.append(question.text())
        next(button for button in question.buttons() if button.text() == text).click()

    QTimer.singleShot(0, click)


@pytest.mark.parametrize(
    ("entered", "saved"),
    [
        ("review", "review.sqlite"),
        ("Patient 3.1", "Patient 3.1.sqlite"),
        ("copy.sqlite", "copy.sqlite"),
        ("COPY.SQLITE", "COPY.SQLITE"),
    ],
)
def test_the_suffix_is_added_if_it_is_missing(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entered: str, saved: str
) -> None:
    assert ask(parent, monkeypatch, tmp_path / entered) == tmp_path / saved


def test_a_file_of_the_completed_name_is_replaced_only_after_a_question(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "review.sqlite").write_text("mine")
    asked: list[str] = []
    answer("Replace", asked)
    assert ask(parent, monkeypatch, tmp_path / "review") == tmp_path / "review.sqlite"
    answer("Cancel", asked)
    assert ask(parent, monkeypatch, tmp_path / "review", tmp_path / "other") == tmp_path / "other.sqlite"
    assert asked == ["The folder already holds review.sqlite."] * 2
    assert ask(parent, monkeypatch, "") is None
