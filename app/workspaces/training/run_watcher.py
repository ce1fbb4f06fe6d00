"""Watches run folders from a thread of its own: what a run writes reaches the GUI thread as snapshots."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from training.runs.watch import Snapshot, fingerprint, read_snapshot

INTERVAL_S = 1.0


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

    def close(self) -> None:
        """Ends the thread."""
        self._ended.set()
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        known: dict[Path, tuple[object, Snapshot]] = {}
        while not self._ended.is_set():
            with self._lock:
                folders = self._folders
            known = {folder: seen for folder, seen in known.items() if folder in folders}
            for folder in folders:
                if self._ended.is_set():
                    return
                stamp = fingerprint(folder)
                before = known.get(folder)
                # An active run changes without a word when its process is killed.
                if before is not None and before[0] == stamp and not before[1].is_active:
                    continue
                snapshot = read_snapshot(folder)
                known[folder] = (stamp, snapshot)
                if before is None or before[1] != snapshot:
                    self._read.emit(snapshot)
            self._wake.wait(self._interval_s)
            self._wake.clear()

    @Slot(object)
    def _on_read(self, snapshot: Snapshot) -> None:
        with self._lock:
            wanted = snapshot.folder in self._folders
        if wanted:
            self.seen.emit(snapshot)
