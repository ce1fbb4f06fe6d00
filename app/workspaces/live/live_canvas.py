"""LiveCanvas: paints the newest live picture with notice, delay and warnings."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.canvas.canvas_painting import paint_badge, paint_message
from app.translation import tr
from app.widgets.colours import DARK
from polyp_core.live import NOT_DURING_AN_EXAMINATION
from polyp_core.live.live_view import LivePicture

_DIMMED_BY = 150  # of 255, while the picture is not live
_MARGIN_PX = 12


class LiveCanvas(QWidget):
    """Shows a picture as large as fits. What is old is dimmed and says so."""

    painted = Signal(object)
    """The LivePicture that was painted for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Live picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image = QImage()
        self._unpainted: LivePicture | None = None
        self.delay = ""
        self.warning = ""
        self.recording = ""

    def sizeHint(self) -> QSize:
        return QSize(960, 600)

    def scale_for(self, width_px: int, height_px: int) -> float:
        """Returns how many screen pixels a pixel of a picture of that size takes; may be called from any thread."""
        ratio = self.devicePixelRatioF()
        return min(self.width() * ratio / width_px, self.height() * ratio / height_px)

    def show_picture(self, picture: LivePicture, image: QImage) -> None:
        """Shows `image`, the composed `picture`."""
        self._image, self._unpainted = image, picture
        self.update()

    def clear(self) -> None:
        """Shows no picture."""
        self._image, self._unpainted = QImage(), None
        self.update()

    def set_texts(self, *, delay: str, warning: str, recording: str) -> None:
        """Sets what is written into the picture; each may be empty. With a warning the picture is dimmed."""
        if (delay, warning, recording) != (self.delay, self.warning, self.recording):
            self.delay, self.warning, self.recording = delay, warning, recording
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)
        if self._unpainted is not None:
            picture, self._unpainted = self._unpainted, None
            self.painted.emit(picture)

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(DARK.canvas))  # dark in every theme
        if not self._image.isNull():
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image)
        elif not self.warning:
            hint = tr("Enter a capture device or the address of a stream, and press Watch.")
            paint_message(painter, self.rect(), tr("No live picture"), hint, "video-outline")
        if self.warning:
            painter.fillRect(self.rect(), QColor(0, 0, 0, _DIMMED_BY))
            paint_message(painter, self.rect(), self.warning, "", "video-off-outline")
        if self.delay:
            paint_badge(painter, self.rect(), self.delay, DARK.text if not self.warning else DARK.muted)
        if self.recording:
            paint_badge(painter, self.rect(), self.recording, DARK.danger, right=True)
        self._paint_notice(painter)

    def _paint_notice(self, painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        notice = tr(NOT_DURING_AN_EXAMINATION)
        box = painter.fontMetrics().boundingRect(notice).adjusted(-10, -6, 10, 6)
        box.moveCenter(self.rect().center())
        box.moveBottom(self.rect().bottom() - _MARGIN_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 200))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(DARK.warning))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, notice)
