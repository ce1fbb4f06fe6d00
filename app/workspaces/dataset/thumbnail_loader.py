"""Small pictures of pairs for the grid: read in a pool, what was asked for last first."""

import os
import threading
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from polyp_core.errors import PolypViewerError
from polyp_core.label_formats.mask_labels import MaskReading
from polyp_core.printable_names import path_of
from training.datasets.square_cache import Pair
from training.datasets.thumbnail_cache import ThumbnailCache

_WAITING = 240
"""Wishes beyond these are forgotten: they were scrolled past."""
_KEPT = 1500
_UNREADABLE = Pair(np.zeros((96, 128, 3), np.uint8), np.zeros((96, 128), np.bool_))


class ThumbnailLoader(QObject):
    """Reads small pairs in threads of its own. Belongs to the GUI thread."""

    arrived = Signal(str)
    """The path of an image whose small pair is at hand now."""

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._store = ThumbnailCache(folder)
        self._kept: OrderedDict[str, Pair] = OrderedDict()
        self._wanted: OrderedDict[str, tuple[str, str]] = OrderedDict()
        """The paths of images, each with its mask's (empty without one) and reading; the latest request last."""
        self._changed = threading.Condition()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._latest = Latest(self)
        self._latest.arrived.connect(self._on_arrived)

    def at(self, image_path: str, mask_path: str, reading: str) -> Pair | None:
        """The small pair if it is at hand; `arrived` follows where it is not. `reading` is a MaskReading as text."""
        kept = self._kept.get(image_path)
        if kept is not None:
            self._kept.move_to_end(image_path)
            return kept
        with self._changed:
            self._wanted[image_path] = mask_path, reading
            self._wanted.move_to_end(image_path)
            while len(self._wanted) > _WAITING:
                self._wanted.popitem(last=False)
            self._changed.notify()
        if not self._threads and not self._closed:
            self._start()
        return None

    @Slot(object)
    def forget(self, image_paths: Collection[str]) -> None:
        """Reads these anew when they are next asked for: their files have changed."""
        for path in image_paths:
            self._kept.pop(path, None)

    def close(self, deadline: Deadline | None = None) -> None:
        """Stops the threads."""
        deadline = deadline or Deadline()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            deadline.join(thread)

    def _start(self) -> None:
        for number in range(max(1, (os.cpu_count() or 2) - 1)):
            thread = threading.Thread(target=self._run, name=f"pair thumbnails {number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _run(self) -> None:
        while (wish := self._next()) is not None:
            image_path, (mask_path, reading) = wish
            mask = path_of(mask_path) if mask_path else None
            try:
                pair = self._store.get(path_of(image_path), mask, MaskReading.parse(reading))
            except PolypViewerError:
                pair = _UNREADABLE  # the reading of the folders tells which files are gone, when it runs again
            self._latest.put(image_path, pair)

    def _next(self) -> tuple[str, tuple[str, str]] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted)
            return None if self._closed else self._wanted.popitem(last=True)

    @Slot(object, object)
    def _on_arrived(self, image_path: str, pair: Pair) -> None:
        self._kept[image_path] = pair
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(image_path)
