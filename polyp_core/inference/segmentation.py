"""What the network says about one frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.model.letterbox import Letterbox


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The network's answer for one frame, before any threshold.

    `probability` is S x S uint8 in the model's letterboxed square: 0 for surely not polyp, 255 for surely polyp.
    `engine` is the label of what computed it, where that is known.
    """

    frame_index: int
    probability: NDArray[np.uint8]
    letterbox: Letterbox
    engine: str | None = None
