"""Every control has a name for screen readers, as Qt's accessibility tree reports it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.canvas.canvas import Canvas

from .conftest import OpenWindow
from .every_dialog import open_everything

_CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
    *(QTabBar, QTextEdit),
)
_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)
_FRAMES = (QScrollArea, QTabWidget)  # what is in them has names
_PARTS_OF = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)  # named by what they are part of


def unnamed(root: QWidget) -> list[str]:
    return [
        " in ".join(type(each).__name__ for each in (control, control.parent()))
        for control in root.findChildren(QWidget)
        if is_control(control) and is_own(control) and not name_of(control)
    ]


def is_control(widget: QWidget) -> bool:
    takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return isinstance(widget, _CONTROLS) or (
        takes_focus and not isinstance(widget, _FRAMES) and not is_viewport(widget)
    )


def is_viewport(widget: QWidget) -> bool:
    outer = widget.parent()
    return isinstance(outer, QAbstractScrollArea) and outer.viewport() is widget


def is_own(control: QWidget) -> bool:
    """False for what Qt makes, and for what waits for its text while it is hidden."""
    outer = control.parentWidget()
    while outer is not None:
        if isinstance(outer, _PARTS_OF):
            return False
        outer = outer.parentWidget()
    return not (isinstance(control, QScrollBar) or control.objectName().startswith("qt_") or control.isHidden())


def without_role(root: QWidget) -> list[str]:
    """What is a mere rectangle to screen readers. The canvas is one: Qt has no such class."""
    return [
        f"{type(control).__name__} {name_of(control)}"
        for control in root.findChildren(QWidget)
        if is_control(control) and not isinstance(control, Canvas) and is_own(control) and role_of(control) in _NO_ROLES
    ]


def role_of(control: QWidget) -> QAccessible.Role:
    described = QAccessible.queryAccessibleInterface(control)
    return described.role() if described is not None else QAccessible.Role.NoRole


def name_of(control: QWidget) -> str:
    described = QAccessible.queryAccessibleInterface(control)
    return described.text(QAccessible.Text.Name) if described is not None else ""


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    line = QLineEdit(outer)
    assert unnamed(outer) == ["QLineEdit in QWidget"]
    line.setAccessibleName("Name")
    assert unnamed(outer) == []


def test_the_controls_of_each_workspace_and_dialog_have_names(open_window: OpenWindow, qtbot: QtBot) -> None:
    window, dialogs = open_everything(open_window, qtbot)
    shown = [*window.tabs.made.values(), *dialogs]
    found = [f"{type(each).__name__}: {control}" for each in shown for control in unnamed(each)]
    assert not found, "\n".join(found)
    found = [f"{type(each).__name__}: {control}" for each in shown for control in without_role(each)]
    assert not found, "\n".join(found)
