"""ReviewFile: the reviews of one recording by any number of readers, in an SQLite file to which events are appended.

See decision 0031 for the reasons, and `docs/review_files.md` for the tables.
"""

import logging
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled, one_line
from polyp_core.errors import ExportError, ReviewError
from polyp_core.files.atomic_files import atomic_write
from polyp_core.files.file_lock import LockedError, file_lock
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.files.private_files import ensure_private_file, is_in_own_folder, make_private_folder, restrict_to_user
from polyp_core.files.regular_files import check_regular
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.masks import FrameMask, StoredMask, count_masks, read_areas, read_mask, write_masks
from polyp_core.review.records import MaskLayer, Recording
from polyp_core.review.review import Change, Review
from polyp_core.review.review_reading import (
    BUSY_TIMEOUT_S,
    Event,
    ReviewProgress,
    checked,
    content_of,
    copy_to_file,
    copy_to_memory,
    edits_adapter,
    explain_errors,
    finish_interrupted_write,
    read_progress,
    side_files,
)
from polyp_core.review.review_schema import SCHEMA_VERSION, migrate, run_migrations, schema_version, transaction

_log = logging.getLogger(__name__)

_LOCK_TIMEOUT_S = 0.2
LONGEST_READER_NAME = 100
"""In characters; a name is one line."""


