"""Writing an MP4 (H.264) with the timestamps of the source, and neither its sound nor its metadata."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import write_error
from polyp_core.frames.frame import Image

_TIME_BASE = Fraction(1, 90_000)  # the clock of MPEG: 25, 30 and 30000/1001 frames a second are whole ticks of it
_LEAST_FPS = 1 / 1001  # a slower rate is no fraction that the encoder takes; each frame keeps its own time all the same
_ENCODER = {
    "preset": "ultrafast",  # beside superfast half of the time and a quarter more bytes, as near to the picture
    "bf": "0",  # without B-frames every player finds each frame at its own time, from the first one on
}
_HD_HEIGHT_PX = 720  # from here on players assume BT.709, below it BT.601


class VideoWriter:
    """Encodes RGB pictures of one size into an MP4 file.

    H.264 stores pairs of rows and columns: an odd side gets its last row or column repeated. Raises ExportError where
    the disk is full, the file cannot be written, or the encoder refuses such a size; the caller removes what was begun.
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
        rate = Fraction(max(_LEAST_FPS, rate_fps)).limit_denominator(1001)
        self._duration = round(1 / rate / _TIME_BASE)  # of the last frame; the others last until the next one
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
        """Adds one picture (H x W x 3 uint8 RGB), shown from `time_s` on. Times must rise; equal ones are set apart."""
        if image.shape[:2] != self._size[::-1]:
            raise ValueError(f"A picture of {image.shape[1]} x {image.shape[0]} in a video of {self._size}")
        if any(self._pad):
            image = cv2.copyMakeBorder(image, 0, self._pad[0], 0, self._pad[1], cv2.BORDER_REPLICATE)  # type: ignore[assignment]
        frame = self._to_yuv.reformat(
            av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(image), "rgb24"),
            format="yuv420p",
            dst_colorspace=self._colorspace,
            dst_color_range=ColorRange.MPEG,
            threads=1,  # more of them take twice the processor's time
        )
        frame.pts = self._last_pts = max(round(time_s / _TIME_BASE), self._last_pts + 1)
        frame.time_base = _TIME_BASE
        self._mux(frame)

    def close(self) -> None:
        """Encodes what is still held back, and finishes the file. Raises ExportError."""
        try:
            self._mux(None)
        finally:
            with self._failures():
                self._container.close()

    def abandon(self) -> None:
        """Lets go of an unfinished file."""
        with suppress(OSError, av.FFmpegError):  # the file is thrown away all the same
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
        with self._failures():
            for packet in self._stream.encode(frame):
                packet.duration = packet.duration or self._duration
                self._container.mux(packet)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise write_error(self._path, error) from error
        except av.FFmpegError as error:
            raise ExportError(
                f"Cannot write {self._path.name}: the video encoder does not take pictures of {self._size[0]} x "
                f"{self._size[1]} pixels. Export single pictures instead, or a crop."
            ) from error
