"""A picture scaled to its widget."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.tasks import TaskHandle
from polyp_core.files.regular_files import read_regular


class PictureView(QWidget):
    """Shows a QImage as large as fits, undistorted, or nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)
        self._image = QImage()

    @property
    def image(self) -> QImage:
        """The shown image; null if there is none."""
        return self._image

    def set_image(self, image: QImage) -> None:
        """Shows `image`."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._image)
        painter.end()


def read_picture(handle: TaskHandle, path: Path) -> QImage:
    """Returns the picture at `path`, or a null image if it cannot be read; runs as a task."""
    try:
        return QImage.fromData(read_regular(path))
    except OSError:
        return QImage()
