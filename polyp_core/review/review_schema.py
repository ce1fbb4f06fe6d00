"""The tables of a review file, and the steps that bring a file of an earlier version up to date."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

APPLICATION_ID = 0x50565256
"""Identifies review files among SQLite files (the letters PVRV), in the header field of that name."""

MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE TABLE recording (key TEXT NOT NULL, video_track INTEGER, frame_count INTEGER NOT NULL,"
        " duration_s REAL NOT NULL, width_px INTEGER NOT NULL, height_px INTEGER NOT NULL)",
        "CREATE TABLE events (number INTEGER PRIMARY KEY, reader TEXT NOT NULL, at TEXT NOT NULL,"
        " kind TEXT NOT NULL, undoes INTEGER NOT NULL, edits TEXT NOT NULL)",
        "CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events"
        " BEGIN SELECT RAISE(ABORT, 'events are only appended'); END",
        "CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events"
        " BEGIN SELECT RAISE(ABORT, 'events are only appended'); END",
        "CREATE TABLE progress (reader TEXT PRIMARY KEY, decided INTEGER NOT NULL, total INTEGER NOT NULL)",
    ),
    (
        "CREATE TABLE mask_runs (layer TEXT NOT NULL, frame INTEGER NOT NULL, area_px INTEGER NOT NULL,"
        " picture_mark INTEGER, counts TEXT NOT NULL, PRIMARY KEY (layer, frame))",
        "CREATE TRIGGER mask_runs_are_not_changed BEFORE UPDATE ON mask_runs"
        " BEGIN SELECT RAISE(ABORT, 'masks are only appended'); END",
        "CREATE TRIGGER mask_runs_are_not_deleted BEFORE DELETE ON mask_runs"
        " BEGIN SELECT RAISE(ABORT, 'masks are only appended'); END",
    ),
)
"""The statements that lead from each schema version to the next, beginning with an empty file."""

SCHEMA_VERSION = len(MIGRATIONS)


def schema_version(database: sqlite3.Connection) -> int:
    """Returns the schema version of a review file, 0 of an empty one. Raises sqlite3.Error."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def is_review(database: sqlite3.Connection) -> bool:
    """True if the SQLite file was made by this program for a review. Raises sqlite3.Error."""
    return int(database.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID


def migrate(database: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Brings a file to the newest schema version, in one transaction. Raises sqlite3.Error and then changes nothing."""
    if schema_version(database) < len(migrations):
        with transaction(database):
            run_migrations(database, migrations)


def run_migrations(database: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Brings a file to the newest schema version, inside a transaction of the caller. Raises sqlite3.Error."""
    for version, statements in enumerate(migrations[schema_version(database) :], schema_version(database) + 1):
        for statement in statements:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {version}")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Commits what the block does to a connection in autocommit mode, or nothing after an exception.

    A COMMIT that fails, as while another program reads the file, leaves its transaction open in SQLite: unless it is
    rolled back, later changes would belong to it, and be lost.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # SQLite itself ends it after some errors, as on a full disk
            database.execute("ROLLBACK")
        raise
