"""NumberKeys and EnterKey: decide whether a number field or slider handles a key, or the shortcuts do."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from superqt import QDoubleSlider

_NUMBER_KEYS = frozenset("0123456789.,-+e")
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}


class EnterKey(QObject):
    """An event filter for input fields: Enter belongs to the field while it has the focus, and is no shortcut."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return True
        return False


class NumberKeys(EnterKey):
    """An event filter for double sliders and number fields.

    In a field, Space and letters stay shortcuts, although Qt offers them to the field first. On a focused slider, the
    arrow keys change its value by a step, which superqt's double slider does not do, instead of seeking. A wheel that
    scrolls the panel does not move the sliders under the pointer.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QDoubleSlider) and not watched.hasFocus():
            event.ignore()
            return True
        keypad, shift = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~(keypad | shift):
            return False
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(watched, QDoubleSlider):
            if event.key() not in _STEPS or event.modifiers() & shift:
                return False
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                watched.setValue(watched.value() + _STEPS[Qt.Key(event.key())] * watched.singleStep())
            return True
        text = event.text()
        if overrides and len(text) == 1 and text.isprintable() and text not in _NUMBER_KEYS:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
