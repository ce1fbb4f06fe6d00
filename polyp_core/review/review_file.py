"""ReviewFile: the reviews of one recording by any number of readers, in an SQLite file to which events are appended.

See decision 0031 for the reasons, and `docs/review_files.md` for the tables.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import one_line
from polyp_core.errors import ExportError, ReviewError
from polyp_core.files.atomic_files import write_bytes
from polyp_core.files.file_lock import LockedError, file_lock
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.files.private_files import ensure_private_file, is_in_own_folder, make_private_folder, restrict_to_user
from polyp_core.files.regular_files import check_regular, format_os_error
from polyp_core.paths import data_dir
from polyp_core.review.records import Recording, format_first_problem
from polyp_core.review.review import Change, Edit, Review
from polyp_core.review.review_schema import SCHEMA_VERSION, is_review, migrate, schema_version, transaction

_log = logging.getLogger(__name__)

_SUFFIX = ".sqlite"
_SIDE_FILES = ("-wal", "-shm", "-journal")  # of SQLite; after a crash they stay, and contain the latest events
_LOCK_TIMEOUT_S = 0.2
_BUSY_TIMEOUT_S = 2.0
_LONGEST_READER_NAME = 100
_JOURNAL_BYTES = slice(18, 20)  # of the header: 1 for a rollback journal, 2 for a write-ahead log

_edits = TypeAdapter(tuple[Edit, ...])


class DamagedReviewError(ReviewError):
    """A review file cannot be read, although it can be opened; `set_aside` makes way for a new one."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: what `reader` changed, at a UTC time in ISO 8601."""

    number: int
    reader: str
    at: str
    change: Change


@dataclass(frozen=True, slots=True)
class Progress:
    """How many findings of those in a reader's list are decided."""

    decided: int
    total: int


