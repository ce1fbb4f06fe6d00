"""What every format is given, and what it must offer."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.provenance import Provenance


@dataclass(frozen=True, slots=True)
class ExportInfo:
    """What is known before the first frame: the size of an exported video, the rate of the source, and the stamp."""

    width_px: int
    height_px: int
    rate_fps: float
    stamp: Provenance


@dataclass(frozen=True, slots=True)
class ExportedFrame:
    """A frame with the names under which it is exported.

    `video_time_s` is its time in the exported video. `picture_name` is the file name of its exported pictures.
    `file_name` is what tables call it: the name of its own file, or the neutral name; empty for a frame of a video.
    `is_own_file` says whether `file_name` names a file of the source.
    """

    result: AnnotatedFrame
    video_time_s: float
    picture_name: str
    file_name: str
    is_own_file: bool


class FrameWriter(Protocol):
    """Writes frame by frame; leaving the `with` block finishes the file, or abandons it after an exception.

    Raises OSError where the disk refuses, or ExportError.
    """

    def write(self, frame: ExportedFrame) -> None:
        """Adds a frame. Frames come in rising order."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
