"""The dialog that asks for the name of a file to write."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.translation import tr


def ask_where_to_save(parent: QWidget, title: str, suggested: str, kinds: str, suffix: str) -> Path | None:
    """Asks for the file to write; None if the user cancels. `suffix`, such as ".json", is added if it is missing.

    The dialog of the system asks before a file of the entered name is replaced; for the completed name, this does.
    """
    while True:
        name, _ = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
        if not name:
            return None
        chosen = Path(name)
        path = chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix)
        if path == chosen or not os.path.lexists(path) or _may_replace(path, parent):
            return path
        suggested = str(path)


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
