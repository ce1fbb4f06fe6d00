"""Finds corrected masks of another version of a recording, such as one that was saved again or trimmed at its start.

A review belongs to the content of a recording, so that the masks of a changed file are not found by its key. Each mask
has the checksum of its picture, by which its frame is recognised where the pictures themselves are unchanged.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from polyp_core.errors import ReviewError
from polyp_core.frames.frame import FrameSource
from polyp_core.masks.prediction import picture_mark
from polyp_core.review.masks import StoredMask, format_mask_count, read_mask
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_files, review_path
from polyp_core.review.review_json import MaskEntry, ReaderRecords, ReviewDocument, import_reviews
from polyp_core.review.review_reading import ReviewContent, checked, content_of, explain_errors

_log = logging.getLogger(__name__)

_COMPARED = 5  # pictures that have to be the same


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """The review of another version. A frame there is the frame `offset` later in the recording in use."""

    path: Path
    offset: int
    frame_count: int
    readers: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it has, such as "12 frames by Ada"."""
        return format_mask_count(self.frame_count, ", ".join(self.readers))


def find_other_version(recording: Recording, open_frames: Callable[[], FrameSource]) -> OtherVersion | None:
    """Returns another version of `recording` with corrected masks among the user's reviews; None if there is none.

    The recording is opened only if a review has masks of the same size. Raises SourceError.
    """
    for path in review_files():
        if path == review_path(recording):
            continue
        try:
            with explain_errors(path), checked(path) as database:
                found = _compare(path, database, recording, open_frames)
        except ReviewError as error:
            _log.warning("A review is not compared: %s", error)
            continue
        if found is not None:
            return found
    return None


def take_over_masks(file: ReviewFile, other: OtherVersion) -> None:
    """Adds the masks of another version to `file`, one event for each reader. Raises ReviewError."""
    with explain_errors(other.path), checked(other.path) as database:
        content = content_of(database, other.path)
        readers = []
        for reader in other.readers:
            entries = (MaskEntry.of(each) for each in _masks(database, content, reader))
            shifted = (each.model_copy(update={"frame": each.frame + other.offset}) for each in entries)
            masks = tuple(each for each in shifted if 0 <= each.frame < file.recording.frame_count)
            readers.append(ReaderRecords(reader=reader, masks=masks))
    import_reviews(file, ReviewDocument(recording=file.recording, readers=tuple(readers)))


def _compare(
    path: Path, database: sqlite3.Connection, recording: Recording, open_frames: Callable[[], FrameSource]
) -> OtherVersion | None:
    content = content_of(database, path)
    other = content.recording
    readers = tuple(reader for reader, review in content.reviews.items() if review.masks.frames().size)
    if not readers or (other.width_px, other.height_px) != (recording.width_px, recording.height_px):
        return None
    marks = dict(_marks(database, content, readers))
    frames = sorted(marks)[:: max(1, len(marks) // _COMPARED)][:_COMPARED]
    if not frames:
        return None
    with open_frames() as source:
        for offset in dict.fromkeys((0, recording.frame_count - other.frame_count)):
            if all(_mark_of(source, frame + offset, recording) == marks[frame] for frame in frames):
                count = sum(content.reviews[reader].masks.frames().size for reader in readers)
                return OtherVersion(path, offset, count, readers)
    return None


def _marks(database: sqlite3.Connection, content: ReviewContent, readers: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for reader in readers:
        for each in _masks(database, content, reader, MaskSource.CORRECTED):
            if each.picture_mark is not None:
                yield each.frame_index, each.picture_mark


def _masks(
    database: sqlite3.Connection, content: ReviewContent, reader: str, *sources: MaskSource
) -> Iterator[StoredMask]:
    review = content.reviews[reader]
    for frame in review.masks.frames(*sources).tolist():
        if (stored := read_mask(database, content.recording, review, frame)) is not None:
            yield stored


def _mark_of(source: FrameSource, frame: int, recording: Recording) -> int | None:
    return picture_mark(source.read(frame).image) if 0 <= frame < recording.frame_count else None
