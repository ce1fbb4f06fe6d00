"""Makes buttons and labels with icons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import Tint, icon


def push_button(text: str, icon_name: str = "", tip: str = "", *, tint: Tint = "text", role: str = "") -> QPushButton:
    """Returns a button; `role` is one of the style sheet's, such as "primary"."""
    button = QPushButton(icon(icon_name, tint), text) if icon_name else QPushButton(text)
    button.setToolTip(tooltip(tip))
    if role:
        button.setProperty("role", role)
    return button


def tool_button(icon_name: str, tip: str, *, text: str = "") -> QToolButton:
    """Returns a flat button with an icon; without `text` next to it, `tip` is its name for screen readers."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tooltip(tip))
    if text:
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    else:
        button.setAccessibleName(tip)
    return button


def icon_label(icon_name: str, tint: Tint, side_px: int) -> PlainLabel:
    """Returns a label that shows an icon of `side_px`."""
    label = PlainLabel()
    label.setPixmap(icon(icon_name, tint).pixmap(side_px, side_px))
    return label
