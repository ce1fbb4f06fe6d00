"""The two views of the chosen pairs, over one model and one selection: a grid of thumbnails and a table."""

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

from app.widgets.theme import colours
from app.workspaces.dataset.pair_model import THUMBNAIL, PairModel
from training.browser.columns import Column

_CELL = QSize(168, 150)
_MARGIN = 6


class _ThumbnailDelegate(QStyledItemDelegate):
    """A thumbnail in the middle of its cell, with the pair's name and its Dice, where there is one, below."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ink = colours()
        cell = option.rect.adjusted(3, 3, -3, -3)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.raised if not state & QStyle.StateFlag.State_MouseOver else ink.hover)
        painter.drawRoundedRect(cell, 5, 5)
        line = painter.fontMetrics().height() + 4
        place = cell.adjusted(_MARGIN, _MARGIN, -_MARGIN, -line)
        picture = index.data(THUMBNAIL)
        if picture is not None:
            size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(place.topLeft(), size)
            target.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, picture)
        text = QRect(cell.left() + _MARGIN, cell.bottom() - line, cell.width() - 2 * _MARGIN, line)
        painter.setPen(ink.text)
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideLeft, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(ink.accent)
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(cell, 5, 5)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return _CELL


class PairGrid(QListView):
    """Thumbnails; only those on screen are ever read. Enter or a double click opens one."""

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
        self.setAccessibleName("Pairs as thumbnails")
        self._wanted = QPersistentModelIndex()
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def reveal(self, index: QModelIndex) -> None:
        """Scrolls to `index`, at once or when the batch that it is in has been laid out."""
        self._wanted = QPersistentModelIndex(index)
        self._reveal_wanted()

    def show_top(self) -> None:
        """Scrolls to the first pair, whatever was to be revealed."""
        self._wanted = QPersistentModelIndex()
        self.scrollToTop()

    def timerEvent(self, event: QTimerEvent) -> None:
        super().timerEvent(event)  # lays out the next batch
        if self._wanted.isValid():
            self._reveal_wanted()

    def _reveal_wanted(self) -> None:
        index = self.model().index(self._wanted.row(), 0)
        if self.visualRect(index).isValid():
            self.scrollTo(index)
            self._wanted = QPersistentModelIndex()


class PairTable(QTableView):
    """All that is known of each pair. A click on a column's head sorts by it."""

    opened = Signal(int)
    """Row of the model."""

    def __init__(self, model: PairModel, selection: QItemSelectionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitted: tuple[Column, ...] = ()
        self.setModel(model)
        self.setSelectionModel(selection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName("Pairs as a table")
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        model.modelReset.connect(self._fit_columns)

    def _fit_columns(self) -> None:
        if self._pairs.columns == self._fitted:
            return  # the person may have changed them
        self._fitted = self._pairs.columns
        # By the heads and a usual value: asking every row of thousands would take long.
        for place, column in enumerate(self._pairs.columns):
            usual = {"text": 110, "whole": 76, "number": 76, "share": 82}[column.kind]
            head = self.fontMetrics().horizontalAdvance(column.title) + 34
            self.setColumnWidth(place, 230 if column.key == "id" else max(usual, head))

    @property
    def _pairs(self) -> PairModel:
        model = self.model()
        assert isinstance(model, PairModel)
        return model

    def show_order(self, column: str, *, ascending: bool) -> None:
        """Marks the head of the column that the pairs are sorted by, without sorting again."""
        keys = [known.key for known in self._pairs.columns]
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(keys.index(column) if column in keys else -1, order)
        header.blockSignals(False)
