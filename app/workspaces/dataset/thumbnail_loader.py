"""Loads the thumbnails of pairs in a pool of threads, the latest request first."""

import os
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from polyp_core.errors import PolypViewerError
from polyp_core.label_formats.mask_labels import MaskReading
from polyp_core.masks.regions import Mask
from polyp_core.printable_names import path_of
from training.browser.prediction_cache import PredictionCache
from training.datasets.square_cache import Pair
from training.datasets.thumbnail_cache import ThumbnailCache

_MOST_PENDING = 240
"""Older requests are dropped: their pairs were scrolled past."""
_MOST_CACHED = 1500
_UNREADABLE = Pair(np.zeros((96, 128, 3), np.uint8), np.zeros((96, 128), np.bool_))

_Loaded = tuple[Pair, Mapping[str, Mask]]
"""A thumbnail and the masks of models."""


class ThumbnailLoader(QObject):
    """Reads thumbnails in its own threads. To be used in the GUI thread."""

    loaded = Signal(str)
    """The path of an image whose thumbnail is available now."""

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._cache = ThumbnailCache(folder)
        self._predictions = PredictionCache(folder)
        self._models: tuple[str, ...] = ()
        self._loaded: OrderedDict[str, _Loaded] = OrderedDict()
        self._pending: OrderedDict[str, tuple[str, str]] = OrderedDict()
        """The paths of images, each with its mask's path ("" without one) and reading; the latest request last."""
        self._changed = threading.Condition()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._latest = Latest(self)
        self._latest.arrived.connect(self._on_loaded)

    def get(self, image_path: str, mask_path: str, reading: str) -> Pair | None:
        """Returns the thumbnail if it is loaded, else None and `loaded` follows. `reading`: a MaskReading as text."""
        found = self._loaded.get(image_path)
        if found is not None:
            self._loaded.move_to_end(image_path)
            return found[0]
        with self._changed:
            self._pending[image_path] = mask_path, reading
            self._pending.move_to_end(image_path)
            while len(self._pending) > _MOST_PENDING:
                self._pending.popitem(last=False)
            self._changed.notify()
        if not self._threads and not self._closed:
            self._start()
        return None

    def predictions(self, image_path: str) -> Mapping[str, Mask]:
        """Returns the cached masks of a loaded thumbnail by the SHA-256 of their models, at the thumbnail's size."""
        found = self._loaded.get(image_path)
        return found[1] if found is not None else {}

    def set_models(self, models: tuple[str, ...]) -> None:
        """Loads the masks of these models (by SHA-256) with each thumbnail."""
        if models != self._models:
            self._models = models
            self._loaded.clear()

    @Slot(object)
    def forget(self, image_paths: Collection[str]) -> None:
        """Drops these thumbnails, whose files have changed."""
        for path in image_paths:
            self._loaded.pop(path, None)

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
        while (request := self._next()) is not None:
            image_path, (mask_path, reading) = request
            mask = path_of(mask_path) if mask_path else None
            try:
                pair = self._cache.get(path_of(image_path), mask, MaskReading.parse(reading))
            except PolypViewerError:
                pair = _UNREADABLE  # reading the folders again reports the file
            masks = {sha256: self._predictions.get(path_of(image_path), sha256) for sha256 in self._models}
            fitting = {
                sha256: mask for sha256, mask in masks.items() if mask is not None and mask.shape == pair.truth.shape
            }
            self._latest.put(image_path, (pair, fitting))

    def _next(self) -> tuple[str, tuple[str, str]] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._pending)
            return None if self._closed else self._pending.popitem(last=True)

    @Slot(object, object)
    def _on_loaded(self, image_path: str, loaded: _Loaded) -> None:
        self._loaded[image_path] = loaded
        while len(self._loaded) > _MOST_CACHED:
            self._loaded.popitem(last=False)
        self.loaded.emit(image_path)
