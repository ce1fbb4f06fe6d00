"""Masks in a review file: writes their pixels, and reads those that count instead of the model's prediction.

The review itself holds only which frames have masks (`MaskLayer`, `MaskIndex`); pixels are read frame by frame, so that
memory does not grow with their number.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled
from polyp_core.errors import ReviewError
from polyp_core.masks.regions import Mask
from polyp_core.masks.run_lengths import compress_mask, uncompress_mask
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.records import MaskLayer, MaskSource, Recording
from polyp_core.review.review import Review
from polyp_core.review.review_reading import explain_errors, open_read_only
from polyp_core.review.review_schema import transaction

_BATCH = 256  # masks in a transaction


@dataclass(frozen=True, slots=True, eq=False)
class FrameMask:
    """A mask (H x W bool, at the size of the recording's pictures) that is to be stored.

    `picture_mark` is the checksum of the picture it was drawn on (`masks.prediction.picture_mark`), if known; by it the
    frame is found again in another file of the recording.
    """

    frame_index: int
    mask: Mask
    picture_mark: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class StoredMask:
    """The mask of a frame (H x W bool) that counts instead of the prediction, and where it comes from.

    `reader` drew or accepted it `at` a UTC time in ISO 8601. `model` and `model_sha256` are the model whose prediction
    it started from, "" without one; `lesion` identifies the lesion in it, if known.
    """

    frame_index: int
    mask: Mask
    source: MaskSource
    reader: str
    at: str
    model: str = ""
    model_sha256: str = ""
    lesion: str | None = None
    picture_mark: int | None = None


MaskLookup = Callable[[int], StoredMask | None]
"""Returns the mask of a frame that counts instead of the prediction; None if the prediction counts."""


@dataclass(frozen=True, slots=True)
class ReviewMasks:
    """The masks of a review as it was at one moment, with the file of `recording` that has their pixels."""

    path: Path
    recording: Recording
    review: Review

    @contextmanager
    def open(self) -> Iterator[MaskLookup]:
        """Yields a function that returns the mask of a frame, for the thread that calls this. It raises ReviewError."""
        with MaskReader(self.path, self.recording) as reader:
            yield partial(reader.mask_of, self.review)

    def label(self, ranges: Sequence[range] | None = None) -> str:
        """Returns whose masks there are in the frames of `ranges`, None for all, such as "12 frames by Ada", or ""."""
        frames = self.review.masks.frames()
        if ranges is not None:
            frames = frames[np.isin(frames, np.concatenate([np.arange(each.start, each.stop) for each in ranges]))]
        return format_mask_count(len(frames), self.review.reader)


def format_mask_count(count: int, reader: str) -> str:
    """Returns a text such as "12 frames by Ada"; "" for none."""
    if not count:
        return ""
    one = filled("1 frame by {reader}", reader=reader)
    return one if count == 1 else filled("{n} frames by {reader}", n=count, reader=reader)


class MaskReader(ContextManagerMixin):
    """Reads masks on demand, for one thread at a time.

    It has a connection of its own to the review file, which another thread may have open for writing.
    """

    def __init__(self, path: Path, recording: Recording) -> None:
        """`path` is the review file of `recording`; it is opened when the first mask is read."""
        self._path, self._recording = path, recording
        self._database: sqlite3.Connection | None = None

    def mask_of(self, review: Review, frame_index: int) -> StoredMask | None:
        """Returns the mask of a frame in a review of the file, None if the prediction counts. Raises ReviewError."""
        if review.masks.layer(frame_index) is None:
            return None
        with explain_errors(self._path):
            if self._database is None:
                self._database = open_read_only(self._path)
            return read_mask(self._database, self._recording, review, frame_index)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def write_masks(database: sqlite3.Connection, recording: Recording, layer: str, masks: Iterable[FrameMask]) -> None:
    """Stores the pixels of masks under the id of their layer, a batch at a time.

    They count once a change adds the layer. Raises sqlite3.Error, or ReviewError for a mask that does not fit.
    """
    rows = (_row(layer, each, recording) for each in masks)
    while batch := list(islice(rows, _BATCH)):
        with transaction(database):
            database.executemany("INSERT INTO mask_runs VALUES (?, ?, ?, ?, ?)", batch)


def read_mask(
    database: sqlite3.Connection, recording: Recording, review: Review, frame_index: int
) -> StoredMask | None:
    """Returns the current mask of a frame, None if the prediction counts. Raises sqlite3.Error."""
    layer = review.masks.layer(frame_index)
    if layer is None:
        return None
    mask, picture_mark = np.zeros((recording.height_px, recording.width_px), np.bool_), None
    if layer.source.has_pixels:
        row = database.execute(
            "SELECT counts, picture_mark FROM mask_runs WHERE layer = ? AND frame = ?", (layer.id, frame_index)
        ).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"the mask of frame {frame_index} is missing")
        counts, picture_mark = row
        try:
            mask = uncompress_mask(counts, recording.height_px, recording.width_px)
        except (ValueError, TypeError) as error:
            raise sqlite3.DatabaseError(f"the mask of frame {frame_index} cannot be read") from error
    return StoredMask(
        frame_index,
        mask,
        layer.source,
        review.reader,
        layer.at,
        layer.model,
        layer.model_sha256,
        layer.lesion,
        picture_mark,
    )


def read_areas(database: sqlite3.Connection, recording: Recording, review: Review) -> MaskAreas:
    """Returns the areas of all current masks, without reading their pixels. Raises sqlite3.Error."""
    frames = review.masks.frames()
    areas_px = np.zeros(recording.frame_count)
    query = "SELECT frame, area_px FROM mask_runs WHERE layer = ? AND frame BETWEEN ? AND ?"
    for layer in review.masks.layers:  # later ones cover earlier ones
        for first, last in layer.frames:
            areas_px[first : last + 1] = 0
            if layer.source.has_pixels:
                for frame, area_px in database.execute(query, (layer.id, first, last)):
                    areas_px[frame] = area_px
    return MaskAreas(frames, areas_px[frames] / (recording.width_px * recording.height_px))


def count_masks(database: sqlite3.Connection, layer: MaskLayer) -> int:
    """Returns how many frames of a layer have their pixels in the file. Raises sqlite3.Error."""
    query = "SELECT count(*) FROM mask_runs WHERE layer = ? AND frame BETWEEN ? AND ?"
    return sum(int(database.execute(query, (layer.id, *ends)).fetchone()[0]) for ends in layer.frames)


def check_mask_size(height_px: int, width_px: int, recording: Recording) -> None:
    """Raises ReviewError if a mask does not have the size of the recording's pictures."""
    if (width_px, height_px) != (recording.width_px, recording.height_px):
        raise ReviewError(
            "A mask of {width_px} x {height_px} pixels does not fit this recording, whose pictures have "
            "{wanted_width} x {wanted_height}.",
            width_px=str(width_px),
            height_px=str(height_px),
            wanted_width=str(recording.width_px),
            wanted_height=str(recording.height_px),
        )


def _row(layer: str, each: FrameMask, recording: Recording) -> tuple[object, ...]:
    height_px, width_px = each.mask.shape
    check_mask_size(height_px, width_px, recording)
    if not 0 <= each.frame_index < recording.frame_count:
        raise ReviewError("The recording has no frame {frame_index}.", frame_index=str(each.frame_index))
    area_px = int(np.count_nonzero(each.mask))
    return layer, each.frame_index, area_px, each.picture_mark, compress_mask(each.mask)
