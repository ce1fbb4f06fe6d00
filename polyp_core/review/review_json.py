"""Reviews as JSON: the current records of all readers, for analyses elsewhere and for import into another file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from polyp_core.display_text import filled_n, text_of_error
from polyp_core.errors import ReviewError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, json_text, read_json
from polyp_core.files.regular_files import format_os_error, open_regular
from polyp_core.masks.run_lengths import compress_mask, uncompress_mask
from polyp_core.review.masks import FrameMask, StoredMask, check_mask_size
from polyp_core.review.records import (
    Bookmark,
    BowelPreparation,
    Decision,
    Mark,
    MaskLayer,
    MaskSource,
    Record,
    RecordId,
    Recording,
    SignOff,
    format_first_problem,
    new_id,
    stretches_of,
)
from polyp_core.review.review import Review
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_schema import SCHEMA_VERSION

_FORMAT = "polyp-viewer-review"


class MaskPixels(BaseModel):
    """Pixels of a mask as COCO has them: `size` is height and width, `counts` are compressed run lengths."""

    model_config = ConfigDict(frozen=True)

    size: tuple[int, int]
    counts: str


class MaskEntry(BaseModel):
    """The mask of a frame that counts instead of the prediction; `segmentation` is null if it is verified empty."""

    model_config = ConfigDict(frozen=True)

    frame: Annotated[int, Field(ge=0)]
    source: Literal[MaskSource.CORRECTED, MaskSource.PROPAGATED, MaskSource.POINTED, MaskSource.VERIFIED_EMPTY]
    segmentation: MaskPixels | None = None
    at: str
    model: str = ""
    model_sha256: str = ""
    lesion: RecordId | None = None
    picture_mark: int | None = None

    @classmethod
    def of(cls, stored: StoredMask) -> "MaskEntry":
        pixels = None
        if stored.source.has_pixels:
            pixels = MaskPixels(size=stored.mask.shape, counts=compress_mask(stored.mask))
        return cls(
            frame=stored.frame_index,
            source=stored.source,
            segmentation=pixels,
            at=stored.at,
            model=stored.model,
            model_sha256=stored.model_sha256,
            lesion=stored.lesion,
            picture_mark=stored.picture_mark,
        )

    def frame_mask(self, recording: Recording) -> FrameMask:
        """Returns the mask. Raises ReviewError if it does not fit the recording, or its run lengths not its size."""
        if self.segmentation is None:
            raise ReviewError("The imported mask of frame {frame} has no pixels.", frame=self.frame)
        try:
            check_mask_size(*self.segmentation.size, recording)
        except ReviewError as error:
            raise ReviewError("{error} Nothing was imported.", error=error.text) from error
        try:
            mask = uncompress_mask(self.segmentation.counts, *self.segmentation.size)
        except ValueError as error:
            raise ReviewError(
                "The imported mask of frame {frame} is damaged: {error}.", frame=str(self.frame), error=str(error)
            ) from error
        return FrameMask(self.frame, mask, self.picture_mark)


class ReaderRecords(BaseModel):
    """One reader's records, each list in order of time; `sign_off` is null until the review is complete."""

    model_config = ConfigDict(frozen=True)

    reader: str
    decisions: tuple[Decision, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    marks: tuple[Mark, ...] = ()
    masks: tuple[MaskEntry, ...] = ()
    bowel_preparation: BowelPreparation | None = None
    sign_off: SignOff | None = None

    @classmethod
    def of(cls, review: Review, masks: Iterable[StoredMask] = ()) -> "ReaderRecords":
        """Returns the records of a review; `masks` are those that it has, in order of their frames."""
        scored = review.records.get("bowel_preparation")
        return cls(
            reader=review.reader,
            masks=tuple(map(MaskEntry.of, masks)),
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
        readers = tuple(_records_in(file, reader) for reader in sorted(file.readers))
        return cls(recording=file.recording, readers=readers)


def _records_in(file: ReviewFile, reader: str) -> ReaderRecords:
    review = file.review(reader)
    masks = (file.mask_of(reader, frame) for frame in review.masks.frames().tolist())
    return ReaderRecords.of(review, (each for each in masks if each is not None))


def write_review_json(file: ReviewFile, path: Path) -> None:
    """Writes the current state of all reviews in `file`, without the history. Raises ExportError."""
    write_text(path, json_text(ReviewDocument.of(file)))


def is_review_json(path: Path) -> bool:
    """True if a file begins as `write_review_json` writes it; False if it cannot be read."""
    try:
        with open_regular(path) as file:
            return _FORMAT.encode() in file.read(100)
    except OSError:
        return False


def read_review_json(path: Path) -> ReviewDocument:
    """Returns the content of a JSON file. Raises ReviewError."""
    try:
        content = read_json(path)
        if not isinstance(content, dict) or content.get("format") != _FORMAT:
            raise ReviewError("{path} is not a review of Polyp Viewer as JSON.", path=path)
        version = content.get("version")
        if isinstance(version, int) and version > SCHEMA_VERSION:
            raise ReviewError(
                "{path} was written by a newer version of Polyp Viewer. Install that to import it.", path=path
            )
        return ReviewDocument.model_validate(content)
    except OSError as error:
        raise ReviewError("{path} cannot be read: {reason}.", path=path, reason=format_os_error(error)) from error
    except JsonError as error:
        raise ReviewError("{path} cannot be read: {error}.", path=path, error=text_of_error(error)) from error
    except ValidationError as error:
        raise ReviewError(
            "{path} is not a valid review: {problem}.", path=path, problem=format_first_problem(error)
        ) from error


def import_reviews(file: ReviewFile, document: ReviewDocument, *, from_other_recording: bool = False) -> list[str]:
    """Adds the records in `document` to `file`, one event for each reader, and returns the readers.

    A record replaces one of the same id. Raises ReviewError, before anything is changed, if the document is of another
    recording (unless `from_other_recording`), if it has frames that this one lacks, or if one of the reviews is
    complete.
    """
    difference = file.recording.format_difference(document.recording)
    if difference and not from_other_recording:
        raise ReviewError("The imported review does not belong to this recording. {difference}", difference=difference)
    last = max((_last_frame(reader) for reader in document.readers), default=0)
    if last >= file.recording.frame_count:
        raise ReviewError(
            "The imported review has an entry at frame {last}, but the recording has only {frames}.",
            last=str(last),
            frames=filled_n("{n} frame", "{n} frames", file.recording.frame_count),
        )
    changes = {}
    for each in document.readers:
        review, own = file.review(each.reader), _records_in(file, each.reader)
        layers = _new_layers(review, own.masks, each.masks)
        changes[each.reader] = review.put("import", *each.records, *layers), layers
        if own != each:
            review.apply(changes[each.reader][0])
    for _, layers in changes.values():
        for layer, masks in layers.items():
            if layer.source.has_pixels:
                file.add_masks(layer.id, (each.frame_mask(file.recording) for each in masks))
    for reader, (change, _) in changes.items():
        if any(edit.before != edit.after for edit in change.edits):
            file.apply(reader, change)
    return list(changes)


def _new_layers(
    review: Review, own: Sequence[MaskEntry], imported: Sequence[MaskEntry]
) -> dict[MaskLayer, list[MaskEntry]]:
    """Returns the layers of those imported masks that differ from the reader's own."""
    present = {each.frame: each for each in own}
    grouped: dict[tuple[object, ...], list[MaskEntry]] = defaultdict(list)
    for each in {each.frame: each for each in imported}.values():
        if each != present.get(each.frame):
            grouped[each.source, each.at, each.model, each.model_sha256, each.lesion].append(each)
    layers = {}
    for number, masks in enumerate(grouped.values(), review.masks.next_number):
        first = masks[0]
        layer = MaskLayer(
            id=new_id(),
            number=number,
            source=first.source,
            frames=stretches_of(each.frame for each in masks),
            at=first.at,
            model=first.model,
            model_sha256=first.model_sha256,
            lesion=first.lesion,
        )
        layers[layer] = masks
    return layers


def _last_frame(reader: ReaderRecords) -> int:
    last = max((each.frame for each in reader.masks), default=0)
    for record in reader.records:
        match record:
            case Decision():
                last = max(last, record.extent.last_frame)
            case Bookmark():
                last = max(last, record.frame)
            case Mark():
                last = max(last, record.stretch.last_frame)
    return last
