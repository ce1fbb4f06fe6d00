"""Closes the window on Ctrl-C, SIGTERM and SIGHUP, so that a running export is stopped and cleaned up."""

import signal
from types import FrameType

from PySide6.QtCore import QObject, QTimer, Signal

from polyp_core.stop_signals import STOP_SIGNALS

_POLL_MS = 200


class StopSignals(QObject):
    """Emits `stopped` in the GUI thread, once, after one of these signals. To be created in the main thread.

    Python runs a signal handler only when the interpreter runs, which Qt's event loop may prevent for long; a timer
    ensures it. The handler only sets a flag, since it may interrupt any line of the program.
    """

    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._received = False
        self._before = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGINT, *STOP_SIGNALS)
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    def close(self) -> None:
        """Restores the previous signal handlers."""
        self._timer.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._received = True

    def _poll(self) -> None:
        if self._received:
            self._timer.stop()
            self.stopped.emit()
