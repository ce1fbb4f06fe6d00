"""The list of runs with their state, progress and best Dice."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.translation import tr, tr_value
from app.widgets.buttons import push_button, tool_button
from app.widgets.file_dialogs import ask_for_folder
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.workspaces.training.run_labels import phase_icon, phase_label, short_label
from app.workspaces.training.runs import Runs
from training.runs.run_series import run_name, runs_in
from training.runs.run_snapshot import RunSnapshot

_WIDTH_PX = 280
_ROW_PX = 52
_FOLDER = Qt.ItemDataRole.UserRole


class RunList(QWidget):
    """Lists the runs and emits the selected one."""

    chosen = Signal(object)
    """The Path of the selected run, or None."""
    new_requested = Signal()
    compare_requested = Signal()

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.setFixedWidth(_WIDTH_PX)
        self.new = push_button(
            tr("New run"), "plus", tr("Set up and start a training run"), tint="on_accent", role="primary"
        )
        self.new.setMinimumHeight(34)
        self.new.clicked.connect(self.new_requested)
        heading = PlainLabel(tr("Runs"), role="heading")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Training runs"))
        self.list.setProperty("role", "icons")
        self.list.setIconSize(QSize(22, 22))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        remove = QAction(tr("Remove this run from the list"), self.list)
        remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self.remove_current)
        self.list.addAction(remove)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.add = tool_button("folder-plus-outline", tr("Add an existing run"))
        self.add.clicked.connect(self._ask_for_folder)
        self.remove = tool_button("playlist-remove", tr("Remove this run from the list; its folder stays"))
        self.remove.clicked.connect(self.remove_current)
        self.compare = push_button(
            tr("Compare two runs"), "compare-horizontal", tr("Curves, settings and scores of two runs side by side")
        )
        self.compare.clicked.connect(self.compare_requested)
        top = hbox(heading, spacer(), self.add, self.remove)
        self.setLayout(vbox(self.new, top, stretched(self.list), self.compare, spacing=10, margins=16))
        runs.listed.connect(self._list)
        runs.changed.connect(self._on_changed)
        self._list()

    @property
    def current(self) -> Path | None:
        """The folder of the selected run."""
        item = self.list.currentItem()
        return Path(item.data(_FOLDER)) if item is not None else None

    def select(self, folder: Path | None) -> None:
        """Selects a run, or none if `folder` is None."""
        if folder is None:
            self.list.setCurrentRow(-1)
            return
        item = self._item(folder)
        if item is not None:
            self.list.setCurrentItem(item)

    def remove_current(self) -> None:
        """Removes the selected run from the list."""
        if self.current is not None:
            self._runs.remove(self.current)

    @Slot()
    def _list(self) -> None:
        before = self.current
        self.list.blockSignals(True)
        self.list.clear()
        for folder in self._runs.folders:
            item = QListWidgetItem(self.list)
            item.setData(_FOLDER, folder)
            item.setToolTip(tooltip(str(folder)))
            item.setSizeHint(QSize(0, _ROW_PX))
            self._show(item, self._runs.snapshot(folder))
        self.list.blockSignals(False)
        self.compare.setEnabled(len(self._runs.folders) > 1)
        selected = before if before in self._runs.folders else next(iter(self._runs.folders), None)
        self.select(selected)
        if selected is None or before is None:
            self._on_current()

    @Slot(object)
    def _on_changed(self, snapshot: RunSnapshot) -> None:
        item = self._item(snapshot.folder)
        if item is not None:
            self._show(item, snapshot)

    def _show(self, item: QListWidgetItem, snapshot: RunSnapshot | None) -> None:
        folder: Path = item.data(_FOLDER)
        item.setIcon(phase_icon(snapshot))
        item.setText(f"{run_name(folder)}\n{short_label(snapshot) if snapshot is not None else ''}")
        if snapshot is not None:
            item.setToolTip(tooltip("\n".join((phase_label(snapshot), *map(tr_value, snapshot.problems), str(folder)))))

    def _item(self, folder: Path) -> QListWidgetItem | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in items if item.data(_FOLDER) == folder), None)

    @Slot()
    def _on_current(self) -> None:
        self.remove.setEnabled(self.current is not None)
        self.chosen.emit(self.current)

    def _ask_for_folder(self) -> None:
        last = self._runs.folders[0].parent if self._runs.folders else None
        if chosen := ask_for_folder(self, tr("Add the folder of a training run"), last):
            runs = runs_in(chosen)
            for run in reversed(runs):  # each is added at the front
                self._runs.add(run)
            self.select(runs[0])
