"""The bar under the strip: where the playhead is, the loop, and dragging to any frame."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.theme import colours
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis, format_indexing

_HEIGHT_PX = 24
_GROOVE_PX = 4
_RADIUS_PX = 7
_UNKNOWN_ALPHA = 90  # of 255, for the part that the index has not reached


class ScrubBar(QWidget):
    """While it is dragged, `dragged` reports each frame; `released` reports the last one."""

    pressed = Signal()
    dragged = Signal(int)
    released = Signal(int)
    hovered = Signal(int)
    """The frame under the pointer; -1 when the pointer has left, or is where the index has not come to yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame_count = 0
        self._known_share = 1.0
        self._position = 0
        self._loop: tuple[int | None, int | None] = (None, None)
        self._dragging = False
        self.setMouseTracking(True)
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Position in the clip")
        self.setToolTip("")

    @property
    def dragging(self) -> bool:
        """True while the handle is dragged."""
        return self._dragging

    @property
    def axis(self) -> TimeAxis:
        return TimeAxis(self._frame_count, self.width(), self._known_share)

    def set_frame_count(self, frame_count: int, known_share: float = 1.0) -> None:
        """`known_share` (0..1) is how much of the clip these frames are, while its index grows."""
        self._frame_count, self._known_share = frame_count, known_share
        self.setToolTip("" if known_share >= 1.0 else format_indexing(known_share).capitalize())
        self.update()

    def set_position(self, index: int) -> None:
        if not self._dragging:
            self._position = index
            self.update()

    def set_loop(self, first: int | None, last: int | None) -> None:
        self._loop = (first, last)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme, axis, middle = colours(), self.axis, self.height() / 2
        groove = QRectF(MARGIN_PX, middle - _GROOVE_PX / 2, axis.length_px, _GROOVE_PX)
        border = QColor(theme.border)
        if axis.known_px < axis.length_px:
            border.setAlpha(_UNKNOWN_ALPHA)
            painter.setBrush(border)
            painter.drawRoundedRect(groove, 2, 2)
            border.setAlpha(255)
        painter.setBrush(border)
        painter.drawRoundedRect(QRectF(groove.left(), groove.top(), axis.known_px, _GROOVE_PX), 2, 2)
        if not self._frame_count:
            return
        x = axis.x_of(self._position)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(QRectF(groove.left(), groove.top(), x - groove.left(), _GROOVE_PX), 2, 2)
        self._paint_loop(painter, middle)
        painter.setBrush(QColor(theme.accent if self._dragging or self.underMouse() else theme.text))
        painter.drawEllipse(QPointF(x, middle), _RADIUS_PX, _RADIUS_PX)

    def _paint_loop(self, painter: QPainter, middle: float) -> None:
        painter.setBrush(QColor(colours().warning))
        for index, side in zip(self._loop, (1, -1), strict=True):
            if index is not None:
                x = self.axis.x_of(index)
                painter.drawRect(QRectF(x - 0.75, middle - 10, 1.5, 20))
                flag = [(x, middle - 10), (x + 8 * side, middle - 6.5), (x, middle - 3)]
                painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in flag]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._frame_count:
            self._dragging = True
            self.pressed.emit()
            self._drag_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._frame_count:
            return
        if self._dragging:
            self._drag_to(event.position().x())
        x_px = event.position().x()
        self.hovered.emit(self.axis.frame_at(x_px) if self.axis.is_known(x_px) else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._dragging:
            self._drag_to(event.position().x())
            self._dragging = False
            self.update()
            self.released.emit(self._position)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(-1)
        self.update()

    def _drag_to(self, x_px: float) -> None:
        index = self.axis.frame_at(x_px)
        if index != self._position:
            self._position = index
            self.dragged.emit(index)
            self.update()
