"""Writes the exported video, with or without the overlay."""

from pathlib import Path
from types import TracebackType
from typing import Self

from polyp_core.export.formats.frame_writer import ExportedFrame, ExportInfo
from polyp_core.export.formats.pictures import Render
from polyp_core.export.images import fit_into
from polyp_core.export.video import VideoWriter


class ExportedVideo:
    """Writes an MP4 of the pictures that `render` returns, scaled to fit the video's size. Raises ExportError."""

    def __init__(self, path: Path, render: Render, info: ExportInfo) -> None:
        self._render, self._size_px = render, (info.width_px, info.height_px)
        self._video = VideoWriter(path, *self._size_px, info.rate_fps, comment=info.provenance.comment)

    def write(self, frame: ExportedFrame) -> None:
        """Adds the frame at its time in the exported video."""
        self._video.write(fit_into(self._render(frame.result), *self._size_px), frame.video_time_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._video.__exit__(kind, error, trace)
