"""Watches run folders in a background thread and sends snapshots of changed runs to the GUI thread."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.services.deadline import Deadline
from app.translation import tr
from training.runs.run_snapshot import RunSnapshot, fingerprint, read_run_snapshot

INTERVAL_S = 1.0

_Version = tuple[object, RunSnapshot]
"""The fingerprint of a run's files and the snapshot read from them."""


class RunWatcher(QObject):
    """Emits a snapshot of every run, and again whenever the run has changed. To be used in the GUI thread."""

    changed = Signal(object)
    """A RunSnapshot that is new or has changed."""

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
        """Watches these folders only."""
        with self._lock:
            self._folders = tuple(folders)
        self.check_now()

    def check_now(self) -> None:
        """Reads the runs without waiting for the interval."""
        self._wake.set()

    def close(self, deadline: Deadline | None = None) -> None:
        """Ends the thread, waiting for a slow drive no longer than `deadline`."""
        self._ended.set()
        self._wake.set()
        (deadline or Deadline()).join(self._thread)

    def _run(self) -> None:
        known: dict[Path, _Version] = {}
        while not self._ended.is_set():
            with self._lock:
                folders = self._folders
            known = {folder: version for folder, version in known.items() if folder in folders}
            for folder in folders:
                if self._ended.is_set():
                    return
                before = known.get(folder)
                try:
                    known[folder] = _current_version(folder, before)
                except Exception as error:  # noqa: BLE001 - a bug, reported as such; watching continues
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
            watched = snapshot.folder in self._folders
        if watched:
            self.changed.emit(snapshot)


def _current_version(folder: Path, before: _Version | None) -> _Version:
    stamp = fingerprint(folder)
    # An active run changes without writing a file when its process is killed.
    if before is not None and before[0] == stamp and not before[1].is_active:
        return before
    return stamp, read_run_snapshot(folder)


def _failed(folder: Path, error: Exception) -> _Version:
    message = tr("The run in {folder} cannot be shown because of an error in the program. See the log.").format(
        folder=folder
    )
    problem = f"{message} ({type(error).__name__}: {error})"
    return None, RunSnapshot(folder, "unreadable", message=problem, problems=(problem,))


def _report(error: Exception) -> None:
    """Passes the error to the handler of uncaught exceptions, without ending this thread."""
    threading.excepthook(
        threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
    )
