"""Names of files in Qt's texts, shown as the characters they consist of: Qt reads some as HTML, `&` or `[*]`."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from polyp_core.shown_text import one_line, visible


class PlainLabel(QLabel):
    """A label that never takes its text for HTML, and writes out what cannot be seen, such as a mark of direction."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(visible(text))


def tooltip(text: str) -> str:
    """For `setToolTip`, which has no format of its own: Qt shows what looks like HTML as such."""
    text = visible(text)
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if "<" in text else text


def title(text: str) -> str:
    """For `setWindowTitle`, which takes `[*]` for the mark of a changed document."""
    return one_line(text).replace("[*]", "[*][*]")


def control_text(text: str) -> str:
    """For buttons, check boxes, menus and tabs, where `&` makes the next letter a key."""
    return one_line(text).replace("&", "&&")
