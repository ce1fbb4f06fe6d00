"""Interface of the export formats: FrameWriter and its inputs."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.provenance import Provenance


@dataclass(frozen=True, slots=True)
class ExportInfo:
    """Size of the exported video in pixels, frame rate of the source and provenance, known before the first frame."""

    width_px: int
    height_px: int
    rate_fps: float
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ExportedFrame:
    """A rendered frame with the names used in the outputs.

    `video_time_s` is its time in the exported video, `picture_name` the file name of its exported pictures.
    `file_name` is its name in tables: its source file or neutral name, "" for video frames. `is_own_file` is true if
    `file_name` names a source file.
    """

    result: AnnotatedFrame
    video_time_s: float
    picture_name: str
    file_name: str
    is_own_file: bool


class FrameWriter(Protocol):
    """Writes an output frame by frame; leaving the `with` block finishes it, or discards it after an exception.

    Raises OSError on write failures, or ExportError.
    """

    def write(self, frame: ExportedFrame) -> None:
        """Adds a frame. Frames must be added in increasing order."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
