"""Caches the probability maps of a recording, so that no frame is segmented twice, also across sessions."""

import logging
import sqlite3
import threading
import zlib
from collections import OrderedDict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.probability_map_file import ProbabilityMapFile, Row, open_map_file, replace_map_file
from polyp_core.context_manager import ContextManagerMixin
from polyp_core.masks.prediction import Prediction

_log = logging.getLogger(__name__)
_ROWS_PER_WRITE = 128


class ProbabilityMapCache(ContextManagerMixin):
    """The probability maps of one source under one model: compressed, in memory up to a cap, the rest on disk.

    With a `folder`, maps are also written to `<folder>/<key>.sqlite`; without one, or if it cannot be written, the
    oldest maps above the memory cap are evicted. Damaged rows and files are dropped with a warning in the log.
    Thread-safe.
    """

    def __init__(
        self, key: str, *, engine: str | None = None, memory_mb: float = 256.0, folder: Path | None = None
    ) -> None:
        """With an `engine`, maps computed by another engine are ignored: a fallback may take over at any frame."""
        self.engine = engine
        self._cap_bytes = int(memory_mb * 1e6)
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._bytes = 0
        self._unwritten: dict[int, Row] = {}
        self._lock = threading.Lock()
        self._file: ProbabilityMapFile | None = None
        self.problem = ""
        """Message for the user if earlier maps were lost or new ones cannot be written to disk; "" if neither."""
        if folder is not None:
            self._file, self.problem = open_map_file(folder / f"{key}.sqlite")
        self._known: dict[int, bool] = dict(self._file.found) if self._file is not None else {}

    def get(self, frame_index: int) -> Prediction | None:
        """The cached prediction for that frame, or None."""
        with self._lock:
            row = self._rows.get(frame_index) or self._unwritten.get(frame_index) or self._load(frame_index)
        if row is None:
            return None
        try:
            return row.prediction(frame_index, self.engine)
        except (ValueError, zlib.error) as error:
            with self._lock:
                self._drop(frame_index, error)
            return None

    def put(self, prediction: Prediction, *, damaged: bool = False) -> None:
        """Caches a prediction, and whether its frame was damaged."""
        if self.engine is not None and prediction.engine != self.engine:
            return
        row = Row.of(prediction, damaged=damaged)
        with self._lock:
            index = prediction.frame_index
            self._known[index] = damaged
            self._add_to_memory(index, row)
            if self._file is not None:
                self._unwritten[index] = row
                if len(self._unwritten) >= _ROWS_PER_WRITE:
                    self._write(self._file)

    def __contains__(self, frame_index: int) -> bool:
        return frame_index in self._known

    def __len__(self) -> int:
        return len(self._known)

    def analysed(self, frame_count: int) -> NDArray[np.bool_]:
        """True for each frame whose map is cached: bool, shape (frame_count,)."""
        with self._lock:
            return _flags(list(self._known), frame_count)

    def damaged(self, frame_count: int) -> NDArray[np.bool_]:
        """True for each frame known to be damaged: bool, shape (frame_count,)."""
        with self._lock:
            return _flags([index for index, damaged in self._known.items() if damaged], frame_count)

    @property
    def is_saved(self) -> bool:
        """True if maps are written to disk; False without a folder, if it cannot be written, and once closed."""
        return self._file is not None

    def close(self) -> None:
        """Writes pending maps to disk and closes the file. May be called twice."""
        with self._lock:
            if self._file is not None:
                self._write(self._file)
            if self._file is not None:
                self._file.close()
                self._file = None

    def _add_to_memory(self, index: int, row: Row) -> None:
        if (old := self._rows.pop(index, None)) is not None:
            self._bytes -= len(old.packed)
        self._rows[index] = row
        self._bytes += len(row.packed)
        while self._bytes > self._cap_bytes and len(self._rows) > 1:
            oldest, dropped = self._rows.popitem(last=False)
            self._bytes -= len(dropped.packed)
            if self._file is None:
                self._known.pop(oldest, None)

    def _load(self, index: int) -> Row | None:
        if self._file is None or index not in self._known:
            return None
        try:
            row = self._file.read(index)
        except ValueError as error:
            self._drop(index, error)
            return None
        except sqlite3.Error as error:
            self._replace_file(self._file, error)
            return None
        if row is not None:
            self._add_to_memory(index, row)
        return row

    def _write(self, file: ProbabilityMapFile) -> None:
        try:
            file.write(self._unwritten)
        except sqlite3.Error as error:
            self._replace_file(file, error)
        else:
            self._unwritten.clear()

    def _drop(self, index: int, damage: Exception) -> None:
        _log.warning("The cached map of frame %d is damaged and will be computed again: %s", index, damage)
        self._known.pop(index, None)
        self._unwritten.pop(index, None)
        if (row := self._rows.pop(index, None)) is not None:
            self._bytes -= len(row.packed)
        if self._file is not None:
            try:
                self._file.delete(index)
            except sqlite3.Error as error:
                self._replace_file(self._file, error)

    def _replace_file(self, file: ProbabilityMapFile, error: sqlite3.Error) -> None:
        """Continues with the maps in memory: with a new file if this one is damaged, without one if it is unusable."""
        file.close()
        self._file, self.problem = replace_map_file(file.path, error)
        self._known = {index: row.damaged for index, row in self._rows.items()}
        self._unwritten = dict(self._rows) if self._file is not None else {}


def _flags(indices: list[int], frame_count: int) -> NDArray[np.bool_]:
    flags = np.zeros(frame_count, bool)
    flags[[index for index in indices if 0 <= index < frame_count]] = True
    return flags
