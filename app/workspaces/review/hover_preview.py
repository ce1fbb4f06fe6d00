"""HoverPreview: the thumbnail and time shown above the time line at the pointer."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.widgets.layouts import vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.qimages import to_pixmap
from app.workspaces.review.thumbnails import WIDTH_PX
from polyp_core.frames.frame import Image


class HoverPreview(QFrame):
    """Floats over its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.frame_index = -1
        """The frame that is shown; -1 while hidden."""
        self._picture = PlainLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumSize(WIDTH_PX, 8)
        self._text = PlainLabel()
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(vbox(self._picture, self._text, spacing=4, margins=(6, 6, 6, 4)))
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def has_picture(self) -> bool:
        return not self._picture.pixmap().isNull()

    def show_frame(self, frame_index: int, text: str, image: Image | None, above: QPoint) -> None:
        """Shows `text` and, unless None, the image of a frame, above a point of the parent."""
        self.frame_index = frame_index
        self._text.setText(text)
        if image is not None:
            self.set_picture(image)
        else:
            self._picture.clear()  # the picture of another frame would mislead
        self.adjustSize()
        room = max(0, self._around.width() - self.width() - 4)
        self.move(min(max(4, above.x() - self.width() // 2), room), above.y() - self.height() - 6)
        self.show()
        self.raise_()

    def set_picture(self, image: Image) -> None:
        """Sets the picture of the frame that is shown."""
        pixmap = to_pixmap(image)
        if self._picture.height() != pixmap.height():
            self._picture.setFixedHeight(pixmap.height())
        self._picture.setPixmap(pixmap)

    def leave(self) -> None:
        """Hides the preview: the pointer has left."""
        self.frame_index = -1
        self.hide()
