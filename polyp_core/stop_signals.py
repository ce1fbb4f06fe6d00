"""Has a command end on SIGTERM and SIGHUP as it does on Ctrl-C: by an exception that lets it clean up."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOP_SIGNALS: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""What asks a process to end, apart from Ctrl-C. SIGBREAK is the closed console of Windows."""


class StopSignal(KeyboardInterrupt):
    """The process was asked to end by the signal `number`; what handles Ctrl-C handles this too."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextmanager
def raising_stop_signals() -> Iterator[None]:
    """Within it, the first of STOP_SIGNALS raises StopSignal in the main thread.

    Later ones are ignored: a closing terminal sends several, and they would end the clean-up. A signal that is ignored
    already, as `nohup` has it, stays so. Does nothing outside the main thread, where Python takes no signals.
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

    taken = [number for number in STOP_SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
