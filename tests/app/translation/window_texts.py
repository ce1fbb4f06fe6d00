"""Collects the texts of a window, with the package of the code that shows each, and the texts that do not fit."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)
from superqt import QElidingLabel

from app.actions import ALL_ACTIONS
from app.translation import tr


def package_of(shown: QObject) -> str:
    """The package of the class that shows a text: the nearest parent's that is not a widget used everywhere."""
    outer: QObject | None = shown
    while outer is not None:
        package = type(outer).__module__.rpartition(".")[0]
        if package.startswith("app") and package != "app.widgets":
            return package
        outer = outer.parent()
    return "app"


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Package and text of everything in `root`, hidden parts included."""
    for each in [root, *root.findChildren(QWidget)]:
        if not is_of_a_library(each):
            for text in texts_of_widget(each):
                yield package_of(each), text
    for action in root.findChildren(QAction):
        if is_of_a_library(action):
            continue
        is_own = action.text() in {tr(spec.text) for spec in ALL_ACTIONS if spec.name == action.objectName()}
        package = "app.actions" if is_own else package_of(action)
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield package, text


def is_of_a_library(shown: QObject) -> bool:
    """Whether Qt or pyqtgraph makes the text, such as that of a standard button."""
    parent = shown.parent()
    if isinstance(parent, QDialogButtonBox) and isinstance(shown, QAbstractButton):
        return parent.standardButton(shown) != QDialogButtonBox.StandardButton.NoButton
    if isinstance(parent, QTabBar) or shown.objectName().startswith("qt_"):
        return True
    outer: QObject | None = shown
    while outer is not None and not type(outer).__module__.startswith("pyqtgraph"):
        outer = outer.parent()
    return outer is not None


def texts_of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton() | QElidingLabel():
            yield widget.text()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QTabBar():
            for tab in range(widget.count()):
                yield from (widget.tabText(tab), widget.tabToolTip(tab))
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))
        case QHeaderView() if widget.model() is not None:
            for section in range(widget.count()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(widget.model().headerData(section, widget.orientation(), role) or "")


def words_outside_marks(text: str) -> str:
    """What of `text` has words outside ⟦…⟧, without tags of HTML; empty for numbers, keys and units."""
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = inner
    return " ".join(re.findall(r"[^\W\d_][\w'’-]{2,}", text.replace("&", "")))


def cut_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Package and text of what is shown in `root` and is smaller than its text; eliding labels have a tooltip."""
    for each in [root, *root.findChildren(QWidget)]:
        # A scroll area has no visible region of its own if its content is opaque.
        is_shown = isinstance(each, QScrollArea) or not each.visibleRegion().isEmpty()
        if each.isVisible() and is_shown and (text := cut_text(each)):
            yield package_of(each), text


def cut_text(widget: QWidget) -> str:
    """The text of `widget` that does not fit; empty if all fits."""
    match widget:
        case QLabel() if widget.text():
            if widget.wordWrap():
                fits = widget.heightForWidth(widget.width()) <= widget.height() + 1
            else:
                fits = widget.sizeHint().width() <= widget.width() + 1
            return "" if fits else widget.text()
        case QPushButton() | QCheckBox() | QRadioButton() if widget.text():
            return "" if widget.sizeHint().width() <= widget.width() + 1 else widget.text()
        case QScrollArea() if widget.horizontalScrollBar().maximum() > 0:
            page = max(widget.findChildren(QWidget), key=lambda each: each.minimumSizeHint().width())
            return f"({type(widget).__name__} in {widget.window().windowTitle()}: {type(page).__name__} is too wide)"
        case QTabBar():
            wide = widget.tabRect(widget.count() - 1).right() > widget.width() + 1
            return widget.tabText(widget.count() - 1) if wide else ""
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            field = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
            fits = widget.fontMetrics().horizontalAdvance(widget.currentText()) <= field.width()
            return "" if fits else widget.currentText()
    return ""
