"""Background work of which only the latest result counts, such as the statistics of a filter."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal, Slot

from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr_error
from polyp_core.errors import PolypViewerError

P = ParamSpec("P")


class LatestTask(QObject):
    """Runs one function at a time; of several requested meanwhile, only the latest runs next.

    A running request that another one supersedes is cancelled, and its result dropped. With `keeps_results`, it is
    finished and its result emitted, so that requests that come faster than they run do not leave the user with nothing.
    """

    completed = Signal(object)
    """The result of the latest request, or of each that ran."""
    failed = Signal(str)
    """The message of a PolypViewerError; any other exception is a bug and is raised."""

    def __init__(self, tasks: Tasks, name: str, parent: QObject | None = None, *, keeps_results: bool = False) -> None:
        super().__init__(parent)
        self._tasks, self._name, self._keeps_results = tasks, name, keeps_results
        self._running: Task | None = None
        self._next: Callable[[TaskHandle], Any] | None = None
        self._active = False

    @property
    def busy(self) -> bool:
        """Whether a request is still running."""
        return self._running is not None

    def request(self, work: Callable[Concatenate[TaskHandle, P], Any], *args: P.args, **kwargs: P.kwargs) -> None:
        """Schedules `work(handle, *args, **kwargs)`; supersedes a request that is pending or running."""
        self._next = lambda handle: work(handle, *args, **kwargs)
        self._active = True
        if self._running is None:
            self._start()
        elif not self._keeps_results:
            self._running.cancel()

    def cancel(self) -> None:
        """Cancels the running and the pending request."""
        self._next = None
        self._active = False
        if self._running is not None:
            self._running.cancel()

    def _start(self) -> None:
        assert self._next is not None
        work, self._next = self._next, None
        self._running = self._tasks.run(work, self._name)
        self._running.completed.connect(self._on_completed)
        self._running.failed.connect(self._on_failed)
        self._running.ended.connect(self._on_ended)

    @Slot(object)
    def _on_completed(self, result: object) -> None:
        if self._active and (self._next is None or self._keeps_results):
            self.completed.emit(result)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        if self._active and self._next is None:
            self.failed.emit(tr_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._running = None
        if self._next is not None:
            self._start()
