"""ReopenableSource: opens one source several times, and refuses it once its files have changed since the first time."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from polyp_core.errors import SourceError
from polyp_core.frames.frame import FrameSource
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.frames.video.shared_index import FileIdentity, file_identity
from polyp_core.printable_names import printable


class ReopenableSource:
    """Calling it gives the source of `path` by `open_frames`, each time with the same frame numbers.

    Playback, previews, analysis and export read one recording side by side. Where a file was replaced or written to, or
    pictures of a folder have come or gone since the first call, it raises SourceError. Any thread may call it.
    """

    def __init__(self, path: Path | Sequence[Path], open_frames: Callable[[], FrameSource]) -> None:
        self._path, self._open = path, open_frames
        self._lock = threading.Lock()
        self._files: tuple[FileIdentity, ...] | None = None

    def __call__(self) -> FrameSource:
        try:
            files = _files(self._path)
        except OSError:
            return self._open()  # which says what is wrong
        with self._lock:
            if self._files is None:
                self._files = files
            elif files != self._files:
                raise SourceError(f"{_name(self._path)} has changed since it was opened. Open it again.")
        return self._open()


def _files(path: Path | Sequence[Path]) -> tuple[FileIdentity, ...]:
    if not isinstance(path, Path):
        return tuple(file_identity(each) for each in path)
    return tuple(file_identity(each) for each in (images_in(path) if path.is_dir() else [path]))


def _name(path: Path | Sequence[Path]) -> str:
    return printable(path) if isinstance(path, Path) else f"One of the {len(path)} images"
