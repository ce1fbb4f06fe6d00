"""Every control has a name for screen readers, as Qt's accessibility tree reports it."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.dialogs.settings_dialog import SettingsDialog
from app.workspaces.registry import WORKSPACES

from .conftest import OpenWindow

_CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
    *(QTabBar, QTextEdit),
)
_PARTS_OF = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)  # named by what they are part of


def unnamed(root: QWidget) -> list[str]:
    return [
        " in ".join(type(each).__name__ for each in (control, control.parent()))
        for control in root.findChildren(QWidget)
        if isinstance(control, _CONTROLS) and is_own(control) and not name_of(control)
    ]


def is_own(control: QWidget) -> bool:
    """False for what Qt makes, and for what waits for its text while it is hidden."""
    outer = control.parentWidget()
    while outer is not None:
        if isinstance(outer, _PARTS_OF):
            return False
        outer = outer.parentWidget()
    return not (isinstance(control, QScrollBar) or control.objectName().startswith("qt_") or control.isHidden())


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


def test_the_controls_of_each_workspace_and_of_the_settings_have_names(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    for name in [spec.name for spec in WORKSPACES]:
        window.tabs.open(name)
        qtbot.waitUntil(lambda name=name: name in window.tabs.made, timeout=60_000)
        assert unnamed(window.tabs.made[name]) == [], name
    dialog = SettingsDialog(window.settings, None, window, tasks=window.tasks)
    assert unnamed(dialog) == []
