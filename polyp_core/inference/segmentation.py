"""What the network says about one frame."""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.source import Image
from polyp_core.model.letterbox import Letterbox

_ROWS_APART = 8  # nothing that a network would call a polyp lies between two; all rows take milliseconds


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The network's answer for one frame, before any threshold.

    `probability` is S x S uint8 in the model's letterboxed square: 0 for surely not polyp, 255 for surely polyp.
    `engine` is the label of what computed it and `picture_mark` that of the picture it was computed from, where known.
    """

    frame_index: int
    probability: NDArray[np.uint8]
    letterbox: Letterbox
    engine: str | None = None
    picture_mark: int | None = None


def picture_mark(image: Image) -> int:
    """A number that differs for two pictures unless they are the same to the eye: CRC-32 of every eighth row."""
    # Copied whole rows at a time: `tobytes` would take ten times as long.
    return zlib.crc32(np.ascontiguousarray(image[::_ROWS_APART]).data)
