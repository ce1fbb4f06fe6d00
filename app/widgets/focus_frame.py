"""A frame over a painted widget, such as the canvas, that has got the focus by the keyboard."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.widgets.theme import colours

_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_FOR_A_WHILE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FocusFrame(QWidget):
    """Lies over `target`, and is not there after a click: a frame around a picture would only disturb then."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target = target
        self.hide()
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and cast(QFocusEvent, event).reason() in _BY_KEYBOARD:
            self.setGeometry(self._target.rect())
            self.raise_()
            self.show()
        elif event.type() == QEvent.Type.FocusOut and cast(QFocusEvent, event).reason() not in _FOR_A_WHILE:
            self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._target.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours()
        with QPainter(self) as painter:
            # Two lines, as one of them may not differ from the picture below.
            for inset, width, colour in ((1, 2, theme.accent), (2, 1, theme.window)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(QRect(self.rect()).adjusted(inset, inset, -inset - 1, -inset - 1))
