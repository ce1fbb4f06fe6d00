"""Display size and orientation of decoded pictures, and where these change within a recording."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import cv2
import numpy as np
from av.video.frame import VideoFrame

from polyp_core.display_text import filled
from polyp_core.frames.frame import Image
from polyp_core.frames.video.side_data import display_matrix
from polyp_core.time_text import format_clock

_SANE_ASPECT = (Fraction(1, 4), Fraction(4))


@dataclass(frozen=True, slots=True)
class Orientation:
    """How to orient a stored picture for display: mirror horizontally, then rotate counter-clockwise."""

    mirrored: bool = False
    quarter_turns: int = 0

    @classmethod
    def of(cls, frame: VideoFrame) -> Self | None:
        """Returns the orientation in the frame's display matrix, to the nearest quarter turn; None without one."""
        matrix = display_matrix(frame)
        if matrix is None:
            return None
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

    def rotated_size(self, size_px: tuple[int, int]) -> tuple[int, int]:
        """Returns (width, height) after the rotation; also converts back."""
        return size_px[::-1] if self.quarter_turns % 2 == 1 else size_px


UPRIGHT = Orientation()


@dataclass(frozen=True, slots=True)
class PictureShape:
    """Displayed (width, height) in square pixels, and the orientation applied to the stored picture."""

    size_px: tuple[int, int]
    orientation: Orientation

    @classmethod
    def of(cls, frame: VideoFrame, pixel_aspect: Fraction | None, orientation: Orientation) -> Self:
        """Returns the shape that makes pixels square by enlarging one side; implausible aspect ratios count as 1."""
        aspect = pixel_aspect or Fraction(1)
        if not _SANE_ASPECT[0] <= aspect <= _SANE_ASPECT[1]:
            aspect = Fraction(1)
        wider, higher = max(aspect, Fraction(1)), max(1 / aspect, Fraction(1))
        return cls(orientation.rotated_size((round(frame.width * wider), round(frame.height * higher))), orientation)


@dataclass(frozen=True, slots=True)
class ShapeChange:
    """`frame` has the shape `other`, unlike the first picture's `first`; if `is_first`, it is the first such frame."""

    frame: int
    first: PictureShape
    other: PictureShape
    is_first: bool = True

    def note(self, time_s: float) -> str:
        """Returns a sentence for the user; `time_s` is the frame's time."""
        time, frame = format_clock(time_s), self.frame + 1
        start = filled("From {time} (frame {frame})", time=time, frame=frame)
        at = start if self.is_first else filled("At {time} (frame {frame})", time=time, frame=frame)
        if self.first.size_px == self.other.size_px:
            return filled(
                "{at} the file asks for pictures turned otherwise than at its beginning; they are shown as it asks.",
                at=at,
            )
        return filled(
            "{at} pictures are {size} instead of {first_size}: they are fitted into {first_size}, with black bars "
            "where their shape differs.",
            at=at,
            size=_format_size(self.other),
            first_size=_format_size(self.first),
        )


def _format_size(shape: PictureShape) -> str:
    width_px, height_px = shape.size_px
    return f"{width_px} x {height_px}"
