"""Runs functions in background threads, with progress, the remaining time and cancellation.

    task = tasks.run(export, options, name="Export")
    task.progressed.connect(bar.show_progress)

The function takes a TaskHandle as its first argument and reports through it. Every signal is delivered in the GUI
thread, and exactly one of `completed`, `failed` and `cancelled` ends a task.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal, Slot

from polyp_core.errors import CancelledError

_log = logging.getLogger(__name__)

P = ParamSpec("P")

_REPORT_INTERVAL_S = 0.05
_FIRST_ESTIMATE_S = 1.0


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """The progress of a task. `remaining_s` is None until it can be estimated."""

    fraction: float
    message: str
    remaining_s: float | None


class TaskHandle:
    """Through which the function reports progress and checks for cancellation; for the worker thread only."""

    def __init__(self, cancel_event: threading.Event, report: Callable[[TaskProgress], None]) -> None:
        self.cancel_event = cancel_event
        self._report = report
        self._reported = float("-inf")
        self._first: tuple[float, float] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the task was cancelled."""
        return self.cancel_event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raises CancelledError if the task was cancelled."""
        if self.cancelled:
            raise CancelledError("Stopped.")

    def progress(self, fraction: float, message: str = "") -> None:
        """Reports how much is done (0 to 1). Cheap to call for every frame: reports to the GUI are throttled."""
        now = time.monotonic()
        if self._first is None:
            self._first = (now, fraction)
        if fraction < 1.0 and now - self._reported < _REPORT_INTERVAL_S:
            return
        self._reported = now
        self._report(TaskProgress(min(max(fraction, 0.0), 1.0), message, self._remaining_s(now, fraction)))

    def _remaining_s(self, now: float, fraction: float) -> float | None:
        # Counted from the first report: the time before, such as loading the model, says nothing about the rest.
        assert self._first is not None
        since_s, done = now - self._first[0], fraction - self._first[1]
        if since_s < _FIRST_ESTIMATE_S or done <= 0.0:
            return None
        return since_s * (1.0 - fraction) / done


class Task(QObject):
    """One function call in a thread of its own."""

    started = Signal()
    progressed = Signal(object)
    """A TaskProgress."""
    completed = Signal(object)
    """What the function returned."""
    failed = Signal(object)
    """The exception the function raised."""
    cancelled = Signal()
    ended = Signal()
    """Follows `completed`, `failed` or `cancelled`."""

    # The worker emits only these. The queued connections make the slots run in the thread that owns the task.
    _reported = Signal(object)
    _done = Signal(object, object)

    def __init__(self, name: str, work: Callable[[TaskHandle], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._work = work
        self._cancel = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._run, name=f"task: {name}", daemon=True)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether the end has not been signalled yet."""
        return not self._over

    def start(self) -> None:
        """Starts the thread; once."""
        self._thread.start()
        self.started.emit()

    def cancel(self) -> None:
        """Asks the function to stop; `cancelled` follows when it has."""
        self._cancel.set()

    def silence(self) -> None:
        """Stops emitting signals, those already queued included."""
        self._over = True

    def join(self, timeout_s: float) -> bool:
        """Waits for the thread and returns whether it ended in time."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(TaskHandle(self._cancel, self._report))
        except Exception as raised:  # noqa: BLE001 - passed to the GUI thread, which shows or logs it
            error = raised
        if not self._over:  # a silenced thread that cannot be stopped may outlive this object
            self._done.emit(result, error)

    def _report(self, progress: TaskProgress) -> None:
        if not self._over:
            self._reported.emit(progress)

    @Slot(object)
    def _on_reported(self, progress: TaskProgress) -> None:
        if not self._over:
            self.progressed.emit(progress)

    @Slot(object, object)
    def _on_done(self, result: object, error: BaseException | None) -> None:
        if self._over:
            return
        self._over = True
        if isinstance(error, CancelledError):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.completed.emit(result)
        self.ended.emit()


class Tasks(QObject):
    """The running tasks; keeps each alive until its end was signalled."""

    changed = Signal()
    """A task started or ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks whose end has not been signalled yet."""
        return tuple(self._running)

    def run(
        self, function: Callable[Concatenate[TaskHandle, P], Any], name: str, *args: P.args, **kwargs: P.kwargs
    ) -> Task:
        """Starts `function(handle, *args, **kwargs)` in a thread. Signals are queued: connect right after the call."""
        task = Task(name, lambda handle: function(handle, *args, **kwargs), self)
        self._running.append(task)
        task.ended.connect(self._on_ended)
        task.start()
        self.changed.emit()
        return task

    def cancel_all(self) -> None:
        """Cancels and silences every task, without waiting."""
        for task in self._running:
            task.silence()
            task.cancel()

    def shutdown(self, timeout_s: float = 10.0) -> bool:
        """Cancels and silences every task, waits for the threads, and returns whether all ended in time."""
        self.cancel_all()
        deadline = time.monotonic() + timeout_s
        stuck = [task.name for task in self._running if not task.join(max(0.0, deadline - time.monotonic()))]
        if stuck:
            _log.warning("Still running at shutdown: %s", ", ".join(stuck))
        return not stuck

    @Slot()
    def _on_ended(self) -> None:
        ended = [task for task in self._running if not task.running]
        self._running = [task for task in self._running if task.running]
        for task in ended:
            task.deleteLater()
        self.changed.emit()
