"""HoldToHideOverlay: hides the overlay while a key or a button is held down."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class HoldToHideOverlay(QObject):
    """`changed(True)` when the hold begins, `changed(False)` when it ends, also when the window loses the focus."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = False

    def begin(self) -> None:
        """The key or the button went down."""
        if not self._held:
            self._held = True
            # Only while it is held: a filter over the whole program sees every event there is.
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self.changed.emit(True)

    def end(self) -> None:
        """It went up."""
        if self._held:
            self._held = False
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = event.type() == QEvent.Type.KeyRelease and not cast(QKeyEvent, event).isAutoRepeat()
        if released or event.type() == QEvent.Type.ApplicationDeactivate:
            self.end()
        return False
