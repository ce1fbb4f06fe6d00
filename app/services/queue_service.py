"""The queue of recordings for the GUI thread: signals of its changes, and requests that take time as tasks."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.services.deadline import Deadline
from app.services.settings import Settings
from app.services.source_history import recall
from app.services.tasks import TaskHandle, Tasks
from polyp_core.analysis.queue.discovery import check_same_content, describe, find_sources
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.analysis.queue.worker import AnalysisOptions, QueueWorker
from polyp_core.errors import PolypViewerError
from polyp_core.paths import data_dir

P = ParamSpec("P")


class QueueService(QObject):
    """Owns the queue and its worker, which run from the start of the program to its end."""

    changed = Signal()
    """Entries, progress, or the state of the queue."""
    notice = Signal(str)
    """A sentence for the user."""

    _changed_in_thread = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self._is_queued = False
        self._changed_in_thread.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.queue = RecordingQueue(data_dir(), self._on_change)
        self.worker = QueueWorker(self.queue, chosen_track=lambda key: recall(key).video_track)
        for signal in (settings.changed.alarm_policy, settings.changed.deinterlace, settings.changed.image_rate_fps):
            signal.connect(self._set_options)
        self._set_options()

    def add(self, paths: Sequence[Path]) -> None:
        """Adds the recordings among files and folders; `notice` says which were listed already."""
        self._run("Add recordings", _add, self.queue, tuple(paths))

    def locate(self, entry: QueueEntry, path: Path) -> None:
        """Sets where a missing recording is; `notice` follows if its content is another one's."""
        self._run("Look at the recording", _locate, self.queue, entry, path)

    def close(self, deadline: Deadline) -> None:
        """Stops the analysis; what was analysed stays. Waits no longer than `deadline`."""
        deadline.note(self.worker.close(deadline.remaining_s))

    def _run(
        self, name: str, work: Callable[Concatenate[TaskHandle, P], str], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        task = self._tasks.run(work, name, *args, **kwargs)
        task.completed.connect(self._on_done)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_done(self, notice: str) -> None:
        self.worker.check_files()
        if notice:
            self.notice.emit(notice)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.notice.emit(str(error))

    @Slot()
    def _set_options(self) -> None:
        settings = self._settings
        self.worker.set_options(AnalysisOptions(settings.alarm_policy, settings.deinterlace, settings.image_rate_fps))

    def _on_change(self) -> None:
        """Called in any thread; of several changes, one signal arrives."""
        if not self._is_queued:
            self._is_queued = True
            self._changed_in_thread.emit()

    @Slot()
    def _deliver(self) -> None:
        self._is_queued = False
        self.changed.emit()


def _add(handle: TaskHandle, queue: RecordingQueue, paths: tuple[Path, ...]) -> str:
    """Adds recordings one by one, as each has to be read; returns a notice."""
    sources = find_sources(paths)
    if not sources:
        return f"There are no recordings in {paths[0].name}."
    added = Counter[bool]()
    for source in sources:
        handle.raise_if_cancelled()
        added[queue.add(describe(source))] += 1
    if not added[False]:
        return ""
    were = "was" if added[False] == 1 else "were"
    return f"{added[False]} of {added.total()} recordings {were} in the list already."


def _locate(handle: TaskHandle, queue: RecordingQueue, entry: QueueEntry, path: Path) -> str:
    check_same_content(entry, path)
    queue.locate(entry.id, (path,))
    return ""
