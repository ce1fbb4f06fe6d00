"""CaptionedPicture: a picture of the pair view and its caption."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from app.widgets.colours import DARK
from app.widgets.scaled_picture import ScaledPicture


class CaptionedPicture:
    """`area` shows the picture, scaled to fit, and `caption` is its label; they are laid out apart."""

    def __init__(self, name: str) -> None:
        self.area = ScaledPicture(name, background=DARK.canvas, size_px=(480, 320))
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.caption.setWordWrap(True)

    @property
    def has_picture(self) -> bool:
        return not self.area.image.isNull()

    def show_picture(self, image: QImage | None, caption: str, tip: str = "") -> None:
        self.area.set_image(QImage() if image is None else image)
        self.caption.setText(caption)
        self.caption.setToolTip(tip)
