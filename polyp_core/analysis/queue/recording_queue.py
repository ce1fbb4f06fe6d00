"""RecordingQueue: the list of recordings that are analysed one after the other, stored in the user's folder."""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

from polyp_core.analysis.queue.entry import QueueEntry, in_groups, moved
from polyp_core.analysis.queue.queue_file import NewerQueueError, StoredQueue, read_queue, write_queue
from polyp_core.display_text import FilledText, filled, joined, mark
from polyp_core.errors import ExportError, QueueError
from polyp_core.files.file_lock import LockedError, file_lock
from polyp_core.files.private_files import ensure_private_file, make_private_folder
from polyp_core.files.regular_files import format_os_error
from polyp_core.printable_names import printable

_log = logging.getLogger(__name__)

_PROGRESS_INTERVAL_S = 5.0  # between two writes of the file for progress alone
_OPENING_S = 30.0

Access = Literal["opening", "own", "elsewhere", "newer", "unreadable"]
"""Whether the queue may be changed: "elsewhere" if another process works through it, "newer" if a newer version of the
program wrote it."""

_READ_ONLY = {
    "opening": mark("The list of recordings has not been read yet. Try again."),
    "elsewhere": mark("Another window of Polyp Viewer works through the recordings. Add, remove or move them there."),
    "newer": mark("A newer version of Polyp Viewer wrote the list of recordings. Use that version to change it."),
    "unreadable": mark("The list of recordings cannot be read, so it is not changed."),
}


