"""From a picture as a codec stores it to RGB as it is meant to be seen: colours, square pixels, the right way up."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from polyp_core.frames.side_data import display_matrix
from polyp_core.frames.source import Image

# FFmpeg's AVColorSpace as stored in a frame -> the matrix that its scaler takes.
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_LARGEST_SD_WIDTH_PX, _LARGEST_SD_HEIGHT_PX = 1024, 576
_FULL_RANGE_FORMATS = "yuvj"
_SCALING = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
_SANE_ASPECT = (Fraction(1, 4), Fraction(4))


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a stored picture is turned for display: mirrored left to right first, then turned counter-clockwise."""

    mirrored: bool = False
    quarter_turns: int = 0

    @classmethod
    def of(cls, frame: VideoFrame) -> Self:
        """What the frame's display matrix asks for, to the nearest quarter turn."""
        matrix = display_matrix(frame)
        if matrix is None:
            return cls()
        # (a, b, u, c, d, v, x, y, w): x' = a x + c y, y' = b x + d y with y downwards, in 16.16 fixed point.
        a, b, _, c, d, *_ = matrix.astype(np.float64)
        mirrored = bool(a * d - b * c < 0)
        if mirrored:
            a, b = -a, -b
        turns = round(np.degrees(np.arctan2(-b, a)) / 90) % 4
        return cls(mirrored, turns)

    def apply(self, image: Image) -> Image:
        if self.mirrored:
            image = np.asarray(cv2.flip(image, 1), np.uint8)
        if self.quarter_turns:
            turns = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}
            image = np.asarray(cv2.rotate(image, turns[self.quarter_turns]), np.uint8)
        return image


class Display:
    """Makes every picture of one video an RGB image of the same size, `width_px` x `height_px`, with square pixels.

    Where stored pixels are wider than high the picture is widened, where they are higher it is heightened: no stored
    pixel is lost. A picture whose size differs from the first one's is scaled to it. One thread uses it at a time.
    """

    def __init__(self, first: VideoFrame, pixel_aspect: Fraction | None) -> None:
        aspect = pixel_aspect or Fraction(1)
        if not _SANE_ASPECT[0] <= aspect <= _SANE_ASPECT[1]:
            aspect = Fraction(1)
        wider, higher = max(aspect, Fraction(1)), max(1 / aspect, Fraction(1))
        self._scaled_size_px = (round(first.width * wider), round(first.height * higher))
        self._orientation = Orientation.of(first)
        self._reformatter = VideoReformatter()
        sideways = self._orientation.quarter_turns % 2 == 1
        self.width_px, self.height_px = self._scaled_size_px[::-1] if sideways else self._scaled_size_px

    def to_rgb(self, frame: VideoFrame) -> Image:
        """H x W x 3 uint8, in memory of its own."""
        width_px, height_px = self._scaled_size_px
        same_size = (frame.width, frame.height) == self._scaled_size_px
        rgb = self._reformatter.reformat(
            frame,
            width=width_px,
            height=height_px,
            format="rgb24",
            src_colorspace=_matrix(frame),
            src_color_range=_range(frame),
            dst_color_range=ColorRange.JPEG,
            # Where nothing is scaled the quick conversion is ten times as fast and at most some two levels off.
            interpolation=Interpolation.BILINEAR if same_size else _SCALING,
            threads=1,
        )
        return self._orientation.apply(np.ascontiguousarray(rgb.to_ndarray(), np.uint8))

    def placeholder(self) -> Image:
        """Black, for a frame that cannot be decoded."""
        return np.zeros((self.height_px, self.width_px, 3), np.uint8)


def _matrix(frame: VideoFrame) -> Colorspace:
    """As the stream says, else as the size suggests: standard definition is BT.601, anything larger BT.709."""
    if frame.width > _LARGEST_SD_WIDTH_PX or frame.height > _LARGEST_SD_HEIGHT_PX:
        return _MATRICES.get(frame.colorspace, Colorspace.ITU709)
    return _MATRICES.get(frame.colorspace, Colorspace.ITU601)


def _range(frame: VideoFrame) -> ColorRange:
    if frame.color_range == ColorRange.JPEG or frame.format.name.startswith(_FULL_RANGE_FORMATS):
        return ColorRange.JPEG
    return ColorRange.MPEG
