"""Reads review files: into memory, where nothing can be written, and from rows to events and reviews."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from polyp_core.errors import ReviewError
from polyp_core.files.regular_files import format_os_error
from polyp_core.review.records import MaskLayer, Recording, format_first_problem
from polyp_core.review.review import Change, Edit, Review
from polyp_core.review.review_schema import SCHEMA_VERSION, is_review, schema_version

BUSY_TIMEOUT_S = 2.0
_SIDE_FILES = ("-wal", "-shm", "-journal")  # of SQLite; after a crash they stay, and contain the latest events
_JOURNAL_BYTES = slice(18, 20)  # of the header: 1 for a rollback journal, 2 for a write-ahead log

edits_adapter = TypeAdapter(tuple[Edit, ...])
"""The JSON in an event's row."""


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
class ReviewProgress:
    """How many findings of those in a reader's list are decided."""

    decided: int
    total: int


@contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Turns errors of SQLite, the operating system and invalid content into a ReviewError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ReviewError("The review {path} cannot be used now: {error}.", path=path, error=str(error)) from error
    except (sqlite3.DatabaseError, ValidationError) as error:
        reason = format_first_problem(error) if isinstance(error, ValidationError) else str(error)
        raise DamagedReviewError(
            "The review {path} is damaged: {reason}. Nothing in it was changed. Open a saved copy, or "
            "set the file aside to begin a new review.",
            path=path,
            reason=reason,
        ) from error
    except OSError as error:
        raise ReviewError(
            "The review {path} cannot be opened: {reason}.", path=path, reason=format_os_error(error)
        ) from error


def open_read_only(path: Path) -> sqlite3.Connection:
    """Returns a connection that cannot write to the file. Raises sqlite3.Error."""
    return sqlite3.connect(_uri(path, "ro"), uri=True, timeout=BUSY_TIMEOUT_S, check_same_thread=False)


@contextmanager
def checked(path: Path) -> Iterator[sqlite3.Connection]:
    """Yields a connection to a review that cannot write. Raises sqlite3.Error if it is damaged, else ReviewError."""
    with closing(open_read_only(path)) as file:
        (found,) = file.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(str(found))
        if not is_review(file):
            raise ReviewError("{path} is not a review of Polyp Viewer.", path=path)
        yield file


def copy_to_memory(file: sqlite3.Connection) -> sqlite3.Connection:
    """Returns a copy of the file in memory. Raises sqlite3.Error."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        file.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def finish_interrupted_write(path: Path) -> None:
    """Rolls back what a killed program left half written in a file with a rollback journal. Raises sqlite3.Error."""
    if path.with_name(f"{path.name}-journal").exists():
        with closing(sqlite3.connect(_uri(path, "rw"), uri=True, timeout=BUSY_TIMEOUT_S)) as file:
            schema_version(file)


def _uri(path: Path, mode: str) -> str:
    name = path.absolute().as_posix()
    # Path.as_uri writes the server of a network path as an authority, which SQLite refuses.
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?mode={mode}"


def copy_to_file(database: sqlite3.Connection, path: Path) -> None:
    """Writes a copy that uses a rollback journal into the empty file at `path`. Raises sqlite3.Error, OSError."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # its caller renames or removes it as a whole
        database.backup(copy)
    with path.open("r+b") as file:
        file.seek(_JOURNAL_BYTES.start)
        file.write(b"\x01\x01")
        file.flush()
        os.fsync(file.fileno())


def side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _SIDE_FILES]


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """All that a review file holds; `reviews` is by reader, in order of their first changes."""

    recording: Recording
    events: list[Event]
    reviews: dict[str, Review]
    progress: Mapping[str, ReviewProgress]


def read_content(path: Path) -> ReviewContent:
    """Returns what is in a file, without opening it for writing. Raises ReviewError."""
    with explain_errors(path), checked(path) as database:
        return content_of(database, path)


def content_of(database: sqlite3.Connection, path: Path) -> ReviewContent:
    """Returns what is in an open file. Raises ReviewError, sqlite3.Error, or ValidationError if it is damaged."""
    try:
        recording, events, progress = read_recording(database), read_events(database), read_progress(database)
    except (sqlite3.OperationalError, ValidationError) as error:
        if schema_version(database) <= SCHEMA_VERSION:
            raise
        raise ReviewError(
            "The review {path} was written by a newer version of Polyp Viewer, and cannot be read by this one.",
            path=path,
        ) from error
    reviews = reviews_after(events, path)
    layers = [record for each in reviews.values() for record in each.records.values() if isinstance(record, MaskLayer)]
    if any(layer.frames[-1][1] >= recording.frame_count for layer in layers):
        raise sqlite3.DatabaseError("it has masks of frames that the recording lacks")
    return ReviewContent(recording, events, reviews, progress)


def read_recording(database: sqlite3.Connection) -> Recording:
    names = tuple(Recording.model_fields)
    rows = database.execute(f"SELECT {', '.join(names)} FROM recording").fetchall()
    if len(rows) != 1:
        raise sqlite3.DatabaseError("it does not name its recording")
    return Recording.model_validate(dict(zip(names, rows[0], strict=True)))


def read_events(database: sqlite3.Connection) -> list[Event]:
    """Returns all events; those that only a newer version of the program understands are left out.

    Raises sqlite3.Error, or ValidationError if an event of this version is invalid.
    """
    is_newer = schema_version(database) > SCHEMA_VERSION
    events = []
    for number, reader, at, kind, undoes, edits in database.execute(
        "SELECT number, reader, at, kind, undoes, edits FROM events ORDER BY number"
    ):
        try:
            change = Change(kind=kind, edits=edits_adapter.validate_json(edits), undoes=bool(undoes))
        except ValidationError:
            if not is_newer:
                raise
            continue
        events.append(Event(number, reader, at, change))
    return events


def reviews_after(events: list[Event], path: Path) -> dict[str, Review]:
    """Returns the reviews after all events. Raises DamagedReviewError if one does not follow from those before it."""
    reviews: dict[str, Review] = {}
    for event in events:
        review = reviews.get(event.reader) or Review(event.reader)
        try:
            reviews[event.reader] = review.apply(event.change)
        except ReviewError as error:
            raise DamagedReviewError(
                "The review {path} is damaged: event {number} does not fit those before it. Nothing in it "
                "was changed. Open a saved copy, or set the file aside to begin a new review.",
                path=path,
                number=str(event.number),
            ) from error
    return reviews


def read_progress(database: sqlite3.Connection) -> Mapping[str, ReviewProgress]:
    rows = database.execute("SELECT reader, decided, total FROM progress").fetchall()
    return MappingProxyType({reader: ReviewProgress(decided, total) for reader, decided, total in rows})
