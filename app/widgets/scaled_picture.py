"""A picture scaled to its widget."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.tasks import TaskHandle
from polyp_core.files.regular_files import read_regular


class ScaledPicture(QWidget):
    """Shows a QImage as large as fits, undistorted, or nothing; on `background`, a colour such as "#000000", if given.

    `name` is for screen readers, `size_px` the preferred size.
    """

    def __init__(
        self,
        name: str,
        *,
        background: str | None = None,
        size_px: tuple[int, int] = (640, 400),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self._background, self._size_hint = background, QSize(*size_px)
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
        return self._size_hint

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._background is not None:
                painter.fillRect(self.rect(), QColor(self._background))
            if self._image.isNull():
                return
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image)


def read_picture(handle: TaskHandle, path: Path) -> QImage:
    """Returns the picture at `path`, or a null image if it cannot be read; runs as a task."""
    try:
        return QImage.fromData(read_regular(path))
    except OSError:
        return QImage()
