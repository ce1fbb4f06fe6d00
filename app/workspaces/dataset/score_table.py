"""The table of a model's scores, as narrow as its numbers allow, and the choice of its columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableWidget, QTableWidgetItem, QToolButton

from app.services.settings import Settings
from app.translation import tr
from app.widgets.buttons import tool_button
from app.widgets.plain_text import control_text, tooltip

_WIDEST_PX = 120
"""Of a column of scores; longer texts are wrapped."""
_ROW_SPACING_PX = 8


@dataclass(frozen=True, slots=True)
class Header:
    """A column. With a `key` it can be hidden, and its title takes two lines.

    With `if_scored`, it is shown only if a row has a value in it.
    """

    title: str
    tip: str = ""
    key: str = ""
    if_scored: bool = False


class ScoreTable(QTableWidget):
    """A table that is only read."""

    def __init__(self) -> None:
        super().__init__()
        self._headers: Sequence[Header] = ()
        self.setAccessibleName(tr("Scores"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)  # else Tab would not leave the table
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def fill(self, headers: Sequence[Header], rows: Sequence[Sequence[str]], hidden: Collection[str]) -> None:
        """Shows `rows` in all columns but those whose keys are in `hidden`."""
        self._headers = headers
        self.setColumnCount(len(headers))
        self.setRowCount(len(rows))
        for place, header in enumerate(headers):
            item = QTableWidgetItem(header.title.replace(" ", "\n", 1) if header.key else header.title)
            item.setToolTip(header.tip)
            self.setHorizontalHeaderItem(place, item)
        for row, cells in enumerate(rows):
            for place, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(tooltip(text.replace("\n", " ")))
                self.setItem(row, place, item)
        self.hide_columns(hidden)

    def hide_columns(self, hidden: Collection[str]) -> None:
        """Hides the columns whose keys are in `hidden`, and fits the others to their contents."""
        for place, header in enumerate(self._headers):
            cells = (self.item(row, place) for row in range(self.rowCount()))
            has_none = header.if_scored and not any(cell.text() for cell in cells if cell is not None)
            self.setColumnHidden(place, header.key in hidden or has_none)
        self.resizeColumnsToContents()
        for place, header in enumerate(self._headers):
            if header.key and not self.isColumnHidden(place):
                self.setColumnWidth(place, min(self.columnWidth(place), _WIDEST_PX))
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + _ROW_SPACING_PX)
        height = self.horizontalHeader().sizeHint().height() + sum(map(self.rowHeight, range(self.rowCount())))
        self.setFixedHeight(height + 2 * self.frameWidth() + 12)


class ColumnsButton(QToolButton):
    """Chooses the columns of the tables of scores, which the settings keep."""

    changed = Signal()

    def __init__(self, settings: Settings, headers: Sequence[Header]) -> None:
        super().__init__()
        self._settings = settings
        made = tool_button("table-column", tr("Choose the columns of the table"))
        self.setIcon(made.icon())
        self.setToolTip(made.toolTip())
        self.setAccessibleName(made.accessibleName())
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for header in headers:
            if header.key:
                action = menu.addAction(control_text(header.title))
                action.setCheckable(True)
                action.setChecked(header.key not in settings.score_hidden_columns)
                action.toggled.connect(partial(self._show, header.key))
        self.setMenu(menu)

    @Slot(str, bool)
    def _show(self, key: str, shown: bool) -> None:
        hidden = self._settings.score_hidden_columns
        self._settings.score_hidden_columns = hidden - {key} if shown else hidden | {key}
        self.changed.emit()
