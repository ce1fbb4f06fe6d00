"""SharedIndex: one frame index for each track of a file, built once and used by every source of it that is open."""

import threading
from dataclasses import dataclass
from pathlib import Path

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import reason_of
from polyp_core.frames.video.index import FrameIndex
from polyp_core.frames.video.indexer import Indexer, IndexState

FileIdentity = tuple[str, int, int, int, int]
"""Absolute path, device, inode, size in bytes and time of change in nanoseconds."""


def file_identity(path: Path) -> FileIdentity:
    """Differs once a file was replaced or written to. Raises OSError."""
    found = path.stat()
    return str(path.absolute()), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@dataclass(slots=True)
class _Entry:
    indexer: Indexer
    users: int = 0


_lock = threading.Lock()
_entries: dict[tuple[FileIdentity, float, int], _Entry] = {}


class SharedIndex(ContextManagerMixin):
    """The use that one source makes of the index of a video track of its file.

    The first source starts the indexing, the last one that closes ends it. All sources of an unchanged track therefore
    number its frames alike, and the file is worked through once. Raises SourceError where the file cannot be looked up.
    """

    def __init__(self, path: Path, declared_fps: float, track: int) -> None:
        try:
            self._key = (file_identity(path), declared_fps, track)
        except OSError as error:
            raise SourceError(f"Cannot read {path}: {reason_of(error)}.") from error
        self._closed = False
        with _lock:
            entry = _entries.get(self._key)
            if entry is None or not entry.indexer.could_read_all:
                entry = _entries[self._key] = _Entry(Indexer(path, declared_fps, track))
            entry.users += 1
        self._entry, self._indexer = entry, entry.indexer

    @property
    def state(self) -> IndexState:
        """The index as far as it is built."""
        return self._indexer.state

    def wait_for_frame(self, frame: int) -> FrameIndex:
        """The index once it holds `frame` or is complete. Raises SourceError where closed, or nothing found."""
        return self._indexer.wait(lambda state: state.complete or len(state.index) > frame, self._is_closed).index

    def wait_until_complete(self) -> IndexState:
        """Raises SourceError where closed meanwhile, or nothing found."""
        return self._indexer.wait(lambda state: state.complete, self._is_closed)

    def wait_briefly(self, timeout_s: float) -> None:
        """Gives the index of a short file the time to be complete."""
        self._indexer.wait_briefly(timeout_s)

    def close(self) -> None:
        """Wakes whoever waits by this use, and ends the indexing with the last one. May be called twice."""
        with _lock:
            if self._closed:
                return
            self._closed = True
            self._entry.users -= 1
            is_last = self._entry.users == 0
            if is_last and _entries.get(self._key) is self._entry:
                del _entries[self._key]
        if is_last:
            self._indexer.close()
        else:
            self._indexer.wake()

    def _is_closed(self) -> bool:
        return self._closed
