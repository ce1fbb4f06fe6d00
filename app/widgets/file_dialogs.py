"""The dialogs of the system that ask for files and folders.

Each starts in the folder that its caller names, else where the user chose something last, else in the documents.
"""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.services.paths import documents_dir
from app.translation import tr

_last_folder: Path | None = None


def ask_for_file(parent: QWidget, title: str, kinds: str = "", start: Path | None = None) -> Path | None:
    """Asks for an existing file; None if the user cancels. `start`: the folder to begin in, or a file of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _start_in(start), kinds)
    return _remember(Path(name)) if name else None


def ask_for_files(parent: QWidget, title: str, kinds: str = "", start: Path | None = None) -> list[Path]:
    """Asks for existing files, as `ask_for_file`; none if the user cancels."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _start_in(start), kinds)
    return [_remember(Path(name)) for name in names]


def ask_for_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """Asks for a folder; None if the user cancels. `start`: the folder to begin in, or a file of it."""
    name = QFileDialog.getExistingDirectory(parent, title, _start_in(start))
    return _remember(Path(name)) if name else None


def ask_where_to_save(parent: QWidget, title: str, suggested: Path | str, kinds: str, suffix: str) -> Path | None:
    """Asks for the file to write; None if the user cancels. `suffix`, such as ".json", is added if it is missing.

    `suggested` is the name of the file, or its path. The dialog of the system asks before a file of the entered name is
    replaced; for the completed name, this does. Without a `suffix`, the name is taken as it is.
    """
    while True:
        suggested = Path(suggested)
        folder = Path(_start_in(suggested.parent if suggested.is_absolute() else None))
        name, _ = QFileDialog.getSaveFileName(parent, title, str(folder / suggested.name), kinds)
        if not name:
            return None
        chosen = _remember(Path(name))
        has_suffix = not suffix or chosen.suffix.lower() == suffix
        path = chosen if has_suffix else chosen.with_name(chosen.name + suffix)
        if path == chosen or not os.path.lexists(path) or _may_replace(path, parent):
            return path
        suggested = path


def _start_in(start: Path | None) -> str:
    """Returns the folder in which a dialog begins: never the working directory, which no user chose."""
    for folder in (start, start and start.parent, _last_folder, documents_dir()):
        if folder is not None and folder.is_absolute() and os.path.isdir(folder):  # noqa: PTH112  # no error for a share that is away
            return str(folder)
    return str(Path.home())


def _remember(chosen: Path) -> Path:
    """Lets the next dialog begin in the folder of a chosen file or folder."""
    global _last_folder
    _last_folder = chosen.parent
    return chosen


def _may_replace(path: Path, parent: QWidget) -> bool:
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Question)
    question.setWindowTitle(tr("Replace?"))
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setText(tr("The folder already holds {names}.").format(names=path.name))
    replace = question.addButton(tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
    question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
    question.exec()
    answer = question.clickedButton()
    question.deleteLater()
    return answer is replace
