"""Names of files in Qt's texts, shown as the characters they consist of: Qt reads some as HTML, `&` or `[*]`."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from polyp_core.shown_text import one_line, visible


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


def plain_label(text: str = "") -> QLabel:
    """A label that shows its text as it is."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(visible(text))
    return label
