"""The two views of the chosen pairs, with one model and one selection: a grid of thumbnails and a table."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.translation import tr
from app.widgets.theme import colours
from app.workspaces.dataset.pair_model import SCORE, THUMBNAIL, PairModel
from training.browser.columns import Column

_CELL = QSize(168, 150)
_MARGIN = 6


class _ThumbnailDelegate(QStyledItemDelegate):
    """Paints a thumbnail with the pair's name and its Dice below."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = colours()
        cell = option.rect.adjusted(3, 3, -3, -3)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.raised if not state & QStyle.StateFlag.State_MouseOver else theme.hover)
        painter.drawRoundedRect(cell, 5, 5)
        line = painter.fontMetrics().height() + 4
        area = cell.adjusted(_MARGIN, _MARGIN, -_MARGIN, -line)
        picture = index.data(THUMBNAIL)
        if picture is not None:
            size = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(area.topLeft(), size)
            target.moveCenter(area.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, picture)
        text = QRect(cell.left() + _MARGIN, cell.bottom() - line, cell.width() - 2 * _MARGIN, line)
        painter.setPen(theme.text)
        score = str(index.data(SCORE) or "")
        score_px = painter.fontMetrics().horizontalAdvance(score) + _MARGIN if score else 0
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideLeft, text.width() - score_px)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(theme.accent)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, score)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(theme.accent)
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(cell, 5, 5)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return _CELL


class PairGrid(QListView):
    """Thumbnails, read only when visible. Enter or a double click opens a pair."""

    opened = Signal(int)
    """Row of the model."""

    def __init__(self, model: PairModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setGridSize(_CELL)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_ThumbnailDelegate(self))
        self.setAccessibleName(tr("Pairs as thumbnails"))
        self._to_reveal = QPersistentModelIndex()
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def reveal(self, index: QModelIndex) -> None:
        """Scrolls to `index`, at once or when its batch has been laid out."""
        self._to_reveal = QPersistentModelIndex(index)
        self._reveal_pending()

    def show_top(self) -> None:
        """Scrolls to the first pair, and cancels a pending `reveal`."""
        self._to_reveal = QPersistentModelIndex()
        self.scrollToTop()

    def timerEvent(self, event: QTimerEvent) -> None:
        super().timerEvent(event)  # lays out the next batch
        if self._to_reveal.isValid():
            self._reveal_pending()

    def _reveal_pending(self) -> None:
        index = self.model().index(self._to_reveal.row(), 0)
        if self.visualRect(index).isValid():
            self.scrollTo(index)
            self._to_reveal = QPersistentModelIndex()


class PairTable(QTableView):
    """All columns of each pair. A click on a header sorts by the column."""

    opened = Signal(int)
    """Row of the model."""

    def __init__(self, model: PairModel, selection: QItemSelectionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitted: tuple[Column, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self.setModel(model)
        self.setSelectionModel(selection)
        self.setTabKeyNavigation(False)  # else Tab would not leave the table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName(tr("Pairs as a table"))
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        model.modelReset.connect(self._fit_columns)

    def hide_columns(self, hidden: frozenset[str]) -> None:
        """Shows all columns but these; the name stays."""
        self._hidden = hidden
        for place, column in enumerate(self._pairs.columns):
            self.setColumnHidden(place, column.key in hidden and place > 0)

    def _fit_columns(self) -> None:
        self.hide_columns(self._hidden)
        if self._pairs.columns == self._fitted:
            return  # keeps widths that the user has set
        self._fitted = self._pairs.columns
        # From the headers and typical values: measuring thousands of rows would take long.
        for place, column in enumerate(self._pairs.columns):
            typical_px = {"text": 110, "whole": 76, "number": 76, "share": 82}[column.kind]
            header_px = self.fontMetrics().horizontalAdvance(tr(column.title)) + 34
            self.setColumnWidth(place, 230 if column.key == "id" else max(typical_px, header_px))

    @property
    def _pairs(self) -> PairModel:
        model = self.model()
        assert isinstance(model, PairModel)
        return model

    def show_order(self, column: str, *, ascending: bool) -> None:
        """Marks the header of the column by which the pairs are sorted, without sorting again."""
        keys = [each.key for each in self._pairs.columns]
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(keys.index(column) if column in keys else -1, order)
        header.blockSignals(False)
