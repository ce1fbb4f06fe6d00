"""RecordingTree: the recordings as a table, the parts of an examination below its name."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.services.source_history import source_name
from app.translation import mark, tr, tr_n
from app.widgets.plain_text import tooltip
from app.widgets.theme import colours, icon
from app.workspaces.recordings.labels import (
    Situation,
    format_complete,
    format_details,
    format_entry_length,
    format_findings,
    format_total_length,
    share_analysed,
    state_label,
)
from polyp_core.analysis.queue.entry import QueueEntry, blocks_of
from polyp_core.display_text import one_line

_COLUMNS = (mark("Recording"), mark("Length"), mark("State"), mark("Findings"), mark("Analysed"))
_NAME, _LENGTH, _STATE, _FINDINGS, _ANALYSED = range(5)
_WIDTHS_PX = {_LENGTH: 130, _FINDINGS: 90, _ANALYSED: 150}
_ID, _SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecordingTree(QTreeWidget):
    """Shows the queue. An examination is a row of its own, with the sums of its parts."""

    opened = Signal(str)
    """The id of the entry that was double-clicked or on which Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._layout: list[list[str]] = []
        self.setHeaderLabels([tr(column) for column in _COLUMNS])
        self.setAccessibleName(tr("Recordings"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setProperty("role", "icons")
        self.setStyleSheet("QTreeView::item { padding: 5px 8px; min-height: 18px; }")  # also of rows without an icon
        self.setItemDelegateForColumn(_STATE, _ElideRight(self))
        self.setItemDelegateForColumn(_ANALYSED, _ShareDelegate(self))
        header = self.header()
        header.setStretchLastSection(False)
        for column in (_NAME, _STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionsMovable(False)
        for column, width_px in _WIDTHS_PX.items():
            header.resizeSection(column, width_px)
        for column in (_LENGTH, _FINDINGS, _ANALYSED):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.itemActivated.connect(self._on_activated)

    def show_entries(self, entries: Sequence[QueueEntry], situation: Situation) -> None:
        """Shows `entries`; selection and scroll position stay."""
        blocks = blocks_of(entries)
        layout = [[block[0].group, *(entry.id for entry in block)] for block in blocks]
        if layout != self._layout:
            self._rebuild(layout)
        for block in blocks:
            for entry in block:
                _show_entry(self._items[entry.id], entry, situation)
            if block[0].group:
                _show_group(self._groups[block[0].group], block, situation)

    @property
    def selected_ids(self) -> list[str]:
        """Ids of the selected entries, and of all parts of selected examinations, in order."""
        selected = self.selectedItems()
        return [
            entry_id
            for entry_id, item in self._items.items()
            if item in selected or (item.parent() is not None and item.parent() in selected)
        ]

    def select(self, ids: Sequence[str]) -> None:
        """Selects these entries, and shows the first."""
        self.clearSelection()
        items = [self._items[entry_id] for entry_id in ids if entry_id in self._items]
        if items:
            self.setCurrentItem(items[0])
        for item in items:
            item.setSelected(True)

    def _rebuild(self, layout: list[list[str]]) -> None:
        selected = {_key(item) for item in self.selectedItems()}
        current = self.currentItem()
        current_key = _key(current) if current is not None else None
        collapsed = {name for name, item in self._groups.items() if not item.isExpanded()}
        scrolled = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        self.setRootIsDecorated(any(group for group, *_ in layout))  # else the names would stand off their heading
        self._items, self._groups, self._layout = {}, {}, layout
        for group, *ids in layout:
            parent: QTreeWidget | QTreeWidgetItem = self
            if group:
                parent = self._groups[group] = QTreeWidgetItem(self)
                parent.setExpanded(group not in collapsed)
            for entry_id in ids:
                item = self._items[entry_id] = QTreeWidgetItem(parent)
                item.setData(_NAME, _ID, entry_id)
        for group, item in self._groups.items():
            item.setText(_NAME, one_line(group))
        for item in self._all_items():
            if _key(item) == current_key:
                self.setCurrentItem(item)
        for item in self._all_items():
            item.setSelected(_key(item) in selected)
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(False)
        self.itemSelectionChanged.emit()

    def _all_items(self) -> Iterator[QTreeWidgetItem]:
        yield from self._groups.values()
        yield from self._items.values()

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        if entry_id := item.data(_NAME, _ID):
            self.opened.emit(entry_id)


def _key(item: QTreeWidgetItem) -> tuple[str | None, str]:
    entry_id = item.data(_NAME, _ID)
    return entry_id, "" if entry_id else item.text(_NAME)


def _show_entry(item: QTreeWidgetItem, entry: QueueEntry, situation: Situation) -> None:
    state = state_label(entry, situation)
    length, findings = format_entry_length(entry), format_findings([entry], situation)
    _set_texts(item, source_name(entry.source), length, state.text, findings)
    if item.data(_STATE, _ID) != (state.icon, state.tint):
        item.setData(_STATE, _ID, (state.icon, state.tint))
        item.setIcon(_STATE, icon(state.icon, state.tint))
    _set_share(item, entry.share_analysed)
    details = tooltip(f"{state.text}\n{format_details(entry)}")
    for column in range(len(_COLUMNS)):
        item.setToolTip(column, details)


def _show_group(item: QTreeWidgetItem, entries: Sequence[QueueEntry], situation: Situation) -> None:
    _set_texts(
        item,
        one_line(entries[0].group),
        format_total_length(entries),
        format_complete(entries),
        format_findings(entries, situation),
    )
    examination = tr_n("Examination of {n} recording", "Examination of {n} recordings", len(entries))
    item.setToolTip(_NAME, tooltip(f"{entries[0].group}\n{examination}"))
    font = item.font(_NAME)
    font.setBold(True)
    item.setFont(_NAME, font)
    _set_share(item, share_analysed(entries))


def _set_texts(item: QTreeWidgetItem, *texts: str) -> None:
    for column, text in enumerate(texts):
        item.setText(column, one_line(text))
    for column in (_LENGTH, _FINDINGS, _ANALYSED):
        item.setTextAlignment(column, _RIGHT)


def _set_share(item: QTreeWidgetItem, share: float) -> None:
    item.setText(_ANALYSED, f"{int(100 * share)} %" if share else "")
    item.setData(_ANALYSED, _SHARE, share)


class _ElideRight(QStyledItemDelegate):
    """Sentences are cut at their end, names in the middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight


class _ShareDelegate(QStyledItemDelegate):
    """Draws the share as a bar beside its text."""

    _BAR_HEIGHT_PX, _TEXT_PX, _MARGIN_PX = 5, 60, 12

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        cell: QRect = option.rect
        width, share = cell.width() - self._TEXT_PX - self._MARGIN_PX, float(index.data(_SHARE) or 0)
        if width <= 0 or not share:
            return
        bar = QRect(
            cell.left() + self._MARGIN_PX,
            cell.center().y() - self._BAR_HEIGHT_PX // 2,
            width,
            self._BAR_HEIGHT_PX,
        )
        painter.fillRect(bar, colours().border)
        bar.setWidth(round(width * share))
        painter.fillRect(bar, colours().accent)
