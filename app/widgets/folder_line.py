"""FolderLine: a line in which the path of a folder is typed, with a button that opens the dialog of folders."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.translation import tr
from app.widgets.buttons import push_button
from app.widgets.file_dialogs import ask_for_folder
from app.widgets.layouts import hbox, stretched


class FolderLine(QLineEdit):
    """`row()` lays it out with its button. `title` is that of the dialog."""

    def __init__(self, folder: Path | None, name: str, title: str) -> None:
        super().__init__(str(folder or ""))
        self._title = title
        self.setAccessibleName(name)
        self._browse = push_button(tr("Browse…"), "folder-open-outline")
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._choose)

    def row(self) -> QHBoxLayout:
        """Returns the line and its button next to each other."""
        return hbox(stretched(self), self._browse)

    @property
    def path(self) -> Path | None:
        """The folder as an absolute path; None while the line is empty."""
        text = self.text().strip()
        return Path(text).expanduser().absolute() if text else None

    def _choose(self) -> None:
        if chosen := ask_for_folder(self, self._title, self.path):
            self.setText(str(chosen))
