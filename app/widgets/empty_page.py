"""What a workspace shows while there is nothing in it yet: what it is for, and the first thing to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon

_WORDS_PX = 520


class EmptyPage(QWidget):
    """A title, a few sentences and one button, in the middle."""

    asked = Signal()
    """The person wants to do the first thing."""

    def __init__(self, title: str, words: str, action: str, symbol: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = PlainLabel(title)
        heading.setProperty("role", "title")
        about = PlainLabel(words)
        about.setWordWrap(True)
        about.setProperty("role", "muted")
        about.setFixedWidth(_WORDS_PX)
        button = QPushButton(icon(symbol, "on_accent"), action)
        button.setProperty("role", "primary")
        button.setMinimumHeight(38)
        button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (heading, about, button):
            row = QHBoxLayout()
            row.addStretch()
            row.addWidget(widget)
            row.addStretch()
            column.addLayout(row)
        column.addStretch(3)
