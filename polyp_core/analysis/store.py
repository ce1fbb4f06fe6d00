"""Kept probability maps of a clip, so that nothing is computed twice, not even on another day."""

import logging
import sqlite3
import threading
import zlib
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.segmentation import Segmentation
from polyp_core.model.letterbox import Letterbox

_log = logging.getLogger(__name__)
_ROWS_PER_WRITE = 128
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS maps (frame INTEGER PRIMARY KEY, width INTEGER, height INTEGER, side INTEGER,"
    " damaged INTEGER, map BLOB)"
)


@dataclass(frozen=True, slots=True)
class _Row:
    width_px: int
    height_px: int
    side_px: int
    damaged: bool
    packed: bytes

    def segmentation(self, frame_index: int) -> Segmentation:
        shape = (self.side_px, self.side_px)
        probability = np.frombuffer(zlib.decompress(self.packed), np.uint8).reshape(shape)
        return Segmentation(frame_index, probability, Letterbox(self.width_px, self.height_px, self.side_px))


class MapStore:
    """The probability maps of one source under one model: compressed, in memory up to a cap, the rest on disk.

    With a `folder` the maps also outlive the program, in `<folder>/<key>.sqlite`; without one, or where the folder
    cannot be written, the oldest maps above the cap are forgotten and would be computed again. Any thread may call it.
    """

    def __init__(self, key: str, *, memory_mb: float = 256.0, folder: Path | None = None) -> None:
        self._cap_bytes = int(memory_mb * 1e6)
        self._rows: OrderedDict[int, _Row] = OrderedDict()
        self._bytes = 0
        self._unwritten: dict[int, _Row] = {}
        self._known: dict[int, bool] = {}
        self._lock = threading.Lock()
        self._database = _open_database(folder / f"{key}.sqlite") if folder is not None else None
        if self._database is not None:
            self._known = {
                frame: bool(flag) for frame, flag in self._database.execute("SELECT frame, damaged FROM maps")
            }

    def get(self, frame_index: int) -> Segmentation | None:
        """The kept segmentation of that frame, or None."""
        with self._lock:
            row = self._rows.get(frame_index) or self._unwritten.get(frame_index) or self._load(frame_index)
        return None if row is None else row.segmentation(frame_index)

    def put(self, segmentation: Segmentation, *, damaged: bool = False) -> None:
        """Keeps a segmentation, and whether its frame was damaged."""
        box = segmentation.letterbox
        packed = zlib.compress(segmentation.probability.tobytes(), level=1)
        row = _Row(box.width_px, box.height_px, box.side_px, damaged, packed)
        with self._lock:
            index = segmentation.frame_index
            self._known[index] = damaged
            self._remember(index, row)
            if self._database is not None:
                self._unwritten[index] = row
                if len(self._unwritten) >= _ROWS_PER_WRITE:
                    self._write()

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
            if self._database is not None:
                self._write()
            if self._database is not None:
                self._database.close()
                self._database = None

    def _remember(self, index: int, row: _Row) -> None:
        if (old := self._rows.pop(index, None)) is not None:
            self._bytes -= len(old.packed)
        self._rows[index] = row
        self._bytes += len(row.packed)
        while self._bytes > self._cap_bytes and len(self._rows) > 1:
            oldest, dropped = self._rows.popitem(last=False)
            self._bytes -= len(dropped.packed)
            if self._database is None:
                self._known.pop(oldest, None)

    def _load(self, index: int) -> _Row | None:
        if self._database is None or index not in self._known:
            return None
        query = "SELECT width, height, side, damaged, map FROM maps WHERE frame = ?"
        found = self._database.execute(query, (index,)).fetchone()
        if found is None:
            return None
        row = _Row(found[0], found[1], found[2], bool(found[3]), found[4])
        self._remember(index, row)
        return row

    def _write(self) -> None:
        assert self._database is not None
        rows = [
            (index, row.width_px, row.height_px, row.side_px, row.damaged, row.packed)
            for index, row in self._unwritten.items()
        ]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO maps VALUES (?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            _log.warning("Probability maps are kept in memory only: %s", error)
            self._database.close()
            self._database = None
            self._known = {index: row.damaged for index, row in self._rows.items()}
        self._unwritten.clear()


def _flags(indices: list[int], frame_count: int) -> NDArray[np.bool_]:
    flags = np.zeros(frame_count, bool)
    flags[[index for index in indices if index < frame_count]] = True
    return flags


def _open_database(path: Path) -> sqlite3.Connection | None:
    """Opens or makes the file of maps; a damaged one is made anew. None, with a line in the log, where that fails."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, check_same_thread=False, timeout=2.0)
            try:
                database.execute("PRAGMA journal_mode=WAL")
                database.execute("PRAGMA synchronous=NORMAL")
                database.execute(_SCHEMA)
                database.execute("SELECT frame, width, height, side, damaged, map FROM maps LIMIT 1").fetchone()
            except sqlite3.Error:
                database.close()
                raise
            return database
        except sqlite3.OperationalError as error:
            _log.warning("Probability maps are kept in memory only: %s: %s", path, error)
            return None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
        except OSError as error:
            _log.warning("Probability maps are kept in memory only: %s: %s", path, error)
            return None
    return None


def prune_maps(folder: Path, cap_mb: float) -> None:
    """Deletes the longest unused files of maps until the folder holds at most `cap_mb`."""
    files = []
    for file in folder.glob("*.sqlite"):
        with suppress(OSError):
            files.append((file.stat().st_mtime, file.stat().st_size, file))
    kept = 0.0
    for _, size, file in sorted(files, reverse=True):
        kept += size / 1e6
        if kept > cap_mb:
            with suppress(OSError):
                file.unlink()
