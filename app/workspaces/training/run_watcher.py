"""Watches run folders from a thread of its own: what a run writes reaches the GUI thread as snapshots."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.services.deadline import Deadline
from training.runs.run_snapshot import RunSnapshot, fingerprint, read_run_snapshot

INTERVAL_S = 1.0

_Seen = tuple[object, RunSnapshot]
"""The fingerprint of a run's files, and how the run stood then."""


class RunWatcher(QObject):
    """Tells of every run once, and then whenever it has changed. Belongs to the GUI thread."""

    seen = Signal(object)
    """A Snapshot that is new or has changed."""

    _read = Signal(object)

    def __init__(self, parent: QObject | None = None, interval_s: float = INTERVAL_S) -> None:
        super().__init__(parent)
        self._interval_s = interval_s
        self._lock = threading.Lock()
        self._folders: tuple[Path, ...] = ()
        self._wake, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="run-watcher", daemon=True)
        self._read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    def watch(self, folders: Sequence[Path]) -> None:
        """Watches these folders, and no others any more."""
        with self._lock:
            self._folders = tuple(folders)
        self.look_now()

    def look_now(self) -> None:
        """Does not wait for the next round."""
        self._wake.set()

    def close(self, deadline: Deadline | None = None) -> None:
        """Ends the thread, which is left to itself where a slow drive holds it up."""
        self._ended.set()
        self._wake.set()
        (deadline or Deadline()).join(self._thread)

    def _run(self) -> None:
        known: dict[Path, _Seen] = {}
        while not self._ended.is_set():
            with self._lock:
                folders = self._folders
            known = {folder: seen for folder, seen in known.items() if folder in folders}
            for folder in folders:
                if self._ended.is_set():
                    return
                before = known.get(folder)
                try:
                    known[folder] = _looked_at(folder, before)
                except Exception as error:  # noqa: BLE001 - a bug, reported as such; the other runs are watched on
                    known[folder] = _failed(folder, error)
                    if before is None or before[1] != known[folder][1]:
                        _report(error)
                if before is None or before[1] != known[folder][1]:
                    self._read.emit(known[folder][1])
            self._wake.wait(self._interval_s)
            self._wake.clear()

    @Slot(object)
    def _on_read(self, snapshot: RunSnapshot) -> None:
        with self._lock:
            wanted = snapshot.folder in self._folders
        if wanted:
            self.seen.emit(snapshot)


def _looked_at(folder: Path, before: _Seen | None) -> _Seen:
    stamp = fingerprint(folder)
    # An active run changes without a word when its process is killed.
    if before is not None and before[0] == stamp and not before[1].is_active:
        return before
    return stamp, read_run_snapshot(folder)


def _failed(folder: Path, error: Exception) -> _Seen:
    words = f"The run in {folder} cannot be shown because of an error in the program. The log says more."
    problem = f"{words} ({type(error).__name__}: {error})"
    return None, RunSnapshot(folder, "unreadable", message=problem, problems=(problem,))


def _report(error: Exception) -> None:
    """Hands the error to whoever reports those that end a thread: this one goes on."""
    threading.excepthook(
        threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
    )
