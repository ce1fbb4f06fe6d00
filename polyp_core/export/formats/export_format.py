"""What an export format is: its name, texts, needs and files, and the function that opens its writer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

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


FrameWriter = Callable[[ExportedFrame], None]
"""Adds a frame to an output, in increasing order of frames. Raises OSError on write failures, or ExportError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """An output of an export.

    `name` is its name on the command line and in settings, `title` and `description` are shown to the user, `files` are
    the names of the files and folders it writes. An image that cannot be read fails an export that needs its picture.

    `open_writer(folder, info)` creates the files in `folder`; leaving the context finishes them, or discards them after
    an exception. It raises OSError or ExportError.
    """

    name: str
    title: str
    description: str
    files: tuple[str, ...]
    open_writer: Callable[[Path, ExportInfo], AbstractContextManager[FrameWriter]]
    needs_picture: bool = True
    needs_mask: bool = True
    has_overlay: bool = False
    has_frame_rate: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """The options of `polyp-annotate` that change this output."""
        return (
            *(("--threshold", "--min-region") if self.needs_mask else ()),
            *(("--style", "--opacity", "--caption") if self.has_overlay else ()),
            *(("--fps",) if self.has_frame_rate else ()),
        )
