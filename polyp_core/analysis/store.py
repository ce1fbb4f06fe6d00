"""Kept probability maps of a clip, so that nothing is computed twice, not even on another day."""

import logging
import sqlite3
import threading
import zlib
from collections import OrderedDict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.map_file import MapFile, Row, open_after, open_map_file
from polyp_core.closing import Closing
from polyp_core.inference.segmentation import Segmentation

_log = logging.getLogger(__name__)
_ROWS_PER_WRITE = 128


class MapStore(Closing):
    """The probability maps of one source under one model: compressed, in memory up to a cap, the rest on disk.

    With a `folder` the maps also outlive the program, in `<folder>/<key>.sqlite`; without one, or where the folder
    cannot be written, the oldest maps above the cap are forgotten and would be computed again. What cannot be read back
    was never kept: a damaged row or file is dropped with a line in the log. Any thread may call it.
    """

    def __init__(
        self, key: str, *, engine: str | None = None, memory_mb: float = 256.0, folder: Path | None = None
    ) -> None:
        """With an `engine`, only maps that this one computed are kept: another may take over at any frame."""
        self.engine = engine
        self._cap_bytes = int(memory_mb * 1e6)
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._bytes = 0
        self._unwritten: dict[int, Row] = {}
        self._lock = threading.Lock()
        self._file: MapFile | None = None
        self.problem = ""
        """A sentence for users on why maps of before are gone or these will not be kept; "" where all is well."""
        if folder is not None:
            self._file, self.problem = open_map_file(folder / f"{key}.sqlite")
        self._known: dict[int, bool] = dict(self._file.found) if self._file is not None else {}

    def get(self, frame_index: int) -> Segmentation | None:
        """The kept segmentation of that frame, or None."""
        with self._lock:
            row = self._rows.get(frame_index) or self._unwritten.get(frame_index) or self._load(frame_index)
        if row is None:
            return None
        try:
            return row.segmentation(frame_index, self.engine)
        except (ValueError, zlib.error) as error:
            with self._lock:
                self._forget(frame_index, error)
            return None

    def put(self, segmentation: Segmentation, *, damaged: bool = False) -> None:
        """Keeps a segmentation, and whether its frame was damaged."""
        if self.engine is not None and segmentation.engine != self.engine:
            return
        row = Row.of(segmentation, damaged=damaged)
        with self._lock:
            index = segmentation.frame_index
            self._known[index] = damaged
            self._remember(index, row)
            if self._file is not None:
                self._unwritten[index] = row
                if len(self._unwritten) >= _ROWS_PER_WRITE:
                    self._write(self._file)

    def __contains__(self, frame_index: int) -> bool:
        return frame_index in self._known

    def __len__(self) -> int:
        return len(self._known)

    def analysed(self, frame_count: int) -> NDArray[np.bool_]:
        """For each frame of the clip, whether its map is kept: bool, shape (frame_count,)."""
        with self._lock:
            return _flags(list(self._known), frame_count)

    def damaged(self, frame_count: int) -> NDArray[np.bool_]:
        """For each frame of the clip, whether it is known to be damaged: bool, shape (frame_count,)."""
        with self._lock:
            return _flags([index for index, damaged in self._known.items() if damaged], frame_count)

    def close(self) -> None:
        """Writes what is not on disk yet and lets go of the file. May be called twice."""
        with self._lock:
            if self._file is not None:
                self._write(self._file)
            if self._file is not None:
                self._file.close()
                self._file = None

    def _remember(self, index: int, row: Row) -> None:
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
            self._forget(index, error)
            return None
        except sqlite3.Error as error:
            self._lose_file(self._file, error)
            return None
        if row is not None:
            self._remember(index, row)
        return row

    def _write(self, file: MapFile) -> None:
        try:
            file.write(self._unwritten)
        except sqlite3.Error as error:
            self._lose_file(file, error)
        else:
            self._unwritten.clear()

    def _forget(self, index: int, damage: Exception) -> None:
        _log.warning("The kept map of frame %d is damaged and will be computed again: %s", index, damage)
        self._known.pop(index, None)
        self._unwritten.pop(index, None)
        if (row := self._rows.pop(index, None)) is not None:
            self._bytes -= len(row.packed)
        if self._file is not None:
            try:
                self._file.delete(index)
            except sqlite3.Error as error:
                self._lose_file(self._file, error)

    def _lose_file(self, file: MapFile, error: sqlite3.Error) -> None:
        """Goes on with what memory holds: in a new file where this one is damaged, in none where it cannot be used."""
        file.close()
        self._file, self.problem = open_after(file.path, error)
        self._known = {index: row.damaged for index, row in self._rows.items()}
        self._unwritten = dict(self._rows) if self._file is not None else {}


def _flags(indices: list[int], frame_count: int) -> NDArray[np.bool_]:
    flags = np.zeros(frame_count, bool)
    flags[[index for index in indices if 0 <= index < frame_count]] = True
    return flags
