"""Reads and writes cached probability maps in an SQLite file."""

import logging
import os
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Self

import numpy as np

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.files.private_files import ensure_private_file, make_private_folder, restrict_to_user
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox

_log = logging.getLogger(__name__)
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS maps (frame INTEGER PRIMARY KEY, width INTEGER, height INTEGER, side INTEGER,"
    " picture INTEGER, damaged INTEGER, map BLOB, presence REAL, presence_level REAL)"
)
_ADDED_COLUMNS = ("presence", "presence_level")
"""Missing from files of earlier versions, which only hold maps of models without a presence head."""
_COLUMNS = "width, height, side, picture, damaged, map, presence, presence_level"
_TABLE = {
    ("frame", "INTEGER"): 1,  # the key
    **{(name, "INTEGER"): 0 for name in ("width", "height", "side", "picture", "damaged")},
    ("map", "BLOB"): 0,
    **{(name, "REAL"): 0 for name in _ADDED_COLUMNS},
}
"""Names and types of all columns, and whether they are the key."""
_COLUMN_TYPES = ((int,), (int,), (int,), (int, NoneType), (int,), (bytes,), (float, NoneType), (float, NoneType))
_SIDE_FILES = ("-wal", "-shm")  # of SQLite's write-ahead log; left behind after a crash


@dataclass(frozen=True, slots=True)
class Row:
    """A compressed probability map with its letterbox geometry, picture mark, and whether its frame was damaged."""

    width_px: int
    height_px: int
    side_px: int
    picture_mark: int | None
    damaged: bool
    packed: bytes
    presence: float | None = None
    presence_level: float | None = None

    @classmethod
    def of(cls, prediction: Prediction, *, damaged: bool) -> Self:
        """The row for a prediction."""
        box = prediction.letterbox
        packed = zlib.compress(prediction.raw_levels.tobytes(), level=1)
        return cls(
            box.width_px,
            box.height_px,
            box.side_px,
            prediction.picture_mark,
            damaged,
            packed,
            prediction.presence,
            prediction.presence_level,
        )

    def prediction(self, frame_index: int, engine: str | None) -> Prediction:
        """The decompressed prediction. Raises ValueError or zlib.error if the row is damaged."""
        shape = (self.side_px, self.side_px)
        levels = np.frombuffer(zlib.decompress(self.packed), np.uint8).reshape(shape)
        letterbox = Letterbox(self.width_px, self.height_px, self.side_px)
        return Prediction(
            frame_index,
            levels,
            letterbox,
            engine,
            self.picture_mark,
            self.presence,
            self.presence_level or 0.0,
        )


class ProbabilityMapFile(ContextManagerMixin):
    """The rows of one file, which is created if missing. Methods raise sqlite3.Error.

    OperationalError means that the file cannot be used now (disk full, locked), any other error that it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        make_private_folder(path.parent)
        # SQLite creates its log with the permissions of the database file.
        ensure_private_file(path)
        for file in _side_files(path):
            restrict_to_user(file)
        self._database = sqlite3.connect(path, check_same_thread=False, timeout=2.0)
        try:
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute(_SCHEMA)
            known = {name for _, name, *_ in self._database.execute("PRAGMA table_info(maps)")}
            for name in _ADDED_COLUMNS:
                if name not in known:
                    self._database.execute(f"ALTER TABLE maps ADD COLUMN {name} REAL")
            self._refuse_another_table()
            rows = self._database.execute("SELECT frame, damaged FROM maps").fetchall()
        except sqlite3.Error:
            self._database.close()
            raise
        self.found: dict[int, bool] = {frame: bool(damaged) for frame, damaged in rows}
        """Frames with a map when the file was opened, and whether each frame was damaged."""
        with suppress(OSError):
            os.utime(path)  # `prune_folder` uses the modification time as the time of last use

    def _refuse_another_table(self) -> None:
        kinds = self._database.execute("SELECT type, name FROM sqlite_master WHERE type != 'index'").fetchall()
        columns = {(name, kind): key for _, name, kind, _, _, key in self._database.execute("PRAGMA table_info(maps)")}
        if kinds != [("table", "maps")] or columns != _TABLE:
            raise sqlite3.DatabaseError("it holds another table than that of maps")

    def read(self, frame_index: int) -> Row | None:
        """The row of that frame, or None. Also raises ValueError if its values have the wrong types."""
        found = self._database.execute(f"SELECT {_COLUMNS} FROM maps WHERE frame = ?", (frame_index,)).fetchone()
        if found is None:
            return None
        if not all(isinstance(value, types) for value, types in zip(found, _COLUMN_TYPES, strict=True)):
            raise ValueError(f"the row of frame {frame_index} does not hold a probability map")
        return Row(*found)

    def write(self, rows: Mapping[int, Row]) -> None:
        """Inserts or replaces rows, by frame index, in one transaction."""
        values = [
            (
                *(index, row.width_px, row.height_px, row.side_px, row.picture_mark, row.damaged, row.packed),
                *(row.presence, row.presence_level),
            )
            for index, row in rows.items()
        ]
        with self._database:
            self._database.executemany(
                f"INSERT OR REPLACE INTO maps (frame, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values
            )

    def delete(self, frame_index: int) -> None:
        """Removes the row of that frame."""
        with self._database:
            self._database.execute("DELETE FROM maps WHERE frame = ?", (frame_index,))

    def close(self) -> None:
        self._database.close()


def open_map_file(path: Path) -> tuple[ProbabilityMapFile | None, str]:
    """Opens or creates a map file. Returns it and "", or the result of `replace_map_file` after a failure."""
    try:
        return ProbabilityMapFile(path), ""
    except (sqlite3.Error, OSError) as error:
        return replace_map_file(path, error)


def replace_map_file(path: Path, failure: Exception) -> tuple[ProbabilityMapFile | None, str]:
    """Replaces a damaged, closed file by an empty one; None if it cannot be used. Also returns a message for users."""
    if isinstance(failure, sqlite3.DatabaseError) and not isinstance(failure, sqlite3.OperationalError):
        _log.warning("The probability maps in %s are damaged and will be computed again: %s", path, failure)
        try:
            _delete(path)
            return ProbabilityMapFile(path), (
                "The saved analysis of this recording was damaged. The recording is being analysed again."
            )
        except (sqlite3.Error, OSError) as error:
            failure = error
    _log.warning("Probability maps are cached in memory only: %s: %s", path, failure)
    return None, (
        f"The analysis of this recording cannot be saved, because its cache file cannot be used ({failure}). "
        "The recording will be analysed again the next time it is opened."
    )


def _side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _SIDE_FILES]


def _delete(path: Path) -> None:
    for file in (path, *_side_files(path)):
        file.unlink(missing_ok=True)
