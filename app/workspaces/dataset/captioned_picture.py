"""CaptionedPicture: a picture of the pair view and its caption."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.widgets.colours import DARK


class CaptionedPicture:
    """`area` shows the picture, scaled to fit, and `caption` is its label; they are laid out apart."""

    def __init__(self) -> None:
        self.area = _Area()
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.caption.setWordWrap(True)

    @property
    def has_picture(self) -> bool:
        return self.area.pixmap is not None

    def show_picture(self, pixmap: QPixmap | None, caption: str, tip: str = "") -> None:
        self.area.pixmap = pixmap
        self.area.update()
        self.caption.setText(caption)
        self.caption.setToolTip(tip)


class _Area(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.pixmap: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), DARK.canvas)
            if self.pixmap is None:
                return
            size = self.pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, self.pixmap, QRectF(self.pixmap.rect()))
