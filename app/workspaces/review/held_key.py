"""HeldKey: notices how long a key or a button is held down."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_REPEATED_WITHIN_MS = 30


class HeldKey(QObject):
    """Emits `changed(True)` when a key or button goes down, `changed(False)` when it goes up or the focus is lost."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, key: Qt.Key | None = None) -> None:
        """With a `key`, other keys may go up meanwhile, and a release that a press follows at once does not count.

        Some X servers send such pairs while a key is held, which Qt does not always recognise as repetitions.
        """
        super().__init__(parent)
        self._key, self._held = key, False
        self._released = QTimer(self, singleShot=True, interval=_REPEATED_WITHIN_MS)
        self._released.timeout.connect(self.end)

    @property
    def is_held(self) -> bool:
        return self._held

    def begin(self) -> None:
        """To be called when the key or button goes down."""
        self._released.stop()
        if not self._held:
            self._held = True
            # Only while held: a filter on the application receives every event.
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
            self.changed.emit(True)

    def end(self) -> None:
        """To be called when the button goes up; keys are noticed."""
        self._released.stop()
        if self._held:
            self._held = False
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            key = cast(QKeyEvent, event)
            if self._key not in (None, key.key()):
                return False
            if kind != QEvent.Type.KeyRelease:
                self._released.stop()
            elif self._key is None and not key.isAutoRepeat():
                self.end()
            elif not key.isAutoRepeat() and not self._released.isActive():
                self._released.start()
        elif kind == QEvent.Type.ApplicationDeactivate:
            self.end()
        return False
