"""Shows texts such as file names literally where Qt would interpret HTML, `&` or `[*]` in them."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from polyp_core.display_text import one_line, visible


class PlainLabel(QLabel):
    """A label that shows HTML as text and escapes invisible characters such as direction marks."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(visible(text))


class ElidedLabel(PlainLabel):
    """A label of one line that ends in "…" where it is too narrow, and then tells all of it on hovering."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def is_elided(self) -> bool:
        """Whether a part is left out."""
        return self.shown_text != self.text()

    @property
    def shown_text(self) -> str:
        """What can be read."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_elided and not self.toolTip():
            self.setToolTip(tooltip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), self.alignment(), self.shown_text)


def tooltip(text: str) -> str:
    """Returns `text` for `setToolTip`, which would render HTML."""
    text = visible(text)
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if "<" in text else text


def title(text: str) -> str:
    """Returns `text` for `setWindowTitle`, which interprets `[*]` as the mark of a modified document."""
    return one_line(text).replace("[*]", "[*][*]")


def control_text(text: str) -> str:
    """Returns `text` for buttons, check boxes, menus and tabs, where `&` makes the next letter a key."""
    return one_line(text).replace("&", "&&")
