"""Measures whether a frame can be judged: sharpness, brightness, and whether it shows the inside of the body."""

from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from polyp_core.frames.frame import Image

_SIDE_PX = 256
_FIELD_LEVEL = 20  # grey level above which a pixel belongs to the endoscope's field of view
_SMALLEST_FIELD = 0.2
_BLURRED_BELOW = 4.5
_OVEREXPOSED_ABOVE = 180.0
_OUTSIDE_BELOW = 0.9  # narrow band imaging comes down to 1.0


class FrameFault(Enum):
    """Why a frame cannot be judged."""

    DARK = "dark"
    OVEREXPOSED = "overexposed"
    OUTSIDE = "outside the body"
    BLURRED = "blurred"


@dataclass(frozen=True, slots=True)
class FrameQuality:
    """Measures of a frame, taken at 256 pixels along its longer side, inside the endoscope's field of view.

    `sharpness` is the 95th percentile of the absolute Laplacian (grey levels), `brightness` the mean grey level
    (0..255), `redness` the ratio of mean red to mean green: mucosa is red, a room is not.
    """

    sharpness: float
    brightness: float
    redness: float
    fault: FrameFault | None

    @property
    def is_bad(self) -> bool:
        return self.fault is not None


def measure_quality(image: Image) -> FrameQuality:
    """Returns the quality of `image` (H x W x 3 uint8 RGB)."""
    small = _shrink(image)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    field = (grey > _FIELD_LEVEL).view(np.uint8)
    # The rim of the field of view is the strongest edge of most frames.
    inner = cv2.erode(field, np.ones((9, 9), np.uint8)).view(np.bool_)
    if inner.mean() < _SMALLEST_FIELD:
        return FrameQuality(0.0, float(grey.mean()), 0.0, FrameFault.DARK)
    detail = np.abs(cv2.Laplacian(grey, cv2.CV_16S))
    sharpness = float(np.percentile(detail[inner], 95))
    brightness = float(grey[inner].mean())
    red, green, _ = small[inner].mean(axis=0)
    redness = float(red / max(green, 1.0))
    return FrameQuality(sharpness, brightness, redness, _fault(sharpness, brightness, redness))


def _fault(sharpness: float, brightness: float, redness: float) -> FrameFault | None:
    if brightness > _OVEREXPOSED_ABOVE:
        return FrameFault.OVEREXPOSED
    if redness < _OUTSIDE_BELOW:
        return FrameFault.OUTSIDE
    if sharpness < _BLURRED_BELOW:
        return FrameFault.BLURRED
    return None


def _shrink(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = _SIDE_PX / max(height, width)
    if scale >= 1:
        return image
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
