"""Walks through a window by Tab: which controls are out of reach, what keeps the focus, and where it is not visible."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

LEAST_CONTRAST = 3.0
"""Of what has the focus to the same without it (WCAG 2.4.11)."""
_LONGEST_WALK = 400
_AROUND_PX = 3
_LEAST_CHANGED_PX = 12
_CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
    *(QTabBar, QTextEdit),
)
_WITH_PARTS = (QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QTabBar, QLineEdit)


def tab_stops() -> list[QWidget]:
    """Returns what has the focus after each press of Tab, until it returns to the first or stays."""
    stops: list[QWidget] = []
    for _ in range(_LONGEST_WALK):
        now = QApplication.focusWidget()
        if now is None or (now in stops and not (now is stops[-1] and isinstance(now, QTextBrowser))):
            return stops
        if now not in stops:  # Tab also goes from link to link
            stops.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not return to {stops[0]}")


def traps(stops: list[QWidget]) -> list[str]:
    """Returns what keeps the focus when Tab is pressed in the last stop of a walk."""
    if not stops:
        return ["nothing has the focus"]
    now = QApplication.focusWidget()
    return [label(stops[-1])] if now is stops[-1] and len(stops) > 1 else []


def out_of_reach(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Returns the visible, enabled controls that neither Tab nor a key reaches."""
    reached = set(stops)
    return [label(each) for each in _controls(window) if not _is_reached(each, reached)]


def _controls(window: QWidget) -> Iterator[QWidget]:
    for each in window.findChildren(QWidget):
        if each.window() is not window or not each.isVisible() or not each.isEnabled() or each.size().isEmpty():
            continue
        if isinstance(each, QScrollBar) or each.objectName().startswith("qt_") or _is_part(each):
            continue
        is_painted = type(each).__module__.startswith("app.") and "mousePressEvent" in vars(type(each))
        if isinstance(each, _CONTROLS) or is_painted:
            yield each


def _is_part(widget: QWidget) -> bool:
    outer = widget.parentWidget()
    while outer is not None:
        if isinstance(outer, _WITH_PARTS):
            return True
        outer = outer.parentWidget()
    return False


def _is_reached(control: QWidget, reached: set[QWidget]) -> bool:
    if control in reached or control.focusProxy() in reached:
        return True
    if isinstance(control, QAbstractButton):
        keys = [control.shortcut(), *(key for action in control.actions() for key in action.shortcuts())]
        group = control.group()
        if group is None and control.autoExclusive():
            siblings = control.parentWidget().findChildren(
                type(control), options=Qt.FindChildOption.FindDirectChildrenOnly
            )
        else:
            siblings = group.buttons() if group is not None and group.exclusive() else []
        if any(not key.isEmpty() for key in keys) or any(each in reached for each in siblings):
            return True
        if isinstance(control, QToolButton) and control.defaultAction() is not None:
            return bool(control.defaultAction().shortcuts())
    # What consists of controls, such as a slider with a number, is reached by each of them.
    return any(_is_reached(child, reached) for child in control.findChildren(QWidget))


def invisible_focus(stops: list[QWidget], known: set[tuple[str, ...]] | None = None) -> list[str]:
    """Returns the stops that look the same with and without the focus, with the contrast between the two.

    Of stops that are drawn alike, one is looked at; `known` are those of earlier calls.
    """
    found, known = [], known if known is not None else set()
    for stop in filter(isValid, stops):
        other = next(
            (each for each in stops if isValid(each) and each is not stop and not each.isAncestorOf(stop)), None
        )
        if other is None or not stop.isVisible() or _kind(stop) in known:
            continue
        known.add(_kind(stop))
        _scroll_to(stop)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = _picture(stop)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        contrast = _contrast(with_focus, _picture(stop))
        if contrast < LEAST_CONTRAST:
            found.append(f"{label(stop)}: {contrast:.1f}")
    return found


def _kind(widget: QWidget) -> tuple[str, ...]:
    is_button = isinstance(widget, QAbstractButton)
    state = (widget.isChecked(), isinstance(widget, QPushButton) and widget.isDefault()) if is_button else ()
    return type(widget).__name__, type(widget.parentWidget()).__name__, str(widget.property("role")), str(state)


def _scroll_to(widget: QWidget) -> None:
    outer = widget.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea):
            outer.ensureWidgetVisible(widget)
        outer = outer.parentWidget()


def _picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(
        -_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX
    )
    return window.grab(area & window.rect()).toImage().convertToFormat(QImage.Format.Format_RGB888)


def _contrast(one: QImage, two: QImage) -> float:
    """The contrast that at least `_LEAST_CHANGED_PX` pixels have between two pictures of a widget."""
    if one.size() != two.size():
        return LEAST_CONTRAST
    light = [_luminance(each) for each in (one, two)]
    ratio = (np.maximum(*light) + 0.05) / (np.minimum(*light) + 0.05)
    return float(np.sort(ratio.ravel())[-_LEAST_CHANGED_PX])


def _luminance(image: QImage) -> np.ndarray:
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    level = pixels[:, : 3 * image.width()].reshape(image.height(), image.width(), 3) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def label(widget: QWidget) -> str:
    text = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {text!r} in {type(parent).__name__}"
