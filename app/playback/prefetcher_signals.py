"""What worker threads report, as Qt signals in the GUI thread."""

import threading
from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from polyp_core.errors import PolypViewerError
from polyp_core.frames.frame import SourceInfo


class PrefetcherSignals(QObject):
    """The callbacks of a FramePrefetcher as signals.

    However many frames change between two turns of the event loop, they arrive together. After `silence` nothing
    arrives any more, not even what was already on its way.
    """

    frames_changed = Signal(object)
    """set[int]: the frames whose `at(index)` has a new answer."""
    info_changed = Signal(object)
    """SourceInfo."""
    failed = Signal(object)
    """PolypViewerError."""

    _woken = Signal()
    _info_arrived = Signal(object)
    _error_arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._changed: set[int] = set()
        self._silent = False
        queued = Qt.ConnectionType.QueuedConnection
        self._woken.connect(self._deliver, queued)
        self._info_arrived.connect(self._deliver_info, queued)
        self._error_arrived.connect(self._deliver_error, queued)

    def on_change(self, index: int) -> None:
        """Any thread may call it, and the two below."""
        with self._lock:
            first = not self._changed
            self._changed.add(index)
        if first:
            self._woken.emit()

    def on_info(self, info: SourceInfo) -> None:
        self._info_arrived.emit(info)

    def on_error(self, error: PolypViewerError) -> None:
        self._error_arrived.emit(error)

    def silence(self) -> None:
        """Drops everything from now on."""
        self._silent = True

    def close(self) -> None:
        """Deletes itself, from any thread, once the window is closed and calls no more."""
        self.deleteLater()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            changed, self._changed = self._changed, set()
        if not self._silent:
            self.frames_changed.emit(changed)

    @Slot(object)
    def _deliver_info(self, info: SourceInfo) -> None:
        if not self._silent:
            self.info_changed.emit(info)

    @Slot(object)
    def _deliver_error(self, error: PolypViewerError) -> None:
        if not self._silent:
            self.failed.emit(error)


class Latest(QObject):
    """Hands values from any thread to the GUI thread; of several that wait there, the latest of each kind arrives."""

    arrived = Signal(object, object)
    """The kind, and its latest value."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, Any] = {}
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, kind: Hashable, value: Any) -> None:
        """Any thread may call it."""
        with self._lock:
            first = not self._waiting
            self._waiting[kind] = value
        if first:
            self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for kind, value in waiting.items():
            self.arrived.emit(kind, value)
