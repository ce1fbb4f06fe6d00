"""What the network says about one frame."""

import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image
from polyp_core.model.letterbox import Letterbox

_ROWS_APART = 8  # nothing that a network would call a polyp lies between two; all rows take milliseconds


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The network's answer for one frame, before any threshold.

    `raw_probability` is S x S uint8 in the model's letterboxed square: 0 for surely not polyp, 255 for surely polyp.
    `engine` is the label of what computed it and `picture_mark` that of the picture it was computed from, where known.
    `presence` is the probability (0..1) that the frame shows a polyp at all, None from a model without that head;
    below `presence_level` the frame is taken to show none.
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
        """Whether the presence head says that there is no polyp in the frame."""
        return self.presence is not None and self.presence < self.presence_level

    @property
    def probability(self) -> NDArray[np.uint8]:
        """S x S uint8: what every mask is made from. All 0 where the frame is taken to show no polyp."""
        return _nothing(self.raw_probability.shape) if self.is_suppressed else self.raw_probability

    def raw(self) -> "Segmentation":
        """The same as if there were no presence head."""
        return replace(self, presence_level=0.0)


@lru_cache(maxsize=4)
def _nothing(shape: tuple[int, ...]) -> NDArray[np.uint8]:
    zeros = np.zeros(shape, np.uint8)
    zeros.flags.writeable = False
    return zeros


def picture_mark(image: Image) -> int:
    """A number that differs for two pictures unless they are the same to the eye: CRC-32 of every eighth row."""
    # Copied whole rows at a time: `tobytes` would take ten times as long.
    return zlib.crc32(np.ascontiguousarray(image[::_ROWS_APART]).data)