def review_path(recording: Recording) -> Path:
    """Returns the path of the review of a recording in the user's data folder."""
    track = "" if recording.video_track is None else f"-track-{recording.video_track}"
    return data_dir() / "reviews" / f"{recording.key}{track}{_SUFFIX}"


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
            with _explained(path):
                self._database = self._open(recording)
                self._resources.callback(self._database.close)
                self.recording, self._events = self._read()
                if recording is not None and (difference := recording.format_difference(self.recording)):
                    raise ReviewError(f"The review {path} does not belong to this recording. {difference}")
            self._reviews = _reviews_after(self._events, path)
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

    def apply(self, reader: str, change: Change) -> Review:
        """Saves a change to the review of `reader` and returns the review after it.

        The change is on the disk when this returns; one that changes nothing is not stored.
        """
        if self.read_only_reason:
            raise ReviewError(self.read_only_reason)
        if not reader.strip() or len(reader) > _LONGEST_READER_NAME or reader != one_line(reader):
            raise ReviewError(f"A reader's name must be one line of 1 to {_LONGEST_READER_NAME} characters.")
        review = self.review(reader).apply(change)
        if all(edit.before == edit.after for edit in change.edits):
            return review
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        edits = _edits.dump_json(change.edits).decode()
        last = self._events[-1].number if self._events else 0
        with _explained(self.path), transaction(self._database):
            # Drives without locks let two programs write at once; numbers are never reused.
            if self._database.execute("SELECT ifnull(max(number), 0) FROM events").fetchone() != (last,):
                raise ReviewError(f"The review {self.path} was changed by another program. Open the recording again.")
            self._database.execute(
                "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)",
                (last + 1, reader, at, change.kind, change.undoes, edits),
            )
        self._events.append(Event(last + 1, reader, at, change))
        self._reviews[reader] = review
        return review

    @property
    def progress(self) -> Mapping[str, Progress]:
        """By reader, what `set_progress` stored last."""
        with _explained(self.path):
            return _read_progress(self._database)

    def set_progress(self, reader: str, progress: Progress) -> None:
        """Stores how far a reader is, for lists of reviews; does nothing if the file is open for reading only."""
        if self.read_only_reason:
            return
        with _explained(self.path):
            self._database.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", (reader, progress.decided, progress.total)
            )

    def save_copy(self, path: Path) -> None:
        """Writes a copy of the file, with its history, to `path`, which is replaced if it exists.

        The copy uses a rollback journal, as a write-ahead log does not work on network drives. Raises ExportError.
        """
        refuse_overlap([path], [self.path])
        with _explained(self.path):
            write_bytes(path, _bytes_of(self._database))

    def close(self) -> None:
        self._resources.close()

    def _open(self, recording: Recording | None) -> sqlite3.Connection:
        if recording is None and not self.path.exists():
            raise ReviewError(f"There is no review at {self.path}.")
        self.read_only_reason = self._lock() or self._why_not_writable()
        if self.path.exists() and self.path.stat().st_size:
            check_regular(self.path)
            if not self.read_only_reason:
                _finish_interrupted_write(self.path)
            snapshot = _read_into_memory(self.path)
            version = schema_version(snapshot)
            if not is_review(snapshot):
                snapshot.close()
                raise ReviewError(f"{self.path} is not a review of Polyp Viewer.")
            if version > SCHEMA_VERSION:
                self.read_only_reason = (
                    f"The review {self.path.name} was written by a newer version of Polyp Viewer. It can be read here, "
                    "but not changed."
                )
            if self.read_only_reason:
                if version < SCHEMA_VERSION:
                    migrate(snapshot)
                return snapshot
            snapshot.close()
        elif self.read_only_reason:
            raise ReviewError(f"There is no review at {self.path} yet, and none can be created there.")
        elif recording is None:
            raise ReviewError(f"{self.path} is empty.")
        return self._open_for_writing(recording)

    def _read(self) -> tuple[Recording, list[Event]]:
        try:
            return _read_recording(self._database), _read_events(self._database)
        except (sqlite3.OperationalError, ValidationError) as error:
            if schema_version(self._database) <= SCHEMA_VERSION:
                raise
            raise ReviewError(
                f"The review {self.path} was written by a newer version of Polyp Viewer, and cannot be read by this "
                "one."
            ) from error

    def _lock(self) -> str:
        """Locks the file against other writers until it is closed; returns why that failed, else ""."""
        lock = self.path.with_name(f"{self.path.name}.lock")
        try:
            if is_in_own_folder(self.path):
                make_private_folder(self.path.parent)
                ensure_private_file(lock)
            self._resources.enter_context(file_lock(lock, str(os.getpid()), _LOCK_TIMEOUT_S))
        except LockedError:
            return "This review is open in another window or program. It can be read here, but not changed."
        except (ExportError, OSError) as error:
            _log.warning("The review is opened for reading only: %s", error)
            return f"The review {self.path} cannot be written there. It can be read, but not changed."
        return ""

    def _why_not_writable(self) -> str:
        if self.path.exists() and not os.access(self.path, os.W_OK):
            return f"The review {self.path} is write-protected. It can be read, but not changed."
        return ""

    def _open_for_writing(self, recording: Recording | None) -> sqlite3.Connection:
        is_own = is_in_own_folder(self.path)
        if is_own:
            ensure_private_file(self.path)  # SQLite creates its side files with the mode of the file
            for file in _side_files(self.path):
                restrict_to_user(file)
        database = sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            database.execute(f"PRAGMA journal_mode = {'WAL' if is_own else 'DELETE'}")
            # An event is one decision of a reader, so waiting for the disk costs nothing.
            database.execute("PRAGMA synchronous = FULL")
            with transaction(database):
                is_new = schema_version(database) == 0
                migrate(database)
                if is_new and recording is not None:
                    values = recording.model_dump()
                    names = ", ".join(values)
                    database.execute(f"INSERT INTO recording ({names}) VALUES (?, ?, ?, ?, ?, ?)", (*values.values(),))
        except BaseException:
            database.close()
            raise
        return database


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """One reader's review in the list of reviews; `changed_at` is a UTC time in ISO 8601."""

    path: Path
    recording: Recording
    reader: str
    progress: Progress | None
    is_complete: bool
    changed_at: str


def list_reviews(folder: Path | None = None) -> list[ReviewSummary]:
    """Returns the reviews in a folder, by default the user's own, the latest first; unreadable files are logged."""
    found: list[ReviewSummary] = []
    for path in sorted((folder or data_dir() / "reviews").glob(f"*{_SUFFIX}")):
        if ".damaged-" in path.name:
            continue
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
        for suffix in _SIDE_FILES:
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise ReviewError(f"The review {path} could not be renamed: {format_os_error(error)}.") from error
    return aside


