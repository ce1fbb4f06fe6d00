"""Dense optical flow between small grey pictures: dense inverse search (DIS), Kroeger et al. 2016."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image

Grey = NDArray[np.uint8]
"""A small grey picture, H x W."""
Field = NDArray[np.float32]
"""A value for each pixel of a small picture, H x W."""

FLOW_SIDE_PX = 320
"""The longer side of the pictures between which the flow is computed; decision 0036 has the measurements."""


def grey_picture(image: Image, side_px: int = FLOW_SIDE_PX) -> Grey:
    """Returns `image` (H x W x 3) in grey, with `side_px` pixels along its longer side; never enlarged."""
    height_px, width_px = image.shape[:2]
    scale = min(1.0, side_px / max(height_px, width_px))
    size = max(8, round(width_px * scale)), max(8, round(height_px * scale))
    return np.asarray(cv2.cvtColor(cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY), np.uint8)


class OpticalFlow:
    """Computes the flow between pictures. One thread makes all calls."""

    def __init__(self) -> None:
        self._dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)

    def between(self, first: Grey, second: Grey) -> NDArray[np.float32]:
        """Returns where each pixel of `first` lies in `second`, relative to its own place: H x W x 2, x and y."""
        return np.asarray(self._dis.calc(first, second, None), np.float32)  # type: ignore[call-overload]


def carry(field: Field, flow: NDArray[np.float32], outside: float) -> Field:
    """Returns `field` of one picture in another, whose `flow` leads to the first; `outside` is its value beyond it.

    `field` is H x W, `flow` H x W x 2: for each pixel the way to the first picture in pixels, x and y.
    """
    x, y = _grid(*field.shape[:2])
    return np.asarray(
        cv2.remap(
            field,
            x + flow[..., 0],
            y + flow[..., 1],
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=outside,
        ),
        np.float32,
    )


@lru_cache(maxsize=4)
def _grid(height_px: int, width_px: int) -> tuple[Field, Field]:
    y, x = np.mgrid[:height_px, :width_px].astype(np.float32)
    return x, y
