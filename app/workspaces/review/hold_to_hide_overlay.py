"""HoldToHideOverlay: hides the overlay while a key or a button is held down."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class HoldToHideOverlay(QObject):
    """Emits `changed(True)` when a key or button goes down, `changed(False)` when it goes up or the focus is lost."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = False

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
        released = event.type() == QEvent.Type.KeyRelease and not cast(QKeyEvent, event).isAutoRepeat()
        if released or event.type() == QEvent.Type.ApplicationDeactivate:
            self.end()
        return False