def _summaries(path: Path) -> Iterator[ReviewSummary]:
    with _explained(path), closing(_read_into_memory(path)) as database:
        if not is_review(database):
            return
        recording, progress = _read_recording(database), _read_progress(database)
        events = _read_events(database)
    changed = {event.reader: event.at for event in events}
    for reader, review in _reviews_after(events, path).items():
        yield ReviewSummary(path, recording, reader, progress.get(reader), review.is_complete, changed[reader])


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns errors of SQLite, the operating system and invalid content into a ReviewError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ReviewError(f"The review {path} cannot be used now: {error}.") from error
    except (sqlite3.DatabaseError, ValidationError) as error:
        reason = format_first_problem(error) if isinstance(error, ValidationError) else str(error)
        raise DamagedReviewError(
            f"The review {path} is damaged: {reason}. Nothing in it was changed. Open a saved copy, or set the file "
            "aside to begin a new review."
        ) from error
    except OSError as error:
        raise ReviewError(f"The review {path} cannot be opened: {format_os_error(error)}.") from error


def _read_into_memory(path: Path) -> sqlite3.Connection:
    """Returns a copy of the file in memory; nothing is written to the file. Raises sqlite3.Error."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with closing(sqlite3.connect(_uri(path, "ro"), uri=True, timeout=_BUSY_TIMEOUT_S)) as file:
            file.backup(memory)
        (found,) = memory.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(str(found))
    except BaseException:
        memory.close()
        raise
    return memory


def _finish_interrupted_write(path: Path) -> None:
    """Rolls back what a killed program left half written in a file with a rollback journal. Raises sqlite3.Error."""
    if path.with_name(f"{path.name}-journal").exists():
        with closing(sqlite3.connect(_uri(path, "rw"), uri=True, timeout=_BUSY_TIMEOUT_S)) as file:
            schema_version(file)


def _uri(path: Path, mode: str) -> str:
    name = path.absolute().as_posix()
    # Path.as_uri writes the server of a network path as an authority, which SQLite refuses.
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?mode={mode}"


def _bytes_of(database: sqlite3.Connection) -> bytes:
    with closing(sqlite3.connect(":memory:")) as memory:
        database.backup(memory)
        data = bytearray(memory.serialize())
    data[_JOURNAL_BYTES] = b"\x01\x01"
    return bytes(data)


def _side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _SIDE_FILES]


def _read_recording(database: sqlite3.Connection) -> Recording:
    names = tuple(Recording.model_fields)
    rows = database.execute(f"SELECT {', '.join(names)} FROM recording").fetchall()
    if len(rows) != 1:
        raise sqlite3.DatabaseError("it does not name its recording")
    return Recording.model_validate(dict(zip(names, rows[0], strict=True)))


def _read_events(database: sqlite3.Connection) -> list[Event]:
    """Returns all events; those that only a newer version of the program understands are left out.

    Raises sqlite3.Error, or ValidationError if an event of this version is invalid.
    """
    is_newer = schema_version(database) > SCHEMA_VERSION
    events = []
    for number, reader, at, kind, undoes, edits in database.execute(
        "SELECT number, reader, at, kind, undoes, edits FROM events ORDER BY number"
    ):
        try:
            change = Change(kind=kind, edits=_edits.validate_json(edits), undoes=bool(undoes))
        except ValidationError:
            if not is_newer:
                raise
            continue
        events.append(Event(number, reader, at, change))
    return events


def _reviews_after(events: list[Event], path: Path) -> dict[str, Review]:
    """Returns the reviews after all events. Raises DamagedReviewError if one does not follow from those before it."""
    reviews: dict[str, Review] = {}
    for event in events:
        review = reviews.get(event.reader) or Review(event.reader)
        try:
            reviews[event.reader] = review.apply(event.change)
        except ReviewError as error:
            raise DamagedReviewError(
                f"The review {path} is damaged: event {event.number} does not fit those before it. Nothing in it was "
                "changed. Open a saved copy, or set the file aside to begin a new review."
            ) from error
    return reviews


def _read_progress(database: sqlite3.Connection) -> Mapping[str, Progress]:
    rows = database.execute("SELECT reader, decided, total FROM progress").fetchall()
    return MappingProxyType({reader: Progress(decided, total) for reader, decided, total in rows})
