"""The split editor: pairs are moved between training, validation and test, and leaks are shown at once."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.services.latest_task import LatestTask
from app.services.paths import exports_dir
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import format_count, mark, tr, tr_n, tr_value
from app.widgets.buttons import push_button
from app.widgets.dropped_files import accept_as_copy
from app.widgets.file_dialogs import ask_for_file, ask_where_to_save
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.number_input import NumberBox
from app.widgets.plain_text import PlainLabel, tooltip
from app.workspaces.dataset.dataset_session import DatasetSession
from polyp_core.files.input_protection import refuse_overlap
from training.browser.split_draft import SIDES, GroupPart, SplitDraft, SplitSide
from training.datasets.groups import format_group
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import Split, SplitKind, make_split, with_present_ids

_PROPOSALS: Mapping[SplitKind, str] = {
    "published": mark("by the published lists"),
    "grouped": mark("by whole groups"),
    "random": mark("at random"),
}
_IDS = Qt.ItemDataRole.UserRole
_MOST_LISTED = 200
_LEAKS_PX = 84


class SplitPage(QWidget):
    """Four lists of groups, between which they are dragged; buttons move the pairs that the filter chooses."""

    failed = Signal(str)
    notice = Signal(str)

    def __init__(
        self, session: DatasetSession, settings: Settings, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.draft = SplitDraft()
        self._edited = False
        self._making = LatestTask(tasks, "Split the pairs", self)
        self._making.completed.connect(self._on_split)
        self._writing = LatestTask(tasks, "Write the split", self, keeps_results=True)
        self._writing.completed.connect(self._on_written)
        for work in (self._making, self._writing):
            work.failed.connect(self.failed)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("How the pairs are divided"))
        for kind, text in _PROPOSALS.items():
            self.kind.addItem(tr(text), kind)
        self.share = NumberBox()
        self.share.setDecimals(0)
        self.share.setRange(1, 90)
        self.share.setValue(20)
        self.share.setSuffix(" " + tr("% for validation"))
        self.share.setAccessibleName(tr("Share for validation"))
        self.divide = push_button(tr("Divide all pairs"), "call-split", tr("Replaces the sides of all pairs"))
        self.divide.clicked.connect(self._on_divide)
        self.open = push_button(tr("Open split…"), "folder-open-outline")
        self.open.clicked.connect(self._ask_to_open)
        self.whole_groups = QCheckBox(tr("Move whole groups"))
        self.whole_groups.setChecked(True)
        self.whole_groups.setToolTip(tr("Pairs of one group, and near copies, move together"))
        self.save = push_button(tr("Save split…"), "content-save-outline")
        self.save.clicked.connect(self._ask_to_save)
        self.train = push_button(tr("Train with this split"), "school-outline", tint="on_accent", role="primary")
        self.train.clicked.connect(self._use_for_training)
        self.lists = {side: SideList(side) for side in SIDES}
        self.titles = {side: PlainLabel(role="section", wrap=True) for side in SIDES}
        for title in self.titles.values():  # on one or two lines, with the lists below them aligned
            title.setMinimumHeight(2 * title.fontMetrics().lineSpacing())
            title.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.movers = {side: push_button("") for side in SIDES}
        for side, each in self.lists.items():
            each.dropped.connect(self._on_dropped)
            self.movers[side].clicked.connect(partial(self.move_chosen, side))
        self.message = PlainLabel(wrap=True)
        self.leaks = QListWidget()
        self.leaks.setAccessibleName(tr("Leaks of the split"))
        self.leaks.setFixedHeight(_LEAKS_PX)
        self._lay_out()
        session.table_changed.connect(self._on_table)
        session.rows_changed.connect(self._show_movers)
        self._show()

    def _lay_out(self) -> None:
        top = hbox(
            *(PlainLabel(tr("Divide"), role="muted"), self.kind, self.share, self.divide, spacer()),
            spacing=8,
        )
        below = hbox(self.whole_groups, spacer(), self.open, self.save, self.train, spacing=8)
        columns = hbox(
            *(
                stretched(vbox(self.titles[side], stretched(self.lists[side]), self.movers[side], spacing=6))
                for side in SIDES
            ),
            spacing=12,
        )
        self.setLayout(vbox(top, below, stretched(columns), self.message, self.leaks, spacing=10, margins=16))

    def move_chosen(self, side: SplitSide) -> None:
        """Moves the pairs that the filter chooses."""
        self.move_pairs(self._session.chosen["id"].tolist(), side)

    def move_pairs(self, ids: list[str], side: SplitSide) -> None:
        """Moves pairs to a side."""
        self._take(self.draft.moved(frozenset(ids), side, whole_groups=self.whole_groups.isChecked()))

    def _take(self, draft: SplitDraft) -> None:
        self.draft, self._edited = draft, True
        self._show()
        self._session.set_sides(dict(draft.sides))

    @Slot(object, str)
    def _on_dropped(self, ids: list[str], side: SplitSide) -> None:
        self.move_pairs(ids, side)

    @Slot()
    def _on_table(self) -> None:
        table = self._session.dataset_table
        if table is None:
            self.draft = SplitDraft()
        elif table.samples is not self.draft.samples:
            draft = self.draft.with_data(table.samples, table.near_copies)
            self.draft = draft if self._edited else SplitDraft.of_published(table.samples, table.near_copies)
        else:
            return
        self._show()

    def _show(self) -> None:
        parts = self.draft.parts()
        for side, title in SIDES.items():
            own = parts[side]
            pairs = sum(len(part.ids) for part in own)
            self.titles[side].setText(_format_title(title, pairs, len(own)))
            self.lists[side].show_parts(own)
        ready = bool(parts["train"] and parts["validation"])
        for button in (self.save, self.train):
            button.setEnabled(ready)
            button.setToolTip("" if ready else tr("A split has pairs for training and for validation"))
        self.divide.setEnabled(bool(self.draft.samples))
        self.open.setEnabled(bool(self.draft.samples))
        self._show_leaks()
        self._show_movers()

    def _show_leaks(self) -> None:
        leaks, divided = self.draft.leaks(), self.draft.divided_groups()
        self.leaks.clear()
        if leaks or divided:
            self.message.setText(
                tr("Leaks: {copies} and {groups} lie on several sides. Scores will be too good.").format(
                    copies=tr_n("{n} near copy", "{n} near copies", len(leaks)),
                    groups=tr_n("{n} group", "{n} groups", len(divided)),
                )
            )
        elif not self._session.copies_known:
            self.message.setText(tr("Near copies are not known yet, so leaks may be missing."))
        else:
            self.message.setText(tr("No leaks: no group and no near copies lie on several sides."))
        self.message.setProperty("role", "warning" if leaks or divided else "muted")
        self.message.style().polish(self.message)
        texts = [
            tr("{first} in {side}, near copy {second} in {other_side}").format(
                first=leak.first, side=tr(leak.sides[0]), second=leak.second, other_side=tr(leak.sides[1])
            )
            for leak in leaks
        ]
        texts += [
            tr("Group {group}: {counts}").format(
                group=tr_value(format_group(group)), counts=", ".join(map(_format_on_side, counts.items()))
            )
            for group, counts in divided.items()
        ]
        self.leaks.addItems(texts[:_MOST_LISTED])
        if len(texts) > _MOST_LISTED:
            self.leaks.addItem(tr_n("and {n} more", "and {n} more", len(texts) - _MOST_LISTED))

    @Slot()
    def _show_movers(self) -> None:
        chosen = len(self._session.rows)
        for side, title in SIDES.items():
            self.movers[side].setText(
                tr("Move {count} here").format(count=format_count(chosen)) if chosen else tr("None chosen")
            )
            self.movers[side].setToolTip(
                tr("Moves the pairs that the filter chooses to: {side}").format(side=tr(title))
            )
            self.movers[side].setEnabled(chosen > 0)

    # -- Splits and files ----------------------------------------------------------------------------------------------

    @Slot()
    def _on_divide(self) -> None:
        self._making.request(_divide, self.draft, self.kind.currentData(), self.share.value() / 100)

    def _ask_to_open(self) -> None:
        if chosen := ask_for_file(self, tr("Open a split file"), tr("Split files (*.json)")):
            self.open_file(chosen)

    def open_file(self, path: Path) -> None:
        """Shows the sides of a split file; pairs that are not in the folders are ignored."""
        self._making.request(_read, self.draft, path)

    @Slot(object)
    def _on_split(self, split: Split) -> None:
        known = {sample.id for sample in self.draft.samples}
        draft = self.draft.with_split(split)
        self._take(SplitDraft(draft.samples, draft.near_copies, {i: s for i, s in draft.sides.items() if i in known}))
        if split.warnings:
            self.notice.emit(" ".join(map(tr_value, split.warnings)))

    def _ask_to_save(self) -> None:
        kinds = tr("Split files (*.json)")
        if path := ask_where_to_save(self, tr("Save the split"), "split.json", kinds, ".json"):
            self.save_file(path)

    def save_file(self, path: Path) -> None:
        """Writes the split; `notice` or `failed` follows."""
        self._writing.request(_write, self.draft, path, self._session.dataset_folders, for_training=False)

    @Slot()
    def _use_for_training(self) -> None:
        path = exports_dir() / "splits" / f"split-{datetime.now():%Y-%m-%d-%H%M%S}.json"
        self._writing.request(_write, self.draft, path, self._session.dataset_folders, for_training=True)

    @Slot(object)
    def _on_written(self, written: tuple[Path, bool]) -> None:
        path, for_training = written
        if not for_training:
            self.notice.emit(tr("The split was saved as {path}.").format(path=path))
            return
        self._settings.training_roots = self._session.roots
        self._settings.training_split = path
        self.notice.emit(tr("New runs use this split: {path}. Start one in Training.").format(path=path))


class SideList(QListWidget):
    """The groups of one side; rows of another list can be dropped on it."""

    dropped = Signal(object, str)
    """The ids of the dropped pairs, and this side."""

    def __init__(self, side: SplitSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.setAccessibleName(tr(SIDES[side]))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_parts(self, parts: list[GroupPart]) -> None:
        """Shows these groups, and keeps the position."""
        at = self.verticalScrollBar().value()
        self.clear()
        for part in parts:
            label = tr_value(part.label)
            item = QListWidgetItem(label, self)
            item.setToolTip(tooltip(label))
            item.setData(_IDS, part.ids)
        self.verticalScrollBar().setValue(at)

    def selected_ids(self) -> list[str]:
        """Returns the pairs of the selected groups."""
        return [id for item in self.selectedItems() for id in item.data(_IDS)]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept_other_list(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept_other_list(event)

    def _accept_other_list(self, event: QDragMoveEvent) -> None:
        if isinstance(event.source(), SideList) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, SideList) and source is not self:
            ids = source.selected_ids()
            # The lists are filled again: the source must not remove its rows itself.
            accept_as_copy(event)
            self.dropped.emit(ids, self.side)


def _format_title(title: str, pairs: int, groups: int) -> str:
    text = tr("{side}: {pairs} in {groups}")
    return text.format(
        side=tr(title),
        pairs=tr_n("{n} pair", "{n} pairs", pairs),
        groups=tr_n("{n} group", "{n} groups", groups),
    )


def _format_on_side(counted: tuple[str, int]) -> str:
    side, count = counted
    return tr("{count} in {side}").format(count=format_count(count), side=tr(side))


def _divide(handle: TaskHandle, draft: SplitDraft, kind: SplitKind, share: float) -> Split:
    ids = [sample.id for sample in draft.samples]
    copies = [(ids[copy.first], ids[copy.second]) for copy in draft.near_copies]
    return make_split(draft.samples, kind, near_copies=copies, validation_fraction=share)


def _read(handle: TaskHandle, draft: SplitDraft, path: Path) -> Split:
    return with_present_ids(read_split(path), draft.samples)


def _write(
    handle: TaskHandle, draft: SplitDraft, path: Path, folders: tuple[Path, ...], *, for_training: bool
) -> tuple[Path, bool]:
    refuse_overlap([path], folders)
    write_split(path, draft.to_split())
    return path, for_training
