"""The folder of reviews: where a recording's review lies, the list of all, and setting a damaged one aside."""

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from polyp_core.errors import ReviewError
from polyp_core.files.regular_files import format_os_error
from polyp_core.paths import data_dir
from polyp_core.review.records import Recording
from polyp_core.review.review_reading import (
    ReviewProgress,
    read_content,
    side_files,
)

_log = logging.getLogger(__name__)
_SUFFIX = ".sqlite"


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """One reader's review in the list of reviews; `changed_at` is a UTC time in ISO 8601.

    `decided` counts the decisions; `progress`, which also counts what is not decided, is None if it was only imported.
    """

    path: Path
    recording: Recording
    reader: str
    decided: int
    progress: ReviewProgress | None
    is_complete: bool
    changed_at: str


def review_path(recording: Recording) -> Path:
    """Returns the path of the review of a recording in the user's data folder."""
    return path_of_review(recording.key, recording.video_track)


def path_of_review(key: str, video_track: int | None) -> Path:
    """Returns the path of the review of the recording with that content key and video track, None for the default."""
    track = "" if video_track is None else f"-track-{video_track}"
    return _reviews_folder() / f"{key}{track}{_SUFFIX}"


def picture_review_path(key: str) -> Path:
    """Returns the path of the review of a single picture with that content key; such reviews are in no list."""
    return _reviews_folder() / "pictures" / f"{key}{_SUFFIX}"


def has_picture_reviews() -> bool:
    """Returns whether there is a review of any single picture."""
    return any((_reviews_folder() / "pictures").glob(f"*{_SUFFIX}"))


def review_files(folder: Path | None = None) -> list[Path]:
    """Returns the review files in a folder, by default the user's own, without those that were set aside."""
    files = sorted((folder or _reviews_folder()).glob(f"*{_SUFFIX}"))
    return [path for path in files if ".damaged-" not in path.name]


def list_reviews(folder: Path | None = None) -> list[ReviewSummary]:
    """Returns the reviews in a folder, by default the user's own, the latest first; unreadable files are logged."""
    found: list[ReviewSummary] = []
    for path in review_files(folder):
        try:
            found += _summaries(path)
        except ReviewError as error:
            _log.warning("A review is left out of the list: %s", error)
    return sorted(found, key=lambda each: each.changed_at, reverse=True)


def set_aside(path: Path) -> Path:
    """Renames a damaged review file, so that a new one can be created, and returns its new path. Raises ReviewError."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")):
        number += 1
    try:
        path.rename(aside)
        for old, new in zip(side_files(path), side_files(aside), strict=True):
            with suppress(FileNotFoundError):
                old.rename(new)
    except OSError as error:
        raise ReviewError(
            "The review {path} could not be renamed: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    return aside


def _summaries(path: Path) -> Iterator[ReviewSummary]:
    content = read_content(path)
    changed = {event.reader: event.at for event in content.events}
    for reader, review in content.reviews.items():
        decided = sum(decision.state != "undecided" for decision in review.decisions)
        progress = content.progress.get(reader)
        yield ReviewSummary(path, content.recording, reader, decided, progress, review.is_complete, changed[reader])


def _reviews_folder() -> Path:
    return data_dir() / "reviews"
