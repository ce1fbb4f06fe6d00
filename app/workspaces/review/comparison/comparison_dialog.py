"""ComparisonDialog: chooses what the findings are compared with, and lists both sides next to each other."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidgetItem,
    QWidget,
)

from app.actions import ActionTable
from app.canvas.canvas import Canvas
from app.playback.player import Player
from app.translation import mark, tr, tr_error
from app.widgets.file_dialogs import ask_for_file, ask_where_to_save
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.widgets.row_table import row_table
from app.workspaces.review.comparison.compared_findings import Entry, format_counts
from app.workspaces.review.comparison.findings_comparison import FindingsComparison
from app.workspaces.review.findings_panel.list_rows import STATE_LABELS
from app.workspaces.review.time_line import TimeLine
from polyp_core.display_text import visible
from polyp_core.errors import PolypViewerError
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.findings.policy_file import find_policy
from polyp_core.model.default_model import shipped_models
from polyp_core.time_text import format_clock

_NOTHING, _MODEL, _POLICY_FILE, _READER = (
    mark("nothing"),
    mark("another model…"),
    mark("a policy file…"),
    mark("my decisions"),
)
_ABSENT = "—"


class ComparisonDialog(QDialog):
    """Compares the findings of the model in use with another model, another policy or the reader's decisions."""

    frame_chosen = Signal(int)
    notice = Signal(str)

    def __init__(self, comparison: FindingsComparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Compare findings"))
        set_page(self, "reviewing.md#comparing-findings")
        self.resize(520, 420)
        self._comparison = comparison
        self._has_models = False
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Compare the findings with"))
        presets = [(tr("the {name} policy").format(name=tr(name)), policy) for name, policy in PRESETS.items()]
        others = [(tr(text), text) for text in (_NOTHING, _MODEL, _POLICY_FILE, _READER)]
        for label, chosen in (*others[:2], *presets, *others[2:]):
            self.choice.addItem(label, chosen)
        self.choice.activated.connect(lambda: self._choose(self.choice.currentData()))
        self.counts = PlainLabel(wrap=True, role="muted")
        self.table = row_table(tr("Findings of both"), ("", "", ""))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.table.cellClicked.connect(lambda row, _: self._go_to(row))
        self.table.currentCellChanged.connect(lambda row, *_: self._go_to(row))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.save = buttons.addButton(tr("Save as CSV…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setAutoDefault(False)  # Enter closes the dialog
        self.save.clicked.connect(self._ask_where_to_save)
        choice = hbox(PlainLabel(tr("Compare the findings with")), stretched(self.choice), spacing=8)
        self.setLayout(vbox(choice, self.counts, stretched(self.table), buttons, spacing=10, margins=(16, 14, 16, 12)))
        kept = self.table.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the rows above it stay where they are
        self.table.setSizePolicy(kept)
        comparison.changed.connect(self._show)
        comparison.ended.connect(lambda: self.choice.setCurrentIndex(0))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._has_models:  # not at the start of the program, which reads the model in use once
            self._has_models = True
            for row, model in enumerate(shipped_models(), 1):
                self.choice.insertItem(row, tr("the model {name}").format(name=model.card.name), model.path)
        super().showEvent(event)

    def _choose(self, chosen: str | Path | AlarmPolicy) -> None:
        if isinstance(chosen, Path):
            self._comparison.with_model(chosen)
        elif isinstance(chosen, AlarmPolicy):
            self._comparison.with_policy(chosen)
        elif chosen == _NOTHING:
            self._comparison.end()
        elif chosen == _READER:
            self._comparison.with_reader()
        elif path := self._ask_for_file(chosen):
            try:
                if chosen == _MODEL:
                    self._comparison.with_model(path)
                else:
                    self._comparison.with_policy(find_policy(str(path)))
            except PolypViewerError as error:
                self._comparison.end()
                self.notice.emit(tr_error(error))
        else:
            self._comparison.end()

    def _ask_for_file(self, chosen: str) -> Path | None:
        model = chosen == _MODEL
        title = tr("Compare with another model") if model else tr("Compare with a policy file")
        kinds = tr("Models (*.safetensors)") if model else tr("Policies (*.json *.toml)")
        return ask_for_file(self, title, kinds)

    @Slot()
    def _show(self) -> None:
        sides, found, names = self._comparison.sides, self._comparison.findings, self._comparison.frame_names
        self.table.setVisible(sides is not None)
        self.save.setEnabled(sides is not None)
        if sides is None:
            waiting = tr("This is shown once the other side is known.") if self._comparison.is_active else ""
            self.counts.setText(waiting or tr("Choose what the findings of this recording are compared with."))
            return
        self.counts.setText(format_counts(found, *sides))
        self.table.blockSignals(True)  # the current cell stays where it is while findings arrive
        self.table.setHorizontalHeaderLabels([sides[0].label, sides[1].label, ""])
        self.table.setRowCount(len(found))
        for row, each in enumerate(found):
            texts = (_format(each.first, names), _format(each.second, names), tr("differs") if each.differs else "")
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, each.extent.first_frame)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)

    def _ask_where_to_save(self) -> None:
        title, kinds = tr("Save the compared findings"), tr("Tables (*.csv)")
        if path := ask_where_to_save(self, title, "comparison.csv", kinds, ".csv"):
            self._comparison.save(path)

    def _go_to(self, row: int) -> None:
        if (item := self.table.item(row, 0)) is not None:
            self.frame_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def connect_comparison(
    actions: ActionTable,
    comparison: FindingsComparison,
    player: Player,
    canvas: Canvas,
    time_line: TimeLine,
    say: Callable[[str], None],
    parent: QWidget,
) -> None:
    """Connects the keys of the comparison, its dialog, the second model's outline and the strip of differences."""
    dialog = ComparisonDialog(comparison, parent)
    dialog.frame_chosen.connect(player.seek)
    dialog.notice.connect(say)
    comparison.second.notice.connect(say)
    comparison.saved.connect(lambda path: say(tr("Saved {path}.").format(path=path)))
    comparison.second.chosen.connect(lambda name: say(tr("Pink outlines: {name}.").format(name=name)) if name else None)

    def open_dialog() -> None:
        dialog.show()
        dialog.raise_()

    def go(step: int) -> None:
        if (index := comparison.next_difference(player.position, step)) is not None:
            player.seek(index)
        elif comparison.is_active:
            say(tr("There is no further difference in the frames that both sides have judged."))
        else:
            say(tr("Choose first what the findings are compared with: Analysis, Compare findings."))

    actions.on("second_model", open_dialog)
    actions.on("next_difference", lambda: go(1))
    actions.on("previous_difference", lambda: go(-1))
    comparison.second.mask_changed.connect(canvas.set_second)
    comparison.differences_changed.connect(time_line.set_differences)


def _format(entry: Entry | None, names: Sequence[str]) -> str:
    """Formats when a finding is seen, or in which of unrelated pictures of these names, and what a reader decided."""
    if entry is None:
        return _ABSENT
    extent = entry.extent
    where = f"{format_clock(extent.start_s)} – {format_clock(extent.end_s)} ({extent.end_s - extent.start_s:.1f} s)"
    if extent.best_frame < len(names):
        where = visible(names[extent.best_frame])
    return f"{where}, {tr(STATE_LABELS[entry.state]).lower()}" if entry.state else where
