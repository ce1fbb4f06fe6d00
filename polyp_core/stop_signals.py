"""Turns SIGTERM and SIGHUP into an exception like that of Ctrl-C, so that a command can clean up."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOP_SIGNALS: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that ask a process to end, apart from SIGINT. SIGBREAK: a console window was closed on Windows."""


class StopSignal(KeyboardInterrupt):
    """The signal `number` asked the process to end. A KeyboardInterrupt, so it is handled like Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextmanager
def stop_signals_as_exceptions() -> Iterator[None]:
    """Within the block, the first of STOP_SIGNALS raises StopSignal in the main thread.

    Later ones are ignored: a closing terminal sends several, which would interrupt the clean-up. Signals that are
    already ignored (`nohup`) stay ignored. Does nothing outside the main thread, where Python handles no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        if not stopping:
            stopping = True
            raise StopSignal(number)

    replaced = [number for number in STOP_SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in replaced:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in replaced:
            signal.signal(number, signal.SIG_DFL)
