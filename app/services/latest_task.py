"""Work whose answer is only wanted while nothing newer was asked for, such as what follows a filter."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal, Slot

from app.services.tasks import Task, TaskHandle, Tasks
from polyp_core.errors import PolypViewerError

P = ParamSpec("P")


class LatestTask(QObject):
    """Runs one piece of work at a time; of several asked for meanwhile, only the latest follows."""

    arrived = Signal(object)
    """What the latest work returned."""
    failed = Signal(str)
    """The sentence of what went wrong; anything but a PolypViewerError is a bug and raised."""

    def __init__(self, tasks: Tasks, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._name = tasks, name
        self._running: Task | None = None
        self._next: Callable[[TaskHandle], Any] | None = None
        self._wanted = False

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def ask(self, work: Callable[Concatenate[TaskHandle, P], Any], *args: P.args, **kwargs: P.kwargs) -> None:
        """Wants `work(handle, *args, **kwargs)`, and nothing any more that was asked for before."""
        self._next = lambda handle: work(handle, *args, **kwargs)
        self._wanted = True
        if self._running is None:
            self._start()
        else:
            self._running.cancel()

    def forget(self) -> None:
        """Wants nothing any more."""
        self._next = None
        self._wanted = False
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
        if self._wanted and self._next is None:
            self.arrived.emit(result)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        if self._wanted and self._next is None:
            self.failed.emit(str(error))

    @Slot()
    def _on_ended(self) -> None:
        self._running = None
        if self._next is not None:
            self._start()
