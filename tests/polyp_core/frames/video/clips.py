"""Writes small clips with numbered frames using PyAV, and decodes them sequentially."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

BITS = 8


def numbered_picture(number: int, width_px: int, height_px: int) -> NDArray[np.uint8]:
    """A moving pattern, with `number` as black and white blocks along the top."""
    y, x = np.mgrid[0:height_px, 0:width_px]
    channels = ((3 * x + 7 * number) % 256, (2 * y + 5 * number) % 256, (x + y + 11 * number) % 256)
    image = np.stack(channels, axis=-1).astype(np.uint8)
    block_px = width_px // BITS
    for bit in range(BITS):
        image[: height_px // 4, bit * block_px : (bit + 1) * block_px] = 255 if number >> bit & 1 else 0
    return image


def number_in(image: NDArray[np.uint8]) -> int:
    """Returns the number that `numbered_picture` drew."""
    height_px, width_px = image.shape[:2]
    block_px = width_px // BITS
    centres = [image[height_px // 8, bit * block_px + block_px // 2].mean() for bit in range(BITS)]
    return sum(1 << bit for bit, level in enumerate(centres) if level > 127)


@dataclass(frozen=True)
class Recipe:
    """Settings of a clip; `stamps` are the frames' timestamps in units of `time_base`."""

    codec: str
    options: dict[str, str] = field(default_factory=dict)
    frames: int = 60
    width_px: int = 160
    height_px: int = 96
    pixels: str = "yuv420p"
    rate: Fraction = Fraction(25)
    group: int = 12
    b_frames: int = 2
    container: str | None = None
    stamps: tuple[int, ...] | None = None
    time_base: Fraction | None = None
    pixel_aspect: Fraction | None = None

    def write(self, path: Path, picture: Callable[[int, int, int], NDArray[np.uint8]] = numbered_picture) -> Path:
        with av.open(str(path), "w", format=self.container) as output:
            stream = output.add_stream(self.codec, rate=self.rate, options=self.options)
            stream.width, stream.height, stream.pix_fmt = self.width_px, self.height_px, self.pixels
            stream.gop_size, stream.max_b_frames = self.group, self.b_frames
            if self.pixel_aspect is not None:
                stream.codec_context.sample_aspect_ratio = self.pixel_aspect
            if self.time_base is not None:
                stream.codec_context.time_base = self.time_base
            for number in range(self.frames):
                frame = av.VideoFrame.from_ndarray(picture(number, self.width_px, self.height_px), format="rgb24")
                if self.stamps is not None:
                    frame.pts, frame.time_base = self.stamps[number], self.time_base
                output.mux(stream.encode(frame))
            output.mux(stream.encode(None))
        return path


def in_sequence(path: Path) -> list[NDArray[np.uint8]]:
    """Returns all frames as PyAV decodes them from the first packet to the last, skipping packets with errors."""
    images = []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                frames = []
            images += [frame.to_ndarray(format="rgb24").copy() for frame in frames]
    return images


H264 = Recipe("libx264", {"preset": "veryfast"})
OPEN_GROUPS = Recipe(
    "libx264", {"preset": "veryfast", "x264-params": "open-gop=1:keyint=12:min-keyint=6:bframes=3:b-pyramid=normal"}
)
MPEG2 = Recipe("mpeg2video")
