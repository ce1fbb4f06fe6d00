"""The list of folders of a new run: those of pairs, or those of polyp-free pictures."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.dropped_files import dropped_paths
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from polyp_core.printable_names import path_of, printable

_HEIGHT_PX = 76


class FolderList(QFrame):
    """A list of folders with buttons to add and remove; folders can be dropped on it.

    `explanation` follows the title; `needed` is the error message for an empty list, or "".
    """

    changed = Signal()

    def __init__(self, title: str, explanation: str, needed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._needed = title, needed
        self.setProperty("role", "panel")
        self.setAcceptDrops(True)
        heading = PlainLabel(title, role="section")
        explanation_label = PlainLabel(explanation, role="muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setFixedHeight(_HEIGHT_PX)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._refresh)
        self.add_button = QPushButton(icon("folder-plus-outline"), "Add folder…")
        self.add_button.clicked.connect(self._ask)
        self.remove_button = QPushButton(icon("minus"), "Remove")
        self.remove_button.setToolTip("Remove the selected folder from the list; its files stay")
        self.remove_button.clicked.connect(self._remove)
        self.problem = PlainLabel(needed, role="error")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(heading)
        top.addWidget(explanation_label, 1)
        buttons = QVBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.list, 1)
        body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(body)
        column.addWidget(self.problem)
        self._refresh()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in the order in which they were added."""
        return tuple(path_of(self.list.item(row).text()) for row in range(self.list.count()))

    def add(self, *folders: Path) -> None:
        """Adds folders that are not in the list yet."""
        added = [printable(folder) for folder in dict.fromkeys(folders) if folder not in self.folders]
        for path in added:
            QListWidgetItem(path, self.list).setToolTip(tooltip(path))
        self._refresh()
        if added:
            self.changed.emit()

    def _ask(self) -> None:
        last = str(self.folders[-1].parent) if self.folders else ""
        chosen = QFileDialog.getExistingDirectory(self, f"Add to: {self._title}", last)
        if chosen:
            self.add(Path(chosen))

    def _remove(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self._refresh()
        self.changed.emit()

    @Slot()
    def _refresh(self) -> None:
        self.remove_button.setEnabled(self.list.currentRow() >= 0)
        self.problem.setVisible(bool(self._needed) and not self.list.count())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        event.acceptProposedAction()
        self.add(*(path for path in paths if path.is_dir()))
