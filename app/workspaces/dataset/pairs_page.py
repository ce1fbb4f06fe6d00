"""The chosen pairs as thumbnails and as a table, with one selection."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal, Slot
from PySide6.QtWidgets import QComboBox, QMenu, QSplitter, QToolButton, QWidget

from app.services.settings import Settings
from app.translation import tr, tr_n
from app.widgets.buttons import tool_button
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, control_text
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.no_pairs import NoPairs
from app.workspaces.dataset.pair_model import PairModel
from app.workspaces.dataset.pair_views import PairGrid, PairTable
from app.workspaces.dataset.tags_button import TagsButton
from app.workspaces.dataset.thumbnail_loader import ThumbnailLoader
from training.browser.columns import COLUMNS


class PairsPage(QWidget):
    """Grid and table of the pairs, with controls for the order, the outlines and the table."""

    opened = Signal(int)
    """Row in the session."""
    selected_changed = Signal(int)
    """The number of selected pairs."""

    def __init__(
        self, session: DatasetSession, loader: ThumbnailLoader, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._saved_selection: tuple[list[str], str | None] = ([], None)
        """While the model resets: the images of the selected pairs, and of the current one."""
        self.model = PairModel(session, loader)
        self.grid = PairGrid(self.model)
        self.table = PairTable(self.model, self.grid.selectionModel())
        self.grid.opened.connect(self.opened)
        self.table.opened.connect(self.opened)
        self.order = QComboBox()
        self.order.setAccessibleName(tr("Sort by"))
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.order.activated.connect(self._on_order)
        self.direction = QToolButton()
        self.direction.setAccessibleName(tr("Order"))
        self.direction.clicked.connect(self._reverse)
        self.outlines = tool_button(
            "vector-polygon", tr("Outline the ground truth on the thumbnails"), text=tr("Masks")
        )
        self.outlines.setCheckable(True)
        self.outlines.setChecked(settings.thumbnail_outlines)
        self.outlines.toggled.connect(self._on_outlines)
        self.predictions = tool_button(
            "vector-polyline", tr("Outline the masks of scored models"), text=tr("Predictions")
        )
        self.predictions.setCheckable(True)
        self.predictions.setChecked(settings.thumbnail_predictions)
        self.predictions.toggled.connect(self._on_predictions)
        self.tags = TagsButton(settings)
        self.tags.tagged.connect(self.tag_selected)
        self.columns = tool_button("table-column", tr("Choose the columns of the table"))
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.columns.setMenu(QMenu(self.columns))
        self.columns.menu().aboutToShow.connect(self._list_columns)
        self.with_table = tool_button("table", tr("Show the table next to the thumbnails"), text=tr("Table"))
        self.with_table.setCheckable(True)
        self.with_table.setChecked(True)
        self.with_table.toggled.connect(self.table.setVisible)
        self.selected = PlainLabel(role="muted")
        self._lay_out()
        self.model.set_outlines(settings.thumbnail_outlines)
        self.model.set_predictions(settings.thumbnail_predictions)
        self.table.hide_columns(settings.dataset_hidden_columns)
        self.grid.selectionModel().selectionChanged.connect(self._show_selected)
        session.rows_changed.connect(self._show_order)
        session.worst_first_set.connect(self._show_worst)
        self.model.modelAboutToBeReset.connect(self._save_selection)
        self.model.modelReset.connect(self._restore_selection)

    def _lay_out(self) -> None:
        sort = PlainLabel(tr("Sort by"), role="muted")
        tools = hbox(
            *(sort, self.order, self.direction, self.outlines, self.predictions, self.tags),
            *(self.with_table, self.columns, spacer(), self.selected),
            spacing=6,
        )
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.grid)
        both.addWidget(self.table)
        both.setSizes([640, 430])
        self.no_pairs = NoPairs(self._session, both)
        self.setLayout(vbox(tools, stretched(self.no_pairs), spacing=8, margins=(12, 8, 12, 12)))

    @property
    def selected_rows(self) -> list[int]:
        """The selected rows, in order."""
        # By ranges: counting all cells of thousands of rows would take long.
        parts = self.grid.selectionModel().selection().toList()
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def select(self, row: int) -> None:
        """Selects one row and scrolls to it."""
        index = self.model.index(row, 0)
        self.grid.setCurrentIndex(index)
        self.grid.reveal(index)

    def _on_order(self) -> None:
        self._session.sort_by(self.order.currentData(), ascending=self._session.ascending)

    def _reverse(self) -> None:
        self._session.sort_by(self._session.sorted_by, ascending=not self._session.ascending)

    def _on_outlines(self, shown: bool) -> None:
        self._settings.thumbnail_outlines = shown
        self.model.set_outlines(shown)

    def _on_predictions(self, shown: bool) -> None:
        self._settings.thumbnail_predictions = shown
        self.model.set_predictions(shown)

    @Slot(str)
    def tag_selected(self, tag: str) -> None:
        """Sets a tag on the selected pairs, or removes it if all of them have it."""
        self._session.toggle_tag([int(self._session.rows[row]) for row in self.selected_rows], tag)

    @Slot()
    def _list_columns(self) -> None:
        menu = self.columns.menu()
        menu.clear()
        for column in self.model.columns[1:]:
            action = menu.addAction(control_text(tr(column.title)))
            action.setCheckable(True)
            action.setChecked(column.key not in self._settings.dataset_hidden_columns)
            action.toggled.connect(partial(self.show_column, column.key))

    def show_column(self, key: str, shown: bool) -> None:
        """Shows or hides a column of the table."""
        hidden = self._settings.dataset_hidden_columns
        self._settings.dataset_hidden_columns = hidden - {key} if shown else hidden | {key}
        self.table.hide_columns(self._settings.dataset_hidden_columns)

    @Slot()
    def _save_selection(self) -> None:
        current = self.grid.currentIndex()
        paths = [self.model.path_at(row) for row in self.selected_rows]
        self._saved_selection = paths, self.model.path_at(current.row()) if current.isValid() else None

    @Slot()
    def _restore_selection(self) -> None:
        paths, current = self._saved_selection
        rows = sorted(row for path in paths if (row := self.model.row_of(path)) is not None)
        selection, last = QItemSelection(), self.model.columnCount() - 1
        for first, end in _runs(rows):
            selection.select(self.model.index(first, 0), self.model.index(end, last))
        chosen = self.grid.selectionModel()
        chosen.select(selection, QItemSelectionModel.SelectionFlag.Select)
        row = self.model.row_of(current) if current is not None else None
        if row is not None:
            chosen.setCurrentIndex(self.model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        if rows:
            shown = self.model.index(row if row in rows else rows[0], 0)
            self.grid.reveal(shown)
            self.table.scrollTo(shown)
        self._show_selected()

    @Slot()
    def _show_worst(self) -> None:
        self.grid.show_top()
        self.table.scrollToTop()

    @Slot()
    def _show_order(self) -> None:
        columns = [column for column in COLUMNS if column.key in self._session.table]
        if [self.order.itemData(place) for place in range(self.order.count())] != [column.key for column in columns]:
            self.order.clear()
            for column in columns:
                self.order.addItem(tr(column.title), column.key)
        self.order.setCurrentIndex(self.order.findData(self._session.sorted_by))
        up = self._session.ascending
        self.direction.setIcon(icon("sort-ascending" if up else "sort-descending"))
        tip = tr("Smallest first; click for largest first") if up else tr("Largest first; click for smallest first")
        self.direction.setToolTip(tip)
        self.direction.setAccessibleName(tip)
        self.table.show_order(self._session.sorted_by, ascending=up)

    @Slot()
    def _show_selected(self) -> None:
        count = len(self.selected_rows)
        self.selected.setText(tr_n("{n} selected", "{n} selected", count) if count else "")
        self.tags.setEnabled(count > 0)
        self.selected_changed.emit(count)


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yields the first and last number of each run of consecutive numbers."""
    for _, run in groupby(enumerate(rows), lambda placed: placed[1] - placed[0]):
        numbers = [row for _, row in run]
        yield numbers[0], numbers[-1]
