"""Closes the window on Ctrl-C, SIGTERM and SIGHUP, so that a running export is stopped and cleaned up."""

import signal
from types import FrameType

from PySide6.QtCore import QObject, QTimer, Signal

from polyp_core.stop_signals import STOP_SIGNALS

_LOOK_MS = 200


class StopSignals(QObject):
    """Emits `stopped` in the GUI thread, once, after one of these signals came. Make it in the main thread.

    Python runs a signal's handler only when it gets to run, which the event loop of Qt may not let it for long: a timer
    does. Nothing else is done in the handler, which may run within any line of the program.
    """

    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came = False
        self._before = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGINT, *STOP_SIGNALS)
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Gives the signals back."""
        self._timer.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._came = True

    def _look(self) -> None:
        if self._came:
            self._timer.stop()
            self.stopped.emit()
