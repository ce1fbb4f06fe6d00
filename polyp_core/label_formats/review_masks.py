"""Reads masks in review files as masks of a dataset: `clip.sqlite/polyp/READER%2F000123` is that of frame 123."""

from functools import lru_cache
from pathlib import Path

from polyp_core.errors import ReviewError, SourceError
from polyp_core.files.regular_files import open_regular
from polyp_core.label_formats.mask_paths import LabelPath
from polyp_core.masks.regions import Mask
from polyp_core.review.masks import MaskReader
from polyp_core.review.review_reading import ReviewContent, read_content
from polyp_core.review.review_schema import APPLICATION_ID

REVIEW_SUFFIX = ".sqlite"
_APPLICATION_ID = slice(68, 72)  # of the header of SQLite


def review_mask_path(review_file: Path, reader: str, frame_index: int) -> Path:
    """Returns the path of the mask that `reader` made of a frame."""
    return LabelPath(review_file, frozenset(), f"{reader}/{frame_index:06d}").path


def read_review_mask(label: LabelPath) -> Mask:
    """Returns the H x W mask of a frame in a review file; empty if the frame was verified to be. Raises SourceError."""
    reader, _, number = label.picture.rpartition("/")
    try:
        content = read_review_content(label.file)
        review = content.reviews.get(reader)
        if review is None or not number.isdecimal():
            raise SourceError("{file} has no masks of {reader}.", file=label.file, reader=reader)
        with MaskReader(label.file, content.recording) as masks:
            stored = masks.mask_of(review, int(number))
    except ReviewError as error:
        raise SourceError(error.text) from error
    if stored is None:
        raise SourceError("{file} has no mask of frame {frame}.", file=label.file, frame=str(int(number)))
    return stored.mask


def is_review_file(path: Path) -> bool:
    """True if the file is a review of this program, by its suffix and SQLite header; False if it cannot be read."""
    if path.suffix != REVIEW_SUFFIX:
        return False
    try:
        with open_regular(path) as file:
            return file.read(100)[_APPLICATION_ID] == APPLICATION_ID.to_bytes(4, "big")
    except OSError:
        return False


def read_review_content(path: Path) -> ReviewContent:
    """Returns what is in a review file; the latest ones stay in memory. Raises ReviewError."""
    try:
        status = path.stat()
    except OSError as error:
        raise ReviewError("The review {path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
    return _read(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, size_bytes: int, mtime_ns: int) -> ReviewContent:
    return read_content(path)
