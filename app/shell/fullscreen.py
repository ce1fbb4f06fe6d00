"""Switches to full screen and back to the previous state of the window."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget


class FullScreen(QObject):
    """Hides `hidden` while the window fills the screen; `enter` is checkable, `leave` works only in full screen."""

    changed = Signal(bool)
    """Whether the window fills the screen now."""

    def __init__(self, window: QMainWindow, enter: QAction, leave: QAction, hidden: list[QWidget]) -> None:
        super().__init__(window)
        self._window, self._enter, self._leave, self._hidden = window, enter, leave, hidden
        self._shown: list[QWidget] = []
        enter.toggled.connect(self._set)
        leave.triggered.connect(lambda: enter.setChecked(False))
        leave.setEnabled(False)

    @property
    def is_full(self) -> bool:
        """Whether the window fills the screen, or is about to."""
        return self._enter.isChecked()

    def _set(self, full: bool) -> None:
        self._leave.setEnabled(full)
        if full:
            self._shown = [widget for widget in self._hidden if not widget.isHidden()]
        for widget in self._shown:
            widget.setVisible(not full)
        state = self._window.windowState() & ~(Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMinimized)
        self._window.setWindowState(state | Qt.WindowState.WindowFullScreen if full else state)
        self.changed.emit(full)
