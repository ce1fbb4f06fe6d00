"""Caches the probability maps of a recording and what is measured on them, so that no frame is segmented twice."""

import logging
import sqlite3
import threading
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.probability_map_file import ProbabilityMapFile, Row, open_map_file, replace_map_file
from polyp_core.analysis.probability_map_keys import map_key, source_key
from polyp_core.cache import MAPS
from polyp_core.context_manager import ContextManagerMixin
from polyp_core.findings.recording_table import FrameMeasures, RecordingTable
from polyp_core.frames.frame import Deinterlace, Frame
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.prediction import Prediction

_log = logging.getLogger(__name__)
_ROWS_PER_WRITE = 128


class ProbabilityMapCache(ContextManagerMixin):
    """The predictions of one model for one source: compressed maps, and the regions and quality measured on each frame.

    With a `folder`, all is also written to `<folder>/<key>.sqlite`. Maps are held in memory up to a cap; without a file
    the oldest above it are evicted, while what was measured on them stays. Damaged rows and files are dropped with a
    warning in the log. Thread-safe; several processes may use one file at the same time.
    """

    def __init__(
        self, key: str, *, engine: str | None = None, memory_mb: float = 256.0, folder: Path | None = None
    ) -> None:
        """With an `engine`, maps computed by another engine are ignored: a fallback may take over at any frame."""
        self.key, self.engine = key, engine
        self._cap_bytes = int(memory_mb * 1e6)
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._bytes = 0
        self._unwritten: dict[int, Row] = {}
        self._unwritten_measures: dict[int, FrameMeasures] = {}
        self._lock = threading.Lock()
        self._file: ProbabilityMapFile | None = None
        self._table = RecordingTable()
        self.problem = ""
        """Message for the user if earlier maps were lost or new ones cannot be written to disk; "" if neither."""
        if folder is not None:
            self._file, self.problem = open_map_file(folder / f"{key}.sqlite")
        if self._file is not None:
            found = self._file.found
            self._table.add_all(found.index, found.frames, found.regions)

    def get(self, frame_index: int) -> Prediction | None:
        """The cached prediction for that frame, or None. If it comes from an earlier version, it is measured now."""
        with self._lock:
            row = self._rows.get(frame_index) or self._unwritten.get(frame_index) or self._load(frame_index)
        if row is None:
            return None
        try:
            prediction = row.prediction(frame_index, self.engine)
        except (ValueError, zlib.error) as error:
            with self._lock:
                self._drop(frame_index, error)
            return None
        if not self._table.is_measured(frame_index):
            measures = FrameMeasures.of(prediction, damaged=bool(row.damaged))
            with self._lock:
                self._table.add(frame_index, measures)
                self._write_later(frame_index, None, measures)
        return prediction

    def put(self, prediction: Prediction, frame: Frame | None = None) -> None:
        """Caches a prediction and measures it, and the quality of the `frame` that it was computed from."""
        if self.engine is not None and prediction.engine != self.engine:
            return
        index, measures = prediction.frame_index, FrameMeasures.of(prediction, frame)
        row = Row.of(prediction, damaged=measures.damaged)
        with self._lock:
            self._table.add(index, measures)
            self._add_to_memory(index, row)
            self._write_later(index, row, measures)

    def __contains__(self, frame_index: int) -> bool:
        return self._table.has_map(frame_index)

    def __len__(self) -> int:
        return self._table.count_maps()

    def frames(self, frame_count: int) -> NDArray[np.void]:
        """Returns what is known of each of `frame_count` frames (dtype FRAME). Never waits for the disk."""
        return self._table.frames(frame_count)

    def measures(self, frame_count: int) -> tuple[NDArray[np.void], NDArray[np.void]]:
        """Returns `frames`, and their regions (dtype REGION) ordered by frame."""
        with self._lock:
            return self._table.frames(frame_count), self._table.regions(frame_count)

    def measures_at(self, frame_index: int) -> FrameMeasures | None:
        """Returns what was measured on a frame, None if nothing was."""
        with self._lock:
            return self._table.at(frame_index)

    def analysed(self, frame_count: int) -> NDArray[np.bool_]:
        """True for each frame whose map is cached: bool, shape (frame_count,)."""
        return np.asarray(self.frames(frame_count)["has_map"])

    @property
    def is_saved(self) -> bool:
        """True if maps are written to disk; False without a folder, if it cannot be written, and once closed."""
        return self._file is not None

    def close(self) -> None:
        """Writes pending maps to disk and closes the file. May be called twice."""
        with self._lock:
            self._write()
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
                self._table.drop_map(oldest)

    def _load(self, index: int) -> Row | None:
        if self._file is None or index not in self:
            return None
        try:
            row = self._file.read(index)
        except ValueError as error:
            self._drop(index, error)
            return None
        except sqlite3.Error as error:
            self._replace_file(self._file, error)
            return None
        if row is None:
            self._table.remove([index])  # another process has removed it
        else:
            self._add_to_memory(index, row)
        return row

    def _write_later(self, index: int, row: Row | None, measures: FrameMeasures) -> None:
        if self._file is None:
            return
        if row is not None:
            self._unwritten[index] = row
        self._unwritten_measures[index] = measures
        if len(self._unwritten_measures) >= _ROWS_PER_WRITE:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        try:
            self._file.write(self._unwritten, self._unwritten_measures)
        except sqlite3.Error as error:
            self._replace_file(self._file, error)
        else:
            self._unwritten.clear()
            self._unwritten_measures.clear()

    def _drop(self, index: int, damage: Exception) -> None:
        _log.warning("The cached map of frame %d is damaged and will be computed again: %s", index, damage)
        self._table.remove([index])
        self._unwritten.pop(index, None)
        self._unwritten_measures.pop(index, None)
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
        if self._file is None:
            self._table.keep_maps(self._rows)
            self._unwritten = {}
        else:
            self._table.keep(self._rows)
            self._unwritten = dict(self._rows)
        self._unwritten_measures = {}  # those in the new file are measured again when they are read


def open_map_cache(
    source: Path | Sequence[Path],
    segmenter: Segmenter,
    *,
    deinterlace: Deinterlace = "auto",
    video_track: int | None = None,
    memory_mb: float = 256.0,
) -> ProbabilityMapCache:
    """Opens the predictions of a source by the model and the engine of `segmenter`: the same for viewer and commands.

    Raises OSError or SourceError if the source cannot be read.
    """
    key = map_key(source_key(source), deinterlace, segmenter.model.sha256, segmenter.engine, video_track)
    return ProbabilityMapCache(key, engine=segmenter.engine, memory_mb=memory_mb, folder=MAPS.folder)
