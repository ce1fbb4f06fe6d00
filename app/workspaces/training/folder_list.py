"""The list of folders of a new run: those of pairs, or those of polyp-free pictures."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.translation import tr
from app.widgets.buttons import push_button
from app.widgets.dropped_files import accept_as_copy, dropped_paths
from app.widgets.file_dialogs import ask_for_folder
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
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
        self.add_button = push_button(tr("Add folder…"), "folder-plus-outline")
        self.add_button.clicked.connect(self._ask)
        self.remove_button = push_button(
            tr("Remove folder"), "minus", tr("Remove the selected folder from the list; its files stay")
        )
        self.remove_button.clicked.connect(self._remove)
        self.problem = PlainLabel(needed, role="error")
        policy = self.problem.sizePolicy()
        policy.setRetainSizeWhenHidden(bool(needed))
        self.problem.setSizePolicy(policy)
        top = hbox(heading, stretched(explanation_label), spacing=12)
        buttons = vbox(self.add_button, self.remove_button, spacer())
        body = hbox(stretched(self.list), buttons, spacing=12)
        self.setLayout(vbox(top, body, self.problem, spacing=8, margins=(16, 14, 16, 14)))
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

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Replaces the folders."""
        if tuple(folders) != self.folders:
            self.list.clear()
            self.add(*folders)

    def _ask(self) -> None:
        last = self.folders[-1].parent if self.folders else None
        if chosen := ask_for_folder(self, tr("Add to: {title}").format(title=self._title), last):
            self.add(chosen)

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
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        accept_as_copy(event)
        self.add(*(path for path in paths if path.is_dir()))
