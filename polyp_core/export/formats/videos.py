"""MP4 videos (H.264), with and without the overlay: timestamps of the source, without its sound and metadata."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from polyp_core.errors import ExportError
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import ExportFormat, ExportInfo, FrameWriter
from polyp_core.files.atomic_files import write_error
from polyp_core.frames.frame import Image

_TIME_BASE = Fraction(1, 90_000)  # the MPEG clock: frame periods at 25, 30 and 30000/1001 fps are whole ticks
_MIN_FPS = 1 / 1001  # the encoder does not accept lower rates; frame timestamps are not affected
_ENCODER = {
    "preset": "ultrafast",  # half the time of superfast and a quarter more bytes at equal quality
    "bf": "0",  # without B-frames, every player shows each frame at its exact time
}
_HD_HEIGHT_PX = 720  # from this height players assume BT.709, below it BT.601


class VideoWriter:
    """Encodes RGB pictures of one size into an MP4 file.

    H.264 needs even sizes: odd ones are padded by repeating the last row or column. Raises ExportError if the disk is
    full, the file cannot be written, or the encoder does not support the size; the caller removes the partial file.
    """

    def __init__(
        self, path: Path, width_px: int, height_px: int, rate_fps: float, *, comment: str, crf: int = 20
    ) -> None:
        self._path = path
        self._pad = (height_px % 2, width_px % 2)
        self._size = (width_px, height_px)
        try:
            self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        except OSError as error:
            raise write_error(path, error) from error
        self._container.metadata["comment"] = comment
        rate = Fraction(max(_MIN_FPS, rate_fps)).limit_denominator(1001)
        self._duration = round(1 / rate / _TIME_BASE)  # of the last frame; other frames last until the next one
        self._stream = self._container.add_stream("libx264", rate=rate, options=_ENCODER | {"crf": str(crf)})
        self._stream.width, self._stream.height = width_px + self._pad[1], height_px + self._pad[0]
        self._stream.pix_fmt = "yuv420p"
        self._stream.time_base = self._stream.codec_context.time_base = _TIME_BASE
        is_hd = height_px >= _HD_HEIGHT_PX
        self._colorspace = Colorspace.ITU709 if is_hd else Colorspace.SMPTE170M
        context = self._stream.codec_context
        context.color_range = ColorRange.MPEG
        context.colorspace, context.color_primaries, context.color_trc = (1, 1, 1) if is_hd else (6, 6, 6)
        self._to_yuv = VideoReformatter()
        self._last_pts = -1

    def write(self, image: Image, time_s: float) -> None:
        """Adds a picture (H x W x 3 uint8 RGB) shown from `time_s` on; times must not decrease. Raises ValueError for
        another size.
        """
        if image.shape[:2] != self._size[::-1]:
            raise ValueError(f"A picture of {image.shape[1]} x {image.shape[0]} in a video of {self._size}")
        if any(self._pad):
            image = cv2.copyMakeBorder(image, 0, self._pad[0], 0, self._pad[1], cv2.BORDER_REPLICATE)  # type: ignore[assignment]
        frame = self._to_yuv.reformat(
            av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(image), "rgb24"),
            format="yuv420p",
            dst_colorspace=self._colorspace,
            dst_color_range=ColorRange.MPEG,
            threads=1,  # more threads take twice the CPU time
        )
        frame.pts = self._last_pts = max(round(time_s / _TIME_BASE), self._last_pts + 1)
        frame.time_base = _TIME_BASE
        self._mux(frame)

    def close(self) -> None:
        """Flushes the encoder and finishes the file. Raises ExportError."""
        try:
            self._mux(None)
        finally:
            with self._translate_errors():
                self._container.close()

    def abandon(self) -> None:
        """Closes an unfinished file."""
        with suppress(OSError, av.FFmpegError):  # the file is discarded anyway
            self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abandon()

    def _mux(self, frame: av.VideoFrame | None) -> None:
        with self._translate_errors():
            for packet in self._stream.encode(frame):
                packet.duration = packet.duration or self._duration
                self._container.mux(packet)

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise write_error(self._path, error) from error
        except av.FFmpegError as error:
            raise ExportError(
                "Cannot write {name}: the video encoder does not support pictures of {width} x {height} "
                "pixels. Export pictures instead, or a crop.",
                name=self._path.name,
                width=str(self._size[0]),
                height=str(self._size[1]),
            ) from error


@contextmanager
def _open_video(
    name: str, render: Callable[[AnnotatedFrame], Image], folder: Path, info: ExportInfo
) -> Iterator[FrameWriter]:
    """Writes the pictures that `render` returns, scaled to fit the video's size."""
    size_px = info.width_px, info.height_px
    with VideoWriter(folder / name, *size_px, info.rate_fps, comment=info.provenance.comment) as video:
        yield lambda frame: video.write(fit_into(render(frame.result), *size_px), frame.video_time_s)


def fit_into(image: Image, width_px: int, height_px: int) -> Image:
    """Scales the picture to fit the given size, centred on black; returns the input if it has that size."""
    height, width = image.shape[:2]
    if (width, height) == (width_px, height_px):
        return image
    scale = min(width_px / width, height_px / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    resized = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    canvas = np.zeros((height_px, width_px, 3), np.uint8)
    top, left = (height_px - size[1]) // 2, (width_px - size[0]) // 2
    canvas[top : top + size[1], left : left + size[0]] = resized
    return canvas


FORMATS = (
    ExportFormat(
        name="video",
        title="Video with the overlay",
        description="H.264, with the size, rate and timestamps of the recording, without sound or metadata",
        files=("annotated.mp4",),
        open_writer=partial(_open_video, "annotated.mp4", lambda result: result.annotated),
        has_overlay=True,
        has_frame_rate=True,
    ),
    ExportFormat(
        name="bare-video",
        title="Bare video",
        description="The same without the overlay",
        files=("video.mp4",),
        open_writer=partial(_open_video, "video.mp4", lambda result: result.picture),
        needs_mask=False,
        has_frame_rate=True,
    ),
)
