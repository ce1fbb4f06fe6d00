"""A tour of the window in a few steps: a bubble next to the part that it explains, which has a frame meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.translation import tr
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, spacer, vbox
from app.widgets.plain_text import PlainLabel

_WIDTH_PX = 340
_GAP_PX = 12
_FRAME_PX = 4
_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class TourStep:
    """`show` makes the part visible and returns it; `title` and `text` explain it."""

    title: str
    text: str
    show: Callable[[], QWidget]


class Tour(QFrame):
    """Goes through steps over `window`, until the last one or until the user skips the rest."""

    ended = Signal()

    def __init__(self, steps: Sequence[TourStep], window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "toast")
        self.setFixedWidth(_WIDTH_PX)
        self._steps, self._window, self._number = steps, window, 0
        self._target: QWidget | None = None
        self._focus_before: QWidget | None = None
        self._frame = QFrame(window)
        self._frame.setProperty("role", "tour")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.title, self.text = PlainLabel(role="heading", wrap=True), PlainLabel(wrap=True)
        self.count = PlainLabel(role="muted")
        self.skip_button = push_button(tr("Skip the tour"), role="link")
        self.skip_button.clicked.connect(self.end)
        self.next_button = push_button(tr("Next"))
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.next)
        buttons = hbox(self.count, spacer(), self.skip_button, self.next_button, spacing=10)
        self._layout = vbox(self.title, self.text, 6, buttons, spacing=6, margins=(16, 14, 14, 12))
        self.setLayout(self._layout)
        window.installEventFilter(self)

    def start(self) -> None:
        """Shows the first step; at the end the focus returns to where it is now."""
        self._focus_before = QApplication.focusWidget()
        self._go_to(0)

    @Slot()
    def next(self) -> None:
        """Shows the next step, or ends after the last."""
        if self._number + 1 < len(self._steps):
            self._go_to(self._number + 1)
        else:
            self.end()

    @Slot()
    def end(self) -> None:
        """Closes the tour."""
        self._window.removeEventFilter(self)
        self._frame.deleteLater()
        if self._focus_before is not None and shiboken6.isValid(self._focus_before):
            self._focus_before.setFocus()
        self.hide()
        self.deleteLater()
        self.ended.emit()

    def _go_to(self, number: int) -> None:
        self._number, step = number, self._steps[number]
        self._target = step.show()
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.count.setText(tr("{number} of {count}").format(number=number + 1, count=len(self._steps)))
        is_last = number + 1 == len(self._steps)
        self.next_button.setText(tr("Done") if is_last else tr("Next"))
        self.skip_button.setVisible(not is_last)
        self._frame.show()
        self.show()
        self._place()
        self.next_button.setFocus()

    def _place(self) -> None:
        if self._target is None:
            return
        corner = self._target.mapTo(self._window, QPoint(0, 0))
        area = QRect(corner, self._target.size()) & self._window.rect()
        self._frame.setGeometry(area.adjusted(-_FRAME_PX, -_FRAME_PX, _FRAME_PX, _FRAME_PX) & self._window.rect())
        self._frame.raise_()
        self.resize(_WIDTH_PX, self._layout.totalHeightForWidth(_WIDTH_PX))
        self.move(bubble_corner(self._window.rect(), area, self.rect()))
        self.raise_()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() in _OWN_KEYS:
            event.accept()  # else the window's actions of these keys would run
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end() if self.skip_button.hasFocus() else self.next()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)


def bubble_corner(window: QRect, target: QRect, bubble: QRect) -> QPoint:
    """Returns the bubble's upper left corner: around the target where there is space, else over its lower part."""
    width, height = bubble.width(), bubble.height()
    middle = QPoint(target.center().x() - width // 2, target.center().y() - height // 2)
    candidates = (
        QPoint(target.left() - width - _GAP_PX, middle.y()),
        QPoint(target.right() + _GAP_PX, middle.y()),
        QPoint(middle.x(), target.top() - height - _GAP_PX),
        QPoint(middle.x(), target.bottom() + _GAP_PX),
    )
    inner = window.adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, -_GAP_PX)
    over_it = QPoint(middle.x(), target.bottom() - height - _GAP_PX)
    chosen = next((corner for corner in candidates if _fits(inner, corner, width, height, target)), over_it)
    x = max(inner.left(), min(chosen.x(), inner.right() - width))
    y = max(inner.top(), min(chosen.y(), inner.bottom() - height))
    return QPoint(x, y)


def _fits(inner: QRect, corner: QPoint, width: int, height: int, target: QRect) -> bool:
    """True if the bubble at `corner`, moved along the target's side into the window, does not cover the target."""
    x = max(inner.left(), min(corner.x(), inner.right() - width))
    y = max(inner.top(), min(corner.y(), inner.bottom() - height))
    return not QRect(x, y, width, height).intersects(target)
