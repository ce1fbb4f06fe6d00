"""FindingList: the list of findings and bookmarks, with a current row that survives changes of the list."""

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.translation import tr
from app.widgets.plain_text import tooltip
from app.workspaces.review.findings_panel.finding_outlines import Outline
from app.workspaces.review.findings_panel.list_rows import FindingRow, Row, row_label, same_row
from app.workspaces.review.findings_panel.row_painting import ROW, RowDelegate
from polyp_core.frames.frame import Image
from polyp_core.review.records import Extent

_TOOLTIP_CHARACTERS, _TOOLTIP_LINES = 60, 12
_LEAST_HEIGHT_PX = 78  # one row

_Index = QModelIndex | QPersistentModelIndex


def _wrapped(text: str) -> str:
    """Returns `text` in lines of a tooltip's width, shortened if there are many."""
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, _TOOLTIP_CHARACTERS) or [""]]
    return "\n".join(lines if len(lines) <= _TOOLTIP_LINES else [*lines[:_TOOLTIP_LINES], "…"])


class RowModel(QAbstractListModel):
    """The rows as a Qt model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(max(0, len(rows) - 1)))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row_label(row)
            case Qt.ItemDataRole.ToolTipRole:
                name = row.name if isinstance(row, FindingRow) else ""
                return tooltip(_wrapped("\n".join(filter(None, (name, row.note))))) or None
            case _ if role == ROW:
                return row
        return None


class FindingList(QListView):
    """Shows rows; one of them is current, several may be selected."""

    row_chosen = Signal(object)
    """The Row that the user clicked or moved to by keys."""
    row_activated = Signal(object)
    """The Row that was double-clicked."""
    current_row_changed = Signal()

    def __init__(
        self,
        picture: Callable[[int], Image | None],
        outline: Callable[[Extent], Outline],
        colour: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """`picture`, `outline` and `colour` as for RowDelegate."""
        super().__init__(parent)
        self._rows = RowModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(picture, outline, colour, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setMinimumHeight(_LEAST_HEIGHT_PX)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setAccessibleName(tr("Findings"))
        self.clicked.connect(lambda index: self.row_chosen.emit(index.data(ROW)))
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.data(ROW)))
        self.selectionModel().currentChanged.connect(lambda *_: self.current_row_changed.emit())

    @property
    def rows(self) -> list[Row]:
        return self._rows.rows

    @property
    def current_row(self) -> Row | None:
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    @property
    def selected_rows(self) -> list[Row]:
        return [self.rows[index.row()] for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows `rows`; what was current and selected stays so, as far as it is still there."""
        current, selected = self.current_row, self.selected_rows
        scrolled_px = self.verticalScrollBar().value()
        self._rows.set_rows(rows)
        self.verticalScrollBar().setValue(scrolled_px)
        if self.current_row is None and current is not None:
            self.set_current(same_row(rows, current))
            for row in selected:
                if (same := same_row(rows, row)) is not None:
                    self.selectionModel().select(self._index(same), QItemSelectionModel.SelectionFlag.Select)
        self.current_row_changed.emit()  # it may show something else, and a reset of the model is silent

    def set_current(self, row: Row | None) -> None:
        """Makes `row` current and the only selected one."""
        index = self._index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    def sizeHint(self) -> QSize:
        """One row, as the list takes what other widgets leave."""
        return QSize(super().sizeHint().width(), _LEAST_HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before and (row := self.current_row) is not None:
            self.row_chosen.emit(row)

    def _index(self, row: Row | None) -> QModelIndex:
        ids = [each.id for each in self.rows]
        return self._rows.index(ids.index(row.id)) if row is not None and row.id in ids else QModelIndex()
