"""ReopenableSource: opens a source several times, and fails if its files have changed since the first time."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.frames.frame import FrameSource
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.frames.video.shared_index import FileIdentity, file_identity
from polyp_core.printable_names import printable


class ReopenableSource:
    """Callable that opens the source of `path` with `open_frames`, each time with the same frame numbers.

    For playback, previews, analysis and export, which read one recording at the same time. Raises SourceError if a file
    was replaced or modified, or images were added to or removed from a folder, since the first call. Thread-safe.
    """

    def __init__(self, path: Path | Sequence[Path], open_frames: Callable[[], FrameSource]) -> None:
        self._path, self._open = path, open_frames
        self._lock = threading.Lock()
        self._identities: tuple[FileIdentity, ...] | None = None

    def __call__(self) -> FrameSource:
        try:
            files = _file_identities(self._path)
        except OSError:
            return self._open()  # raises SourceError with the reason
        with self._lock:
            if self._identities is None:
                self._identities = files
            elif files != self._identities:
                raise SourceError(
                    "{path} has changed since it was opened. Open it again.", path=_display_name(self._path)
                )
        return self._open()


def _file_identities(path: Path | Sequence[Path]) -> tuple[FileIdentity, ...]:
    if not isinstance(path, Path):
        return tuple(file_identity(each) for each in path)
    return tuple(file_identity(each) for each in (images_in(path) if path.is_dir() else [path]))


def _display_name(path: Path | Sequence[Path]) -> str:
    return printable(path) if isinstance(path, Path) else filled("One of the {n} images", n=len(path))
