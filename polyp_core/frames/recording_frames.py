"""Frames of recordings as images of a dataset: the path `clip.mp4/000123` is frame 123 of clip.mp4."""

import threading
from pathlib import Path

from polyp_core.display_text import filled_n
from polyp_core.errors import SourceError
from polyp_core.frames.frame import FrameSource, Image

_MOST_OPEN = 2


def frame_path(recording: Path, index: int) -> Path:
    """Returns the path of a frame; `index` counts from 0."""
    return recording / f"{index:06d}"


def is_frame_path(path: Path) -> bool:
    """True if `path` is a frame of a recording rather than a file."""
    return path.name.isdigit() and path.parent.is_file()


def read_frame(path: Path) -> Image:
    """Returns H x W x 3 uint8 RGB of the frame that `path` names. Raises SourceError."""
    recording, index = path.parent, int(path.name)
    with _sources.lock:  # one thread at a time reads a source
        source = _sources.open(recording)
        try:
            frame = source.read(index)
        except IndexError as error:
            count = source.wait_for_index().frame_count
            raise SourceError(
                "{recording} has {frames}, so there is no frame {index}.",
                recording=recording,
                frames=filled_n("{n} frame", "{n} frames", count),
                index=str(index),
            ) from error
    if frame.damaged:
        raise SourceError("Frame {index} of {recording} is damaged.", index=str(index), recording=recording)
    return frame.image


class _Sources:
    """The recordings that frames were read from last; they stay open, because opening takes longer than reading."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._open: dict[tuple[Path, int, int], FrameSource] = {}

    def open(self, recording: Path) -> FrameSource:
        from polyp_core.frames.open import open_source

        try:
            status = recording.stat()
        except OSError as error:
            raise SourceError("{recording} does not exist. Check whether it was moved.", recording=recording) from error
        key = (recording, status.st_size, status.st_mtime_ns)
        if key not in self._open:
            while len(self._open) >= _MOST_OPEN:
                self._open.pop(next(iter(self._open))).close()
            self._open[key] = open_source(recording)
        return self._open[key]


_sources = _Sources()
