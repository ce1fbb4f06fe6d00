"""Long work beside the GUI: a function in a thread, with progress, the time left, and a way to stop it.

    task = tasks.run(export, options, name="Export")
    task.progressed.connect(bar.show_progress)

The function is called with a TaskHandle first and reports through it. Every signal is delivered in the GUI thread, and
exactly one of `completed`, `failed` and `cancelled` ends a task.
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
class Progress:
    """How far a task is. `remaining_s` is None until there is something to estimate it from."""

    fraction: float
    message: str
    elapsed_s: float
    remaining_s: float | None


class TaskHandle:
    """What the working function holds of its task. All of it belongs to the worker thread, except `cancel_event`."""

    def __init__(self, cancel_event: threading.Event, report: Callable[[Progress], None]) -> None:
        self.cancel_event = cancel_event
        self._report = report
        self._start = time.monotonic()
        self._reported = float("-inf")
        self._first: tuple[float, float] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self.cancel_event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raises CancelledError where the person asked to stop."""
        if self.cancelled:
            raise CancelledError("Stopped.")

    def progress(self, fraction: float, message: str = "") -> None:
        """Tells how much is done (0 to 1). Cheap to call for every frame: few of the calls reach the GUI."""
        now = time.monotonic()
        if self._first is None:
            self._first = (now, fraction)
        if fraction < 1.0 and now - self._reported < _REPORT_INTERVAL_S:
            return
        self._reported = now
        self._report(
            Progress(min(max(fraction, 0.0), 1.0), message, now - self._start, self._remaining_s(now, fraction))
        )

    def _remaining_s(self, now: float, fraction: float) -> float | None:
        # Counted from the first report: what came before, such as loading the model, is not part of the pace.
        assert self._first is not None
        since_s, done = now - self._first[0], fraction - self._first[1]
        if since_s < _FIRST_ESTIMATE_S or done <= 0.0:
            return None
        return since_s * (1.0 - fraction) / done


class Task(QObject):
    """One piece of work that runs in a thread of its own."""

    started = Signal()
    progressed = Signal(object)
    """A Progress."""
    completed = Signal(object)
    """What the function returned."""
    failed = Signal(object)
    """The exception the function raised."""
    cancelled = Signal()
    ended = Signal()
    """After whichever of the three came."""

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
        """Whether the end has not been told yet."""
        return not self._over

    def start(self) -> None:
        """Starts the thread; once."""
        self._thread.start()
        self.started.emit()

    def cancel(self) -> None:
        """Asks the work to stop; `cancelled` follows when it has."""
        self._cancel.set()

    def silence(self) -> None:
        """Tells nothing any more, not even what is already on its way."""
        self._over = True

    def join(self, timeout_s: float) -> bool:
        """Waits for the thread, and says whether it ended in time."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(TaskHandle(self._cancel, self._report))
        except Exception as raised:  # noqa: BLE001 - handed whole to the GUI thread, which shows or logs it
            error = raised
        if not self._over:  # what was silenced may outlive this object, where it cannot be stopped
            self._done.emit(result, error)

    def _report(self, progress: Progress) -> None:
        if not self._over:
            self._reported.emit(progress)

    @Slot(object)
    def _on_reported(self, progress: Progress) -> None:
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
    """The tasks under way; keeps each alive until its end was told."""

    changed = Signal()
    """A task started or ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks whose end has not been told yet."""
        return tuple(self._running)

    def run(
        self, function: Callable[Concatenate[TaskHandle, P], Any], name: str, *args: P.args, **kwargs: P.kwargs
    ) -> Task:
        """Starts `function(handle, *args, **kwargs)` in a thread. Signals connected at once miss nothing."""
        task = Task(name, lambda handle: function(handle, *args, **kwargs), self)
        self._running.append(task)
        task.ended.connect(self._on_ended)
        task.start()
        self.changed.emit()
        return task

    def cancel_all(self) -> None:
        """Asks everything to stop and tells nothing of it any more, without waiting."""
        for task in self._running:
            task.silence()
            task.cancel()

    def shutdown(self, timeout_s: float = 10.0) -> bool:
        """Cancels everything and waits until the threads have ended. Says whether they did in time.

        Nothing is told of the tasks any more: whoever listens is about to be closed too.
        """
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
