"""The strip over the whole clip: where polyps were found, how large, which frames are damaged or not analysed yet."""

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.theme import colours
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis, format_indexing
from polyp_core.findings.curve import Curve
from polyp_core.findings.strip_image import StripColours, strip_image

_HEIGHT_PX = 44


class ClipStrip(QWidget):
    """A click seeks; the pointer over it asks for a preview. Painted from arrays, once for each change of them."""

    frame_chosen = Signal(int)
    hovered = Signal(int)
    """The frame under the pointer; -1 when the pointer has left, or is where the index has not come to yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = Curve.empty(0)
        self._known_share = 1.0
        self._position = 0
        self._loop: tuple[int | None, int | None] = (None, None)
        self._image: QImage | None = None
        self.setMouseTracking(True)
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Polyp area over the whole clip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def axis(self) -> TimeAxis:
        return TimeAxis(len(self._curve.area_fraction), self.width(), self._known_share)

    def set_curve(self, curve: Curve) -> None:
        self._curve = curve
        self._image = None
        found = f"{len(curve.findings)} findings" if len(curve.findings) != 1 else "1 finding"
        self.setAccessibleDescription(f"{found}, {int(curve.analysed.sum())} frames analysed")
        self.update()

    def set_known_share(self, known_share: float) -> None:
        """How much of the clip (0..1) the frames of the curve are, while its index grows."""
        if known_share != self._known_share:
            self._known_share = known_share
            self._image = None
            self.setToolTip("" if known_share >= 1.0 else format_indexing(known_share).capitalize())
            self.update()

    def set_position(self, index: int) -> None:
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
        left, axis = MARGIN_PX, self.axis
        if self._image is None:
            self._image = self._draw(axis.known_px)
        painter.drawImage(left, 0, self._image)
        rest = QRect(left + axis.known_px, 0, axis.length_px - axis.known_px, self.height())
        painter.fillRect(rest, QColor(colours().window))
        if not len(self._curve.area_fraction):
            return
        self._paint_loop(painter)
        x = self.axis.x_of(self._position)
        painter.setPen(QPen(QColor(colours().text), 1.5))
        painter.drawLine(round(x), 0, round(x), self.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._image = None
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._image = None

    def _draw(self, width: int) -> QImage:
        ratio = self.devicePixelRatioF()
        size = (max(1, round(width * ratio)), max(1, round(self.height() * ratio)))
        pixels = np.ascontiguousarray(strip_image(self._curve, *size, _strip_colours()))
        image = QImage(pixels.data, *size, pixels.strides[0], QImage.Format.Format_RGB888).copy()
        image.setDevicePixelRatio(ratio)
        return image

    def _paint_loop(self, painter: QPainter) -> None:
        first, last = self._loop
        if first is None and last is None:
            return
        shade = QColor(colours().window)
        shade.setAlpha(150)
        start = self.axis.x_of(first) if first is not None else float(MARGIN_PX)
        end = self.axis.x_of(last) if last is not None else float(MARGIN_PX + self.axis.known_px)
        painter.fillRect(MARGIN_PX, 0, round(start) - MARGIN_PX, self.height(), shade)
        painter.fillRect(round(end), 0, MARGIN_PX + self.axis.known_px - round(end), self.height(), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._curve.area_fraction):
            self.frame_chosen.emit(self.axis.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if len(self._curve.area_fraction):
            x_px = event.position().x()
            index = self.axis.frame_at(x_px)
            self.hovered.emit(index if self.axis.is_known(x_px) else -1)
            if event.buttons() & Qt.MouseButton.LeftButton:
                self.frame_chosen.emit(index)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(-1)


def _strip_colours() -> StripColours:
    theme = colours()
    return StripColours(
        background=_rgb(theme.raised),
        unknown=_rgb(theme.window),
        area=_rgb(theme.accent),
        finding=_rgb(theme.good),
        held_back=_rgb(theme.warning),
        damaged=_rgb(theme.danger),
    )


def _rgb(name: str) -> tuple[int, int, int]:
    colour = QColor(name)
    return colour.red(), colour.green(), colour.blue()
