"""Makes buttons and labels with icons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

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


def action_button(action: QAction, icon_px: int) -> QToolButton:
    """Returns a button with the icon of `action`. A click does not move the focus away from the picture."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(icon_px, icon_px))
    button.setAutoRepeat(action.autoRepeat())
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def wide_action_button(action: QAction) -> QToolButton:
    """Returns a button with the icon and text of `action`, which takes its share of the width of a side panel."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    # So that all fit in every language, also next to a scroll bar.
    button.setStyleSheet("padding-left: 2px; padding-right: 2px;")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def icon_label(icon_name: str, tint: Tint, side_px: int) -> PlainLabel:
    """Returns a label that shows an icon of `side_px`."""
    label = PlainLabel()
    label.setPixmap(icon(icon_name, tint).pixmap(side_px, side_px))
    return label
