"""Asking for files and folders: where the dialog begins; a suffix is added, and no file is replaced unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import app
from app.widgets import file_dialogs
from app.widgets.file_dialogs import ask_for_file, ask_for_folder, ask_where_to_save


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


def test_a_dialog_begins_where_something_was_chosen_last(
    parent: QWidget, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    used, given = tmp_path / "used", tmp_path / "given"
    used.mkdir()
    given.mkdir()
    offered: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: offered.append(asked[2]) or (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: offered.append(asked[2]) or ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: offered.append(asked[2]) or "")
    chosen = ""
    ask_for_file(parent, "Open")
    ask_where_to_save(parent, "Save", "a.csv", "Tables (*.csv)", ".csv")
    chosen = str(used / "model.safetensors")
    ask_for_file(parent, "Open", start=given / "absent.mp4")
    ask_for_folder(parent, "Add")
    ask_for_folder(parent, "Add", tmp_path / "absent" / "deep")
    ask_where_to_save(parent, "Save", given / "a.csv", "Tables (*.csv)", ".csv")
    ask_where_to_save(parent, "Save", "a.csv", "Tables (*.csv)", ".csv")
    assert offered == list(map(str, (home, home / "a.csv", given, used, used, given / "a.csv", used / "a.csv")))


def test_no_other_module_opens_a_dialog_of_files() -> None:
    package = Path(app.__file__).parent
    using = [file for file in package.rglob("*.py") if "QFileDialog" in file.read_text(encoding="utf-8")]
    assert using == [Path(file_dialogs.__file__)]
