"""Segmentation: the network's prediction for one frame."""

import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image
from polyp_core.model.letterbox import Letterbox

_ROW_STEP = 8  # no polyp fits between two sampled rows; hashing all rows would take milliseconds


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The network's prediction for one frame, before any threshold.

    `raw_probability` is the S x S uint8 probability map in the letterboxed square, 255 for a probability of 1.
    `engine` is the label of the engine that computed it, `picture_mark` the checksum of the input picture, if known.
    `presence` is the probability (0..1) that the frame shows a polyp, None without a presence head; below
    `presence_level` the mask is suppressed.
    """

    frame_index: int
    raw_probability: NDArray[np.uint8]
    letterbox: Letterbox
    engine: str | None = None
    picture_mark: int | None = None
    presence: float | None = None
    presence_level: float = 0.0

    @property
    def is_suppressed(self) -> bool:
        """True if the presence is below the presence level."""
        return self.presence is not None and self.presence < self.presence_level

    @property
    def probability(self) -> NDArray[np.uint8]:
        """S x S uint8 probability map from which masks are made; all 0 if suppressed."""
        return _zeros(self.raw_probability.shape) if self.is_suppressed else self.raw_probability

    def raw(self) -> "Segmentation":
        """Returns the segmentation without suppression by the presence level."""
        return replace(self, presence_level=0.0)


@lru_cache(maxsize=4)
def _zeros(shape: tuple[int, ...]) -> NDArray[np.uint8]:
    zeros = np.zeros(shape, np.uint8)
    zeros.flags.writeable = False
    return zeros


def picture_mark(image: Image) -> int:
    """Returns a checksum of a picture: CRC-32 of every eighth row."""
    # ascontiguousarray copies whole rows; `tobytes` takes ten times as long.
    return zlib.crc32(np.ascontiguousarray(image[::_ROW_STEP]).data)
