"""HeldKey: notices how long a key or a button is held down."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class HeldKey(QObject):
    """Emits `changed(True)` when a key or button goes down, `changed(False)` when it goes up or the focus is lost."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, key: Qt.Key | None = None) -> None:
        """With a `key`, other keys may go up meanwhile."""
        super().__init__(parent)
        self._key, self._held = key, False

    @property
    def is_held(self) -> bool:
        return self._held

    def begin(self) -> None:
        """To be called when the key or button goes down."""
        if not self._held:
            self._held = True
            # Only while held: a filter on the application receives every event.
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self.changed.emit(True)

    def end(self) -> None:
        """To be called when the button goes up; keys are noticed."""
        if self._held:
            self._held = False
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease:
            key = cast(QKeyEvent, event)
            released = not key.isAutoRepeat() and self._key in (None, key.key())
        else:
            released = False
        if released or event.type() == QEvent.Type.ApplicationDeactivate:
            self.end()
        return False
