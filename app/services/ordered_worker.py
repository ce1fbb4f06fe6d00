"""OrderedWorker: runs functions one after another in one background thread, such as everything done to one file."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)

T = TypeVar("T")


class OrderedWorker(QObject):
    """Runs every function that it is given, in the order of the calls; results arrive in the GUI thread."""

    _finished = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._last: Future[Any] = self._executor.submit(lambda: None)  # starts the thread, which then stays
        self._is_silent = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        on_result: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
    ) -> None:
        """Runs `work` after everything before it. Without `on_error` an exception is raised in the GUI thread."""
        self._last = self._executor.submit(work)
        self._last.add_done_callback(lambda done: self._report(done, on_result, on_error))

    def join(self, timeout_s: float | None = None) -> bool:
        """Waits for all functions, by default without a limit, and returns whether they have ended."""
        return not wait([self._last], timeout_s).not_done

    def shutdown(self, timeout_s: float) -> bool:
        """Silences the results, waits for all functions, and returns whether they ended in time."""
        self._is_silent = True
        self._executor.shutdown(wait=False)
        if not (in_time := self.join(timeout_s)):
            _log.warning("Still running at shutdown: %s", self._name)
        return in_time

    def _report(self, done: "Future[T]", on_result: object, on_error: object) -> None:
        if not self._is_silent:  # a thread that could not be waited for may outlive this object
            self._finished.emit(done, on_result, on_error)

    @Slot(object, object, object)
    def _deliver(
        self,
        done: "Future[T]",
        on_result: Callable[[T], object] | None,
        on_error: Callable[[Exception], object] | None,
    ) -> None:
        if self._is_silent:
            return
        error = done.exception()
        if error is None:
            if on_result is not None:
                on_result(done.result())
        elif on_error is not None and isinstance(error, Exception):
            on_error(error)
        else:
            raise error
