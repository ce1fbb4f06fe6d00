"""The page of a workspace without content: what the workspace is for, and a button for the first step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon

_TEXT_PX = 520


class EmptyPage(QWidget):
    """A title, a few sentences and one button, in the middle."""

    clicked = Signal()

    def __init__(self, title: str, text: str, action: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = PlainLabel(title, role="title")
        about = PlainLabel(text, role="muted", wrap=True)
        about.setFixedWidth(_TEXT_PX)
        button = QPushButton(icon(icon_name, "on_accent"), action)
        button.setProperty("role", "primary")
        button.setMinimumHeight(38)
        button.clicked.connect(self.clicked)
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
