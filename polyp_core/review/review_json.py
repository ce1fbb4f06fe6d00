"""Reviews as JSON: the current records of all readers, for analyses elsewhere and for import into another file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from polyp_core.errors import ReviewError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, json_text, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.review.records import (
    Bookmark,
    BowelPreparation,
    Decision,
    Mark,
    Record,
    Recording,
    SignOff,
    format_first_problem,
)
from polyp_core.review.review import Review
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_schema import SCHEMA_VERSION

_FORMAT = "polyp-viewer-review"


class ReaderRecords(BaseModel):
    """One reader's records, each list in order of time; `sign_off` is null until the review is complete."""

    model_config = ConfigDict(frozen=True)

    reader: str
    decisions: tuple[Decision, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    marks: tuple[Mark, ...] = ()
    bowel_preparation: BowelPreparation | None = None
    sign_off: SignOff | None = None

    @classmethod
    def of(cls, review: Review) -> "ReaderRecords":
        scored = review.records.get("bowel_preparation")
        return cls(
            reader=review.reader,
            decisions=review.decisions,
            bookmarks=review.bookmarks,
            marks=review.marks,
            bowel_preparation=scored if isinstance(scored, BowelPreparation) else None,
            sign_off=review.sign_off,
        )

    @property
    def records(self) -> tuple[Record, ...]:
        single = (self.bowel_preparation, self.sign_off)
        return (*self.decisions, *self.bookmarks, *self.marks, *(each for each in single if each is not None))


class ReviewDocument(BaseModel):
    """The content of a JSON file; `version` is the schema version of the review file."""

    model_config = ConfigDict(frozen=True)

    format: Literal["polyp-viewer-review"] = "polyp-viewer-review"
    version: int = SCHEMA_VERSION
    recording: Recording
    readers: tuple[ReaderRecords, ...]

    @classmethod
    def of(cls, file: ReviewFile) -> "ReviewDocument":
        readers = tuple(ReaderRecords.of(file.review(reader)) for reader in sorted(file.readers))
        return cls(recording=file.recording, readers=readers)


def write_review_json(file: ReviewFile, path: Path) -> None:
    """Writes the current state of all reviews in `file`, without the history. Raises ExportError."""
    write_text(path, json_text(ReviewDocument.of(file)))


def read_review_json(path: Path) -> ReviewDocument:
    """Returns the content of a JSON file. Raises ReviewError."""
    try:
        content = read_json(path)
        if not isinstance(content, dict) or content.get("format") != _FORMAT:
            raise ReviewError(f"{path} is not a review of Polyp Viewer as JSON.")
        version = content.get("version")
        if isinstance(version, int) and version > SCHEMA_VERSION:
            raise ReviewError(f"{path} was written by a newer version of Polyp Viewer. Install that to import it.")
        return ReviewDocument.model_validate(content)
    except OSError as error:
        raise ReviewError(f"{path} cannot be read: {format_os_error(error)}.") from error
    except JsonError as error:
        raise ReviewError(f"{path} cannot be read: {error}.") from error
    except ValidationError as error:
        raise ReviewError(f"{path} is not a valid review: {format_first_problem(error)}.") from error


def import_reviews(file: ReviewFile, document: ReviewDocument, *, from_other_recording: bool = False) -> list[str]:
    """Adds the records in `document` to `file`, one event for each reader, and returns the readers.

    A record replaces one of the same id. Raises ReviewError, before anything is changed, if the document is of another
    recording (unless `from_other_recording`), if it has frames that this one lacks, or if one of the reviews is
    complete.
    """
    difference = file.recording.format_difference(document.recording)
    if difference and not from_other_recording:
        raise ReviewError(f"The imported review does not belong to this recording. {difference}")
    last = max((_last_frame(reader.records) for reader in document.readers), default=0)
    if last >= file.recording.frame_count:
        raise ReviewError(
            f"The imported review has an entry at frame {last:,}, but the recording has only "
            f"{file.recording.frame_count:,} frames."
        )
    changes = {}
    for each in document.readers:
        review = file.review(each.reader)
        changes[each.reader] = review.put("import", *each.records)
        if ReaderRecords.of(review) != each:
            review.apply(changes[each.reader])
    for reader, change in changes.items():
        if any(edit.before != edit.after for edit in change.edits):
            file.apply(reader, change)
    return list(changes)


def _last_frame(records: Sequence[Record]) -> int:
    last = 0
    for record in records:
        match record:
            case Decision():
                last = max(last, record.extent.last_frame)
            case Bookmark():
                last = max(last, record.frame)
            case Mark():
                last = max(last, record.stretch.last_frame)
    return last
