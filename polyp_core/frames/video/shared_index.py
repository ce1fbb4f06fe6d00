"""SharedIndex: one frame index per video track, built once and shared by all open sources of the file."""

import threading
from dataclasses import dataclass
from pathlib import Path

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.video.index import FrameIndex
from polyp_core.frames.video.indexer import Indexer, IndexState

FileIdentity = tuple[str, int, int, int, int]
"""Absolute path, device, inode, size in bytes and modification time in nanoseconds."""


def file_identity(path: Path) -> FileIdentity:
    """Returns an identity that changes when the file is replaced or written to. Raises OSError."""
    found = path.stat()
    return str(path.absolute()), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@dataclass(slots=True)
class _Entry:
    indexer: Indexer
    users: int = 0


_lock = threading.Lock()
_entries: dict[tuple[FileIdentity, float, int], _Entry] = {}


class SharedIndex(ContextManagerMixin):
    """One source's reference to the index of a video track.

    The first source starts indexing, closing the last one stops it, so the file is scanned once and all sources of an
    unchanged track number its frames equally. Raises SourceError if the file cannot be read.
    """

    def __init__(self, path: Path, declared_fps: float, track: int) -> None:
        try:
            self._key = (file_identity(path), declared_fps, track)
        except OSError as error:
            raise SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error)) from error
        self._closed = False
        with _lock:
            entry = _entries.get(self._key)
            if entry is None or not entry.indexer.is_reusable:
                entry = _entries[self._key] = _Entry(Indexer(path, declared_fps, track))
            entry.users += 1
        self._entry, self._indexer = entry, entry.indexer

    @property
    def state(self) -> IndexState:
        """The index built so far."""
        return self._indexer.state

    def wait_for_frame(self, frame: int) -> FrameIndex:
        """Waits until the index contains `frame` or is complete. Raises SourceError if closed or no frame was found."""
        return self._indexer.wait(lambda state: state.complete or len(state.index) > frame, self._is_closed).index

    def wait_until_complete(self) -> IndexState:
        """Waits until the index is complete. Raises SourceError if closed or no frame was found."""
        return self._indexer.wait(lambda state: state.complete, self._is_closed)

    def wait_briefly(self, timeout_s: float) -> None:
        """Waits up to `timeout_s` for the index to be complete, which suffices for short files."""
        self._indexer.wait_briefly(timeout_s)

    def close(self) -> None:
        """Wakes threads waiting on this reference, and stops indexing if it was the last one. Idempotent."""
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
