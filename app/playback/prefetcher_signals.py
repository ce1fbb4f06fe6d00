"""Delivers reports of worker threads as Qt signals in the GUI thread."""

import threading
from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from polyp_core.errors import PolypViewerError
from polyp_core.frames.frame import SourceInfo


class PrefetcherSignals(QObject):
    """The callbacks of a FramePrefetcher as signals.

    Frames that change between two iterations of the event loop arrive together. After `silence`, nothing arrives, not
    even reports that are already queued.
    """

    frames_changed = Signal(object)
    """set[int]: the frames whose `at(index)` has changed."""
    info_changed = Signal(object)
    """SourceInfo."""
    failed = Signal(object)
    """PolypViewerError."""

    _change_queued = Signal()
    _info_arrived = Signal(object)
    _error_arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._changed: set[int] = set()
        self._silent = False
        queued = Qt.ConnectionType.QueuedConnection
        self._change_queued.connect(self._deliver, queued)
        self._info_arrived.connect(self._deliver_info, queued)
        self._error_arrived.connect(self._deliver_error, queued)

    def on_change(self, index: int) -> None:
        """May be called from any thread, like the two methods below."""
        with self._lock:
            first = not self._changed
            self._changed.add(index)
        if first:
            self._change_queued.emit()

    def on_info(self, info: SourceInfo) -> None:
        self._info_arrived.emit(info)

    def on_error(self, error: PolypViewerError) -> None:
        self._error_arrived.emit(error)

    def silence(self) -> None:
        """Stops all deliveries."""
        self._silent = True

    def close(self) -> None:
        """Deletes the object, from any thread, once the prefetcher is closed."""
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
    """Delivers values from any thread in the GUI thread; of queued values of one kind, only the latest arrives."""

    arrived = Signal(object, object)
    """The kind, and its latest value."""

    _change_queued = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._queued: dict[Hashable, Any] = {}
        self._change_queued.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, kind: Hashable, value: Any) -> None:
        """May be called from any thread."""
        with self._lock:
            first = not self._queued
            self._queued[kind] = value
        if first:
            self._change_queued.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            values, self._queued = self._queued, {}
        for kind, value in values.items():
            self.arrived.emit(kind, value)
