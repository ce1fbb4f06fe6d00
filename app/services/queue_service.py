"""The queue of recordings for the GUI thread: signals of its changes, and requests that take time as tasks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.services.deadline import Deadline
from app.services.settings import Settings
from app.services.source_history import recall, source_name
from app.services.tasks import TaskHandle, Tasks
from app.translation import format_count, tr, tr_error
from polyp_core.analysis.queue.discovery import check_same_content, describe, find_sources
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.analysis.queue.worker import AnalysisOptions, QueueWorker
from polyp_core.errors import PolypViewerError
from polyp_core.paths import data_dir

P = ParamSpec("P")
_NAMED = 3  # names in a notice


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
        self.selected: tuple[QueueEntry, ...] = ()
        """What is selected in the list while it is shown."""
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
        self.notice.emit(tr_error(error))

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
        return tr("There are no recordings in {name}.").format(name=paths[0].name)
    listed: list[tuple[QueueEntry, QueueEntry]] = []
    for source in sources:
        handle.raise_if_cancelled()
        entry = describe(source)
        before = queue.find_same(entry)
        if not queue.add(entry):
            listed.append((entry, before or entry))
    return format_listed(listed, len(sources))


def format_listed(listed: Sequence[tuple[QueueEntry, QueueEntry]], count: int) -> str:
    """Returns a notice about those of `count` recordings that were listed already; "" if there is none.

    `listed` are pairs of what was to be added and its entry in the list, as it was before.
    """
    if not listed:
        return ""
    if len(listed) == 1:
        added, before = listed[0]
        name, other = _distinct_names(added, before)
        if added.paths == before.paths:
            return tr("{name} is in the list already.").format(name=name)
        if before.missing:
            text = tr("{former}, which was missing, is found again: it is {name} now.")
            return text.format(former=other, name=name)
        text = tr("{name} has the same content as {other}, which is in the list already.")
        return text.format(name=name, other=other)
    names = [
        name if added.paths == before.paths else tr("{name} (as {other})").format(name=name, other=other)
        for added, before in listed[:_NAMED]
        for name, other in [_distinct_names(added, before)]
    ]
    listing = ", ".join(names)
    if (more := len(listed) - _NAMED) > 0:
        listing = tr("{names} and {n} more").format(names=listing, n=format_count(more))
    text = tr("{n} of {count} recordings were in the list already: {names}.")
    return text.format(n=format_count(len(listed)), count=format_count(count), names=listing)


def _distinct_names(one: QueueEntry, other: QueueEntry) -> tuple[str, str]:
    """Returns the names of two recordings, with their folders if the names are the same."""
    names = source_name(one.source), source_name(other.source)
    if names[0] != names[1] or one.paths == other.paths:
        return names
    text = tr("{name} in {folder}")
    return (
        text.format(name=names[0], folder=one.paths[0].parent),
        text.format(name=names[1], folder=other.paths[0].parent),
    )


def _locate(handle: TaskHandle, queue: RecordingQueue, entry: QueueEntry, path: Path) -> str:
    check_same_content(entry, path)
    queue.locate(entry.id, (path,))
    return ""