class ReviewFile(ContextManagerMixin):
    """An open review file. One thread at a time uses it; methods raise ReviewError.

    It is opened for reading only, and `read_only_reason` is a sentence that says why ("" otherwise), if another window
    or program has it open, if it was written by a newer version of the program, or if it cannot be written. It then
    shows the state at the time of opening.
    """

    def __init__(self, path: Path, recording: Recording | None = None) -> None:
        """Opens the review of `recording` at `path`, or creates it; without `recording`, of any recording.

        Raises ReviewError if it cannot be opened or is of another recording, DamagedReviewError if it is damaged.
        """
        self.path = path
        self.read_only_reason = ""
        self._resources = ExitStack()
        try:
            with explain_errors(path):
                self._database = self._open(recording)
                self._resources.callback(self._database.close)
                content = content_of(self._database, path)
                self.recording, self._events, self._reviews = content.recording, content.events, content.reviews
                if recording is not None and (difference := recording.format_difference(self.recording)):
                    raise ReviewError(
                        "The review {path} does not belong to this recording. {difference}",
                        path=path,
                        difference=difference,
                    )
        except BaseException:
            self._resources.close()
            raise

    @property
    def readers(self) -> tuple[str, ...]:
        """The readers with a review in this file, in order of their first change."""
        return tuple(self._reviews)

    def review(self, reader: str) -> Review:
        """Returns the review of `reader` as it is now, empty if there is none yet."""
        return self._reviews.get(reader) or Review(reader)

    def history(self, reader: str | None = None) -> tuple[Event, ...]:
        """Returns all events, or those of one reader, from the first."""
        return tuple(event for event in self._events if reader in (None, event.reader))

    def mask_of(self, reader: str, frame_index: int) -> StoredMask | None:
        """Returns the reader's current mask of a frame; None if the model's prediction counts there."""
        with explain_errors(self.path):
            return read_mask(self._database, self.recording, self.review(reader), frame_index)

    def mask_areas(self, review: Review) -> MaskAreas:
        """Returns how large the current masks of a review are, whose pixels are in this file."""
        with explain_errors(self.path):
            return read_areas(self._database, self.recording, review)

    def add_masks(self, layer: str, masks: Iterable[FrameMask]) -> None:
        """Stores the pixels of masks, which count once a change of `changes.put_masks` with the id `layer` is applied.

        May be called several times for a layer, with different frames; memory does not grow with their number.
        """
        self._check_writable()
        with explain_errors(self.path):
            write_masks(self._database, self.recording, layer, masks)

    def apply(self, reader: str, change: Change) -> Review:
        """Saves a change to the review of `reader` and returns the review after it.

        The change is on the disk when this returns; one that changes nothing is not stored.
        """
        self._check_writable()
        if not reader.strip() or len(reader) > LONGEST_READER_NAME or reader != one_line(reader):
            raise ReviewError(
                "A reader's name must be one line of 1 to {longest_reader_name} characters.",
                longest_reader_name=LONGEST_READER_NAME,
            )
        review = self.review(reader).apply(change)
        if all(edit.before == edit.after for edit in change.edits):
            return review
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._check_masks(change)
        edits = edits_adapter.dump_json(change.edits).decode()
        last = self._events[-1].number if self._events else 0
        with explain_errors(self.path), transaction(self._database):
            # Drives without locks let two programs write at once; numbers are never reused.
            if self._database.execute("SELECT ifnull(max(number), 0) FROM events").fetchone() != (last,):
                raise ReviewError(
                    "The review {path} was changed by another program. Open the recording again.", path=self.path
                )
            self._database.execute(
                "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)",
                (last + 1, reader, at, change.kind, change.undoes, edits),
            )
        self._events.append(Event(last + 1, reader, at, change))
        self._reviews[reader] = review
        return review

    @property
    def progress(self) -> Mapping[str, ReviewProgress]:
        """By reader, what `set_progress` stored last."""
        with explain_errors(self.path):
            return read_progress(self._database)

    def set_progress(self, reader: str, progress: ReviewProgress) -> None:
        """Stores how far a reader is, for lists of reviews; does nothing if the file is open for reading only."""
        if self.read_only_reason:
            return
        with explain_errors(self.path):
            self._database.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", (reader, progress.decided, progress.total)
            )

    def save_copy(self, path: Path) -> None:
        """Writes a copy of the file, with its history, to `path`, which is replaced if it exists.

        The copy uses a rollback journal, as a write-ahead log does not work on network drives. Raises ExportError.
        """
        refuse_overlap([path], [self.path])
        with explain_errors(self.path), atomic_write(path) as temporary:
            copy_to_file(self._database, temporary)

    def close(self) -> None:
        self._resources.close()

    def _check_writable(self) -> None:
        if self.read_only_reason:
            raise ReviewError(self.read_only_reason)

    def _check_masks(self, change: Change) -> None:
        """Raises ReviewError if a change adds masks without stored pixels, or of frames that do not exist."""
        for each in (edit.after for edit in change.edits):
            if not isinstance(each, MaskLayer):
                continue
            if each.frames[-1][1] >= self.recording.frame_count:
                raise ReviewError("The recording has no frame {last}.", last=str(each.frames[-1][1]))
            with explain_errors(self.path):
                is_complete = not each.source.has_pixels or count_masks(self._database, each) == each.frame_count
            if not is_complete:
                raise ReviewError("The masks could not be stored. Draw them again.")

    def _open(self, recording: Recording | None) -> sqlite3.Connection:
        if recording is None and not self.path.exists():
            raise ReviewError("There is no review at {path}.", path=self.path)
        self.read_only_reason = self._lock() or self._why_not_writable()
        if self.path.exists() and self.path.stat().st_size:
            check_regular(self.path)
            if not self.read_only_reason:
                finish_interrupted_write(self.path)
            with checked(self.path) as file:
                if schema_version(file) > SCHEMA_VERSION:
                    self.read_only_reason = filled(
                        "The review {name} was written by a newer version of Polyp Viewer. It can be read here, but "
                        "not changed.",
                        name=self.path.name,
                    )
                if self.read_only_reason:
                    memory = copy_to_memory(file)
                    migrate(memory)
                    return memory
        elif self.read_only_reason:
            raise ReviewError("There is no review at {path} yet, and none can be created there.", path=self.path)
        elif recording is None:
            raise ReviewError("{path} is empty.", path=self.path)
        return self._open_for_writing(recording)

    def _lock(self) -> str:
        """Locks the file against other writers until it is closed; returns why that failed, else ""."""
        lock = self.path.with_name(f"{self.path.name}.lock")
        try:
            if is_in_own_folder(self.path):
                make_private_folder(self.path.parent)
                ensure_private_file(lock)
            self._resources.enter_context(file_lock(lock, str(os.getpid()), _LOCK_TIMEOUT_S))
        except LockedError:
            return filled("This review is open in another window or program. It can be read here, but not changed.")
        except (ExportError, OSError) as error:
            _log.warning("The review is opened for reading only: %s", error)
            return filled("The review {path} cannot be written there. It can be read, but not changed.", path=self.path)
        return ""

    def _why_not_writable(self) -> str:
        if self.path.exists() and not os.access(self.path, os.W_OK):
            return filled("The review {path} is write-protected. It can be read, but not changed.", path=self.path)
        return ""

    def _open_for_writing(self, recording: Recording | None) -> sqlite3.Connection:
        is_own = is_in_own_folder(self.path)
        if is_own:
            ensure_private_file(self.path)  # SQLite creates its side files with the mode of the file
            for file in side_files(self.path):
                restrict_to_user(file)
        database = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            database.execute(f"PRAGMA journal_mode = {'WAL' if is_own else 'DELETE'}")
            # An event is one decision of a reader, so waiting for the disk costs nothing.
            database.execute("PRAGMA synchronous = FULL")
            with transaction(database):
                is_new = schema_version(database) == 0
                run_migrations(database)
                if is_new and recording is not None:
                    values = recording.model_dump()
                    names = ", ".join(values)
                    database.execute(f"INSERT INTO recording ({names}) VALUES (?, ?, ?, ?, ?, ?)", (*values.values(),))
        except BaseException:
            database.close()
            raise
        return database