class RecordingQueue:
    """The entries of the queue in order. One process at a time owns it; others see what it has written.

    `on_change` is called after each change, by the thread that makes it. Methods that change the queue raise QueueError
    unless this process owns it. Thread-safe.
    """

    def __init__(self, folder: Path, on_change: Callable[[], None] = lambda: None) -> None:
        self._folder, self._path, self._on_change = folder, folder / "queue.json", on_change
        self._lock = threading.Condition()
        self._owned = ExitStack()
        self._entries: tuple[QueueEntry, ...] = ()
        self._paused = False
        self._access: Access = "opening"
        self._problems: dict[str, FilledText | Literal[""]] = {}  # by kind, the most important first
        self._is_edited = self._is_updated = False
        self._written_s = 0.0
        self._seen: tuple[int, int] | None = None  # modification time and size of the file of another process

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        """The entries in the order of their analysis, the parts of an examination together."""
        return self._entries

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def access(self) -> Access:
        return self._access

    @property
    def problem(self) -> FilledText:
        """Sentences for the user if the queue cannot be read, stored or worked through; "" otherwise."""
        read_only = filled(_READ_ONLY[self._access]) if self._access not in ("own", "opening") else ""
        return joined(filter(None, (*self._problems.values(), read_only)))

    def entry(self, entry_id: str) -> QueueEntry | None:
        """The entry with that id, None if it was removed."""
        return next((entry for entry in self._entries if entry.id == entry_id), None)

    # -- File ----------------------------------------------------------------------------------------------------------

    def open(self) -> bool:
        """Reads the queue and becomes its owner. False if another process owns it or it cannot be used.

        To be called again, now and then, until it is true; each call reads what the owner has written.
        """
        try:
            make_private_folder(self._folder)
            lock = self._folder / "queue.lock"
            ensure_private_file(lock)
            self._owned.enter_context(file_lock(lock, str(os.getpid()), timeout_s=0.2))
        except LockedError:
            self._read("elsewhere")
            return False
        except OSError as error:
            reason, folder = format_os_error(error), printable(self._folder)
            text = filled(
                "The list of recordings in {folder} cannot be opened: {reason}.", folder=folder, reason=reason
            )
            self._read("unreadable", text)
            return False
        except ExportError as error:
            folder = printable(self._folder)
            text = filled("The list of recordings in {folder} cannot be opened.", folder=folder)
            self._read("unreadable", joined((text, error.text)))
            return False
        self._read("own")
        if self._access != "own":
            self._owned.close()
        return self._access == "own"

    def _read(self, access: Access, problem: FilledText | Literal[""] = "") -> None:
        entries, paused = self._entries, self._paused
        try:
            state = self._path.stat() if self._path.exists() else None
            seen = None if state is None else (state.st_mtime_ns, state.st_size)
            if access == self._access == "elsewhere" and seen == self._seen:
                return
            stored, damage = read_queue(self._path)
            entries, paused, self._seen, problem = stored.entries, stored.paused, seen, problem or damage
        except NewerQueueError:
            access = "newer"
        except OSError as error:
            text = filled("The list of recordings cannot be read: {reason}.", reason=format_os_error(error))
            access, problem = "unreadable", problem or text
        if access == "own":  # what was under way when the program ended goes on
            entries = tuple(
                entry.model_copy(update={"state": "waiting"}) if entry.state == "analysing" else entry
                for entry in entries
            )
        with self._lock:
            self._entries, self._paused, self._access = tuple(in_groups(entries)), paused, access
            self._lock.notify_all()
        self.set_problem("file", problem)
        self._on_change()

    def save(self, *, progress: bool = False) -> None:
        """Writes the queue if it was changed; changes of progress alone only now and then unless `progress`."""
        with self._lock:
            is_due = progress or time.monotonic() - self._written_s > _PROGRESS_INTERVAL_S
            if self._access != "own" or not (self._is_edited or (self._is_updated and is_due)):
                return
            self._is_edited = self._is_updated = False
            stored = StoredQueue(paused=self._paused, entries=self._entries)
        self._written_s = time.monotonic()
        try:
            write_queue(self._path, stored)
        except ExportError as error:
            self._is_updated = True
            self.set_problem("saving", joined((filled("The list of recordings cannot be saved."), error.text)))
        else:
            self.set_problem("saving", "")

    def close(self) -> None:
        """Writes the queue and lets another process own it. May be called twice."""
        self.save(progress=True)
        self._access = "opening"
        self._owned.close()

    def set_problem(self, kind: str, problem: FilledText | Literal[""]) -> None:
        """Shows a sentence to the user as long as there is a problem of that kind; "" if there is none."""
        if problem != self._problems.get(kind, ""):
            self._problems[kind] = problem
            if problem:
                _log.warning("%s", problem)
            self._on_change()

    # -- Changes by the user -------------------------------------------------------------------------------------------

    def add(self, entry: QueueEntry) -> bool:
        """Adds a recording at the end. False if it is listed already; one that was missing is found again by it."""
        with self._lock:
            self._lock.wait_for(lambda: self._access != "opening", _OPENING_S)
        listed = self.find_same(entry)
        if listed is None:
            self._edit(lambda entries: [*entries, entry])
            return True
        if listed.missing:
            self.locate(listed.id, entry.paths)
        return False

    def find_same(self, entry: QueueEntry) -> QueueEntry | None:
        """Returns the entry of the same recording, by content; None if it is not listed."""
        return next((other for other in self._entries if _is_same(other, entry)), None)

    def remove(self, ids: Collection[str]) -> list[tuple[int, QueueEntry]]:
        """Removes recordings from the list; returns them with their places, for `restore`."""
        removed = [(place, entry) for place, entry in enumerate(self._entries) if entry.id in ids]
        self._edit(lambda entries: [entry for entry in entries if entry.id not in ids])
        return removed

    def restore(self, removed: Sequence[tuple[int, QueueEntry]]) -> None:
        """Puts removed recordings back at their places."""

        def insert(entries: list[QueueEntry]) -> list[QueueEntry]:
            for place, entry in removed:
                waiting = entry.model_copy(update={"state": "waiting"}) if entry.state == "analysing" else entry
                entries.insert(place, waiting)
            return entries

        self._edit(insert)

    def move(self, ids: Collection[str], step: Literal[-1, 1]) -> None:
        """Moves recordings one place earlier (-1) or later (1); an examination moves as a whole."""
        self._edit(lambda entries: moved(entries, ids, step))

    def set_group(self, ids: Collection[str], name: str) -> None:
        """Makes recordings parts of the examination `name`; "" separates them."""
        self._change(ids, group=name.strip())

    def retry(self, ids: Collection[str]) -> None:
        """Analyses recordings again that failed, or that were analysed with another model; stored maps are reused."""
        self._change(ids, state="waiting", reason="", share_analysed=0.0)

    def set_paused(self, paused: bool) -> None:
        """Pauses or resumes the whole queue."""
        self._require_access()
        self._paused = paused
        self._problems.pop("paused", None)
        self._edit(lambda entries: entries)

    def pause_because(self, problem: FilledText) -> None:
        """Pauses the queue because of a problem, until the user resumes it."""
        self.set_paused(True)
        self.set_problem("paused", problem)

    def locate(self, entry_id: str, paths: tuple[Path, ...]) -> None:
        """Sets where a recording is now. The caller has compared the content."""
        entry = self.entry(entry_id)
        state = "waiting" if entry is None or entry.state == "failed" else entry.state
        self._change([entry_id], paths=paths, missing=False, state=state, reason="")

    # -- Progress ------------------------------------------------------------------------------------------------------

    def update(self, entry_id: str, **changes: Any) -> None:
        """Changes fields of an entry, if it is still listed; written with the next `save`."""
        with self._lock:
            before = self._entries
            self._entries = tuple(
                entry.model_copy(update=changes) if entry.id == entry_id else entry for entry in before
            )
            if self._entries == before:
                return
            self._is_updated = True
        self._on_change()

    def _change(self, ids: Collection[str], **changes: Any) -> None:
        self._edit(
            lambda entries: [entry.model_copy(update=changes) if entry.id in ids else entry for entry in entries]
        )

    def _edit(self, change: Callable[[list[QueueEntry]], Sequence[QueueEntry]]) -> None:
        self._require_access()
        with self._lock:
            self._entries = tuple(in_groups(change(list(self._entries))))
            self._is_edited = True
        self._on_change()

    def _require_access(self) -> None:
        if self._access != "own":
            raise QueueError(_READ_ONLY[self._access])


def _is_same(one: QueueEntry, other: QueueEntry) -> bool:
    if one.content_key and other.content_key:
        return one.content_key == other.content_key
    return one.paths == other.paths
