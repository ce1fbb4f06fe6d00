"""Reads and writes cached probability maps, and what was measured on them, in an SQLite file."""

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
from numpy.typing import NDArray

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled
from polyp_core.files.private_files import ensure_private_file, make_private_folder, restrict_to_user
from polyp_core.findings.frame_quality import FrameQuality
from polyp_core.findings.recording_table import FRAME, MEASURES_VERSION, FrameMeasures
from polyp_core.findings.region_table import LEVELS, REGION
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox

_log = logging.getLogger(__name__)
_ADDED_COLUMNS = ("presence", "presence_level")
"""Missing from files of earlier versions, which only hold maps of models without a presence head."""
_COLUMNS = "width, height, side, picture, damaged, map, presence, presence_level"
_MAPS = {
    "frame": "INTEGER",
    **dict.fromkeys(("width", "height", "side", "picture", "damaged"), "INTEGER"),
    "map": "BLOB",
    **dict.fromkeys(_ADDED_COLUMNS, "REAL"),
}
_MEASURES = {"frame": "INTEGER", **dict.fromkeys(FrameQuality._fields, "REAL"), "regions": "BLOB"}
"""Missing from files of earlier versions, or taken in another way than today if the file's `user_version` is lower."""
_TABLES = {"maps": _MAPS, "measures": _MEASURES}
"""Columns and types of the tables; `frame` is the key."""
_MOST_FRAMES = 10_000_000  # more than 100 hours; guards against a damaged frame number
_WRITE_TIMEOUT_MS = 10_000  # another process may be writing, too
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


@dataclass(frozen=True, slots=True, eq=False)
class FoundFrames:
    """The frames of a file: their indices (N,), rows (N,) of dtype FRAME, and regions (dtype REGION) by frame."""

    index: NDArray[np.intp]
    frames: NDArray[np.void]
    regions: NDArray[np.void]


