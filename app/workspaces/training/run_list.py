"""The runs in a list: where each stands, how far it is, and its best Dice."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from app.workspaces.training.run_labels import phase_icon, phase_label, short_line
from app.workspaces.training.runs import Runs
from training.runs.run_series import run_name, runs_in
from training.runs.run_snapshot import RunSnapshot

_WIDTH_PX = 280
_ROW_PX = 52
_FOLDER = Qt.ItemDataRole.UserRole


class RunList(QWidget):
    """Follows the runs, and says which is chosen."""

    chosen = Signal(object)
    """The Path of the run to show; None where none is selected."""
    new_asked = Signal()
    compare_asked = Signal()

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.setFixedWidth(_WIDTH_PX)
        self.new = QPushButton(icon("plus", "on_accent"), "New run")
        self.new.setProperty("role", "primary")
        self.new.setMinimumHeight(34)
        self.new.setToolTip("Choose what to train, and start it")
        self.new.clicked.connect(self.new_asked)
        heading = PlainLabel("Runs")
        heading.setProperty("role", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Training runs")
        # The icons keep their colours when a run is selected, so its ground must not be the accent.
        self.list.setStyleSheet("QListView::item:selected { background: palette(midlight); color: palette(text); }")
        self.list.setIconSize(QSize(22, 22))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        forget = QAction("Forget this run", self.list)
        forget.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        forget.triggered.connect(self.forget_current)
        self.list.addAction(forget)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.add = _tool("folder-plus-outline", "Add a run that is on disk already")
        self.add.clicked.connect(self._ask_for_folder)
        self.forget = _tool("playlist-remove", "Take this run from the list; its folder stays as it is")
        self.forget.clicked.connect(self.forget_current)
        self.compare = QPushButton(icon("compare-horizontal"), "Compare two runs")
        self.compare.setToolTip("Curves, settings and scores of two runs beside each other")
        self.compare.clicked.connect(self.compare_asked)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(self.add)
        top.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.new)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.compare)
        runs.listed.connect(self._list)
        runs.changed.connect(self._on_changed)
        self._list()

    @property
    def current(self) -> Path | None:
        """The run that is selected."""
        item = self.list.currentItem()
        return Path(item.data(_FOLDER)) if item is not None else None

    def select(self, folder: Path | None) -> None:
        """Selects a run, or none."""
        if folder is None:
            self.list.setCurrentRow(-1)
            return
        item = self._item(folder)
        if item is not None:
            self.list.setCurrentItem(item)

    def forget_current(self) -> None:
        """Takes the selected run from the list."""
        if self.current is not None:
            self._runs.forget(self.current)

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
        kept = before if before in self._runs.folders else next(iter(self._runs.folders), None)
        self.select(kept)
        if kept is None or before is None:
            self._on_current()

    @Slot(object)
    def _on_changed(self, snapshot: RunSnapshot) -> None:
        item = self._item(snapshot.folder)
        if item is not None:
            self._show(item, snapshot)

    def _show(self, item: QListWidgetItem, snapshot: RunSnapshot | None) -> None:
        folder: Path = item.data(_FOLDER)
        item.setIcon(phase_icon(snapshot))
        item.setText(f"{run_name(folder)}\n{short_line(snapshot) if snapshot is not None else ''}")
        if snapshot is not None:
            words = "\n".join((phase_label(snapshot), *snapshot.problems, str(folder)))
            item.setToolTip(tooltip(words))

    def _item(self, folder: Path) -> QListWidgetItem | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in items if item.data(_FOLDER) == folder), None)

    @Slot()
    def _on_current(self) -> None:
        self.forget.setEnabled(self.current is not None)
        self.chosen.emit(self.current)

    def _ask_for_folder(self) -> None:
        last = self._runs.folders[0].parent if self._runs.folders else Path()
        chosen = QFileDialog.getExistingDirectory(self, "Add the folder of a training run", str(last))
        if chosen:
            runs = runs_in(Path(chosen))
            for run in reversed(runs):  # each is put first
                self._runs.add(run)
            self.select(runs[0])


def _tool(symbol: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(symbol))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
