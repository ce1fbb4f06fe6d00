"""The file that stores the queue of recordings."""

import logging
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.display_text import FilledText, filled, joined, text_of_error
from polyp_core.files.atomic_files import write_text
from polyp_core.files.damaged_files import backup_damaged_file
from polyp_core.files.json_files import JsonError, json_text, read_json
from polyp_core.printable_names import printable

_log = logging.getLogger(__name__)

VERSION = 1


class NewerQueueError(Exception):
    """The file was written by a newer version of the program."""


class StoredQueue(BaseModel):
    """The content of the file."""

    version: int = VERSION
    paused: bool = False
    entries: tuple[QueueEntry, ...] = ()


def read_queue(path: Path) -> tuple[StoredQueue, FilledText | Literal[""]]:
    """Returns the stored queue, empty if there is none, and a sentence for the user if not all could be read.

    What cannot be read is backed up. Raises NewerQueueError, and OSError if the file cannot be read at all.
    """
    try:
        stored = read_json(path)
    except FileNotFoundError:
        return StoredQueue(), ""
    except JsonError as error:
        return StoredQueue(), _back_up(path, text_of_error(error))
    if not isinstance(stored, dict) or not isinstance(stored.get("entries"), list):
        return StoredQueue(), _back_up(path, filled("it holds no list of recordings"))
    version = stored.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NewerQueueError
    entries = [entry for each in stored["entries"] if (entry := _entry(each)) is not None]
    problem: FilledText | Literal[""] = ""
    if damaged := len(stored["entries"]) - len(entries):
        one, several = filled("1 of its recordings is damaged"), filled("{n} of its recordings are damaged", n=damaged)
        problem = _back_up(path, one if damaged == 1 else several)
    return StoredQueue(paused=stored.get("paused") is True, entries=tuple(entries)), problem


def write_queue(path: Path, stored: StoredQueue) -> None:
    """Writes the file atomically. Raises ExportError."""
    write_text(path, json_text(stored))


def _entry(stored: Any) -> QueueEntry | None:
    try:
        return QueueEntry.model_validate(stored)
    except ValidationError as error:
        _log.warning("A recording of the queue cannot be read: %s", error)
        return None


def _back_up(path: Path, reason: str) -> FilledText:
    _log.warning("The queue in %s cannot be read: %s", path, reason)
    backup = backup_damaged_file(path)
    text = filled("The list of recordings could not be read completely: {reason}.", reason=reason)
    return text if backup is None else joined((text, filled("The file is kept as {backup}.", backup=printable(backup))))