class ProbabilityMapFile(ContextManagerMixin):
    """The rows of one file, which is created if missing. Methods raise sqlite3.Error.

    Several processes may use one file at the same time. OperationalError means that the file cannot be used now (disk
    full, locked), any other error that it is damaged.
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
            self._complete_schema()
            self._refuse_other_tables()
            self.found = self._find_frames()
            """The frames with a map when the file was opened."""
            self._database.execute(f"PRAGMA busy_timeout={_WRITE_TIMEOUT_MS}")
        except sqlite3.Error:
            self._database.close()
            raise
        with suppress(OSError):
            os.utime(path)  # `prune_folder` uses the modification time as the time of last use

    def _complete_schema(self) -> None:
        """Adds what a new file or one of an earlier version lacks, unless another process has done so."""
        if self._version() == MEASURES_VERSION:
            return
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            if self._version() == MEASURES_VERSION:
                return
            for table, columns in _TABLES.items():
                described = ", ".join(f"{name} {kind}" for name, kind in columns.items())
                described = described.replace("frame INTEGER", "frame INTEGER PRIMARY KEY")
                self._database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({described})")
            known = {name for _, name, *_ in self._database.execute("PRAGMA table_info(maps)")}
            for name in _ADDED_COLUMNS:
                if name not in known:
                    self._database.execute(f"ALTER TABLE maps ADD COLUMN {name} REAL")
            self._database.execute("DELETE FROM measures")
            self._database.execute(f"PRAGMA user_version={MEASURES_VERSION}")

    def _version(self) -> int:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _refuse_other_tables(self) -> None:
        found = self._database.execute("SELECT type, name FROM sqlite_master WHERE type != 'index'").fetchall()
        if set(found) != {("table", name) for name in _TABLES}:
            raise sqlite3.DatabaseError("it holds other tables than those of maps and measures")
        for table, columns in _TABLES.items():
            described = self._database.execute(f"PRAGMA table_info({table})").fetchall()
            expected = {(name, kind): name == "frame" for name, kind in columns.items()}
            if {(name, kind): bool(key) for _, name, kind, _, _, key in described} != expected:
                raise sqlite3.DatabaseError(f"its table {table} has other columns")

    def _find_frames(self) -> FoundFrames:
        # CAST, as any column may hold any type in a damaged file.
        quality = ", ".join(f"CAST({name} AS REAL)" for name in FrameQuality._fields)
        rows = self._database.execute(
            "SELECT maps.frame, CAST(damaged AS INTEGER), CAST(presence AS REAL), CAST(presence_level AS REAL),"
            f" {quality}, CAST(regions AS BLOB) FROM maps LEFT JOIN measures ON measures.frame = maps.frame"
            f" WHERE maps.frame BETWEEN 0 AND {_MOST_FRAMES} ORDER BY maps.frame"
        ).fetchall()
        index = np.array([row[0] for row in rows], np.intp)
        regions, is_measured = _regions_in([row[-1] for row in rows], index)
        frames = np.zeros(len(rows), FRAME)
        frames["has_map"], frames["is_measured"] = True, is_measured
        for number, name in enumerate(FRAME.names[2:], 1):  # type: ignore[index]
            frames[name] = np.array([row[number] for row in rows], np.float32)
        frames["presence_level"] = np.nan_to_num(frames["presence_level"])
        return FoundFrames(index, frames, regions)

    def read(self, frame_index: int) -> Row | None:
        """The row of that frame, or None. Also raises ValueError if its values have the wrong types."""
        found = self._database.execute(f"SELECT {_COLUMNS} FROM maps WHERE frame = ?", (frame_index,)).fetchone()
        if found is None:
            return None
        if not all(isinstance(value, types) for value, types in zip(found, _COLUMN_TYPES, strict=True)):
            raise ValueError(f"the row of frame {frame_index} does not hold a probability map")
        return Row(*found)

    def write(self, maps: Mapping[int, Row], measures: Mapping[int, FrameMeasures]) -> None:
        """Inserts or replaces maps and measures, by frame index, in one transaction."""
        map_rows = [
            (
                *(index, row.width_px, row.height_px, row.side_px, row.picture_mark, row.damaged, row.packed),
                *(row.presence, row.presence_level),
            )
            for index, row in maps.items()
        ]
        unknown = (None,) * len(FrameQuality._fields)
        measure_rows = [(index, *(each.quality or unknown), each.regions.tobytes()) for index, each in measures.items()]
        with self._database:
            for table, rows in (("maps", map_rows), ("measures", measure_rows)):
                marks = ", ".join("?" * len(_TABLES[table]))
                self._database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)

    def delete(self, frame_index: int) -> None:
        """Removes the rows of that frame."""
        with self._database:
            for table in _TABLES:
                self._database.execute(f"DELETE FROM {table} WHERE frame = ?", (frame_index,))

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
            return ProbabilityMapFile(path), filled(
                "The saved analysis of this recording was damaged. The recording is being analysed again."
            )
        except (sqlite3.Error, OSError) as error:
            failure = error
    _log.warning("Probability maps are cached in memory only: %s: %s", path, failure)
    return None, filled(
        "The analysis of this recording cannot be saved, because its cache file cannot be used ({failure}). "
        "What is not saved will be analysed again the next time the recording is opened.",
        failure=str(failure),
    )


def _regions_in(blobs: list[bytes | None], index: NDArray[np.intp]) -> tuple[NDArray[np.void], NDArray[np.bool_]]:
    """Returns the regions in N `blobs`, and for which of their frames `index` (N,) they are complete and plausible."""
    sizes = np.array([-1 if blob is None else len(blob) for blob in blobs], np.intp)
    is_measured = (sizes >= 0) & (sizes % REGION.itemsize == 0)
    regions = np.frombuffer(b"".join(blob for blob, ok in zip(blobs, is_measured, strict=True) if ok and blob), REGION)
    owner = np.repeat(index[is_measured], sizes[is_measured] // REGION.itemsize)
    plausible = (regions["frame"] == owner) & (regions["level"] < len(LEVELS))
    for name in ("area", "mean", "peak"):
        plausible &= (regions[name] > 0) & (regions[name] <= 1.001)  # of sums in float32
    if not plausible.all():
        damaged = owner[~plausible]
        regions, is_measured = regions[~np.isin(owner, damaged)], is_measured & ~np.isin(index, damaged)
    return regions, is_measured


def _side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _SIDE_FILES]


def _delete(path: Path) -> None:
    for file in (path, *_side_files(path)):
        file.unlink(missing_ok=True)
