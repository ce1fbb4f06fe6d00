"""Who gets a key: the number field and the slider that have the focus, or the program's shortcuts."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox

_NUMBER_KEYS = frozenset("0123456789.,-+e%")
_SLIDER_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class NumberKeys(QObject):
    """An event filter for number fields and sliders.

    A number field would swallow Space and every letter, although it can do nothing with them: they stay shortcuts. A
    slider would lose its arrows to the shortcuts that seek: it keeps them while it has the focus.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in _SLIDER_KEYS:
                event.accept()
                return True
            text = event.text()
            is_field = isinstance(watched, QAbstractSpinBox) or isinstance(watched.parent(), QAbstractSpinBox)
            if is_field and text.isprintable() and text and text not in _NUMBER_KEYS:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
