"""Measures whether a frame can be judged: sharpness, brightness, and whether it shows the inside of the body."""

from enum import IntEnum
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image

_SIDE_PX = 256
_FIELD_LEVEL = 20  # grey level above which a pixel belongs to the endoscope's field of view
_SMALLEST_FIELD = 0.2
_BLURRED_BELOW = 8.0
_SHARPEST = 0.995  # the share of pixels below the sharpest details, which even a frame of smooth mucosa has
_OVEREXPOSED_ABOVE = 180.0
_OUTSIDE_BELOW = 0.9  # narrow band imaging comes down to 1.0


class FrameFault(IntEnum):
    """Why a frame cannot be judged; NONE if it can, or if its picture was not measured."""

    NONE = 0
    DARK = 1
    OVEREXPOSED = 2
    OUTSIDE = 3
    BLURRED = 4

    @property
    def label(self) -> str:
        """The fault for users, "" for NONE."""
        return _LABELS[self]


_LABELS = {
    FrameFault.NONE: "",
    FrameFault.DARK: "dark",
    FrameFault.OVEREXPOSED: "overexposed",
    FrameFault.OUTSIDE: "outside the body",
    FrameFault.BLURRED: "blurred",
}


class FrameQuality(NamedTuple):
    """Measures of a frame, taken at 256 pixels along its longer side, inside the endoscope's field of view.

    `field` is the fraction of the frame that the field of view covers, `sharpness` the 99.5th percentile of the
    absolute Laplacian (grey levels), `brightness` the mean grey level (0..255), `redness` the ratio of mean red to mean
    green: mucosa is red, a room is not.
    """

    field: float
    sharpness: float
    brightness: float
    redness: float


def measure_quality(image: Image) -> FrameQuality:
    """Returns the quality of `image` (H x W x 3 uint8 RGB)."""
    small = _shrink(image)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    # The rim of the field of view is the strongest edge of most frames.
    inner = cv2.erode((grey > _FIELD_LEVEL).view(np.uint8), np.ones((9, 9), np.uint8))
    area_px = cv2.countNonZero(inner)
    if not area_px:
        return FrameQuality(0.0, 0.0, float(grey.mean()), 1.0)
    detail = np.abs(cv2.Laplacian(grey, cv2.CV_16S)[inner.view(np.bool_)])
    counts = np.bincount(detail)  # ten times as fast as np.percentile
    sharpness = float(np.searchsorted(np.cumsum(counts), _SHARPEST * area_px))
    red, green, *_ = cv2.mean(small, inner)
    return FrameQuality(area_px / grey.size, sharpness, cv2.mean(grey, inner)[0], red / max(green, 1.0))


def frame_faults(
    field: NDArray[np.floating],
    sharpness: NDArray[np.floating],
    brightness: NDArray[np.floating],
    redness: NDArray[np.floating],
) -> NDArray[np.uint8]:
    """Returns the FrameFault of each of N frames from the measures of FrameQuality (N,); NONE where they are NaN."""
    conditions = {
        FrameFault.DARK: field < _SMALLEST_FIELD,
        FrameFault.OVEREXPOSED: brightness > _OVEREXPOSED_ABOVE,
        FrameFault.OUTSIDE: redness < _OUTSIDE_BELOW,
        FrameFault.BLURRED: sharpness < _BLURRED_BELOW,
    }
    return np.select(list(conditions.values()), list(conditions), FrameFault.NONE).astype(np.uint8)


def _shrink(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = _SIDE_PX / max(height, width)
    if scale >= 0.5:
        return _resize(image, scale) if scale < 1 else image
    # In two steps, as averaging a large picture takes up to ten times as long.
    twice = (2 * max(1, round(width * scale)), 2 * max(1, round(height * scale)))
    return _resize(np.asarray(cv2.resize(image, twice, interpolation=cv2.INTER_LINEAR), np.uint8), 0.5)


def _resize(image: Image, scale: float) -> Image:
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
