"""The page of a workspace without content: what the workspace is for, and a button for the first step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, spacer, vbox
from app.widgets.plain_text import PlainLabel

_TEXT_PX = 520


class EmptyPage(QWidget):
    """A title, a few sentences and one button, in the middle."""

    clicked = Signal()

    def __init__(self, title: str, text: str, action: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = PlainLabel(title, role="title")
        about = PlainLabel(text, role="muted", wrap=True)
        about.setFixedWidth(_TEXT_PX)
        button = push_button(action, icon_name, tint="on_accent", role="primary")
        button.setMinimumHeight(38)
        button.clicked.connect(self.clicked)
        rows = (hbox(spacer(), widget, spacer()) for widget in (heading, about, button))
        self.setLayout(vbox(spacer(2), *rows, spacer(3), spacing=12))
