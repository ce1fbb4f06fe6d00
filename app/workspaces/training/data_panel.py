"""The panel of a new run's data: a split file, the datasets found with a box to hold each out, and the sides' sizes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.services.latest_task import LatestTask
from app.services.tasks import TaskHandle, Tasks
from app.translation import mark, tr, tr_value
from app.widgets.buttons import push_button, tool_button
from app.widgets.file_dialogs import ask_for_file
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.plain_text import ElidedLabel, PlainLabel, tooltip
from training.browser.training_data import SideCounts, TrainingData, count_sides, find_training_data
from training.config.fit_config import FitConfig
from training.datasets.dataset_names import dataset_key

_HEIGHT_PX = 132
_COUNT_AFTER_MS = 150
_NONE = mark("none: divided by the settings below")


class DataPanel(QFrame):
    """Shows what a run with a config would train on. Ticked datasets are held out for tests."""

    held_out_changed = Signal(object)
    """The names of the ticked datasets (a tuple of str)."""
    changed = Signal()
    """Another split file, or the datasets were read again."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.data: TrainingData | None = None
        """The datasets; None while the folders are being searched."""
        self.split_file: Path | None = None
        self._config: FitConfig | None = None
        self._finding = LatestTask(tasks, "Search the folders", self)
        self._finding.completed.connect(self._on_found)
        self._counting = LatestTask(tasks, "Count the pairs", self)
        self._counting.completed.connect(self._on_counted)
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self.file_label = ElidedLabel(tr(_NONE))
        self.choose = push_button(tr("Choose split file…"), "file-tree-outline", tr("Use the sides of a split file"))
        self.choose.clicked.connect(self._ask)
        self.clear = tool_button("close", tr("Use no split file"))
        self.clear.clicked.connect(lambda: self.set_split_file(None))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Datasets held out for tests"))
        self.list.setFixedHeight(_HEIGHT_PX)
        self.list.itemChanged.connect(self._on_ticked)
        self.counts = PlainLabel(role="muted", wrap=True)
        heading = PlainLabel(tr("Datasets"), role="section")
        explanation = PlainLabel(
            tr("Tick those to hold out for tests; they are not trained on."), role="muted", wrap=True
        )
        top = hbox(heading, stretched(explanation), spacing=12)
        file = hbox(PlainLabel(tr("Split file")), stretched(self.file_label), self.choose, self.clear, spacing=10)
        self.setLayout(vbox(top, file, self.list, self.counts, spacing=8, margins=(16, 14, 16, 14)))
        self.set_split_file(None)

    def search(self, roots: Sequence[Path], polyp_free: Sequence[Path]) -> None:
        """Looks for datasets in the background."""
        self.data = None
        self.counts.setText(tr("Searching the folders…") if roots else "")
        if roots:
            self._finding.request(_find, tuple(roots), tuple(polyp_free))
        else:
            self._finding.cancel()
            self._on_found(TrainingData())

    def set_split_file(self, path: Path | None) -> None:
        """Uses the sides of a split file, or none."""
        self.split_file = path
        self.file_label.setText(tr(_NONE) if path is None else str(path))
        self.file_label.setToolTip("" if path is None else tooltip(str(path)))
        self.clear.setEnabled(path is not None)
        self.list.setEnabled(path is None)
        self._soon.start()
        self.changed.emit()

    def show_config(self, config: FitConfig | None) -> None:
        """Ticks the datasets that `config` holds out, and counts the pairs of its sides; None while it is invalid."""
        self._config = config
        if config is not None:
            held = set(map(dataset_key, config.hold_out))
            self.list.blockSignals(True)
            for item in self._items():
                name = item.data(Qt.ItemDataRole.UserRole)
                item.setCheckState(Qt.CheckState.Checked if dataset_key(name) in held else Qt.CheckState.Unchecked)
            self.list.blockSignals(False)
            self._soon.start()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ask(self) -> None:
        if chosen := ask_for_file(self, tr("Choose a split file"), tr("Split files (*.json)"), self.split_file):
            self.set_split_file(chosen)

    @Slot()
    def _on_ticked(self) -> None:
        ticked = [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        self.held_out_changed.emit(tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked))

    @Slot(object)
    def _on_found(self, data: TrainingData) -> None:
        self.data = data
        self.list.blockSignals(True)
        self.list.clear()
        for each in data.datasets:
            item = QListWidgetItem(f"{each.name}:  {tr(each.label)}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.counts.setText(tr_value(data.problem))
        self.show_config(self._config)
        self.changed.emit()

    @Slot()
    def _count(self) -> None:
        if self.data is not None and self.data.samples and self._config is not None:
            self._counting.request(_count, self.data, self._config, self.split_file)

    @Slot(object)
    def _on_counted(self, counts: SideCounts) -> None:
        note = (
            ""
            if counts.problem
            else ". " + tr("Of these, unreadable pairs and near copies of held-out pictures will be left out.")
        )
        self.counts.setText(f"{tr(counts.label)}{note}")


def _find(handle: TaskHandle, roots: tuple[Path, ...], polyp_free: tuple[Path, ...]) -> TrainingData:
    return find_training_data(roots, polyp_free)


def _count(handle: TaskHandle, data: TrainingData, config: FitConfig, split_file: Path | None) -> SideCounts:
    return count_sides(data, config, split_file)
