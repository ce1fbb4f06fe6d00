"""Prediction: what a model predicts for one frame; masks are made of it at any threshold and size."""

import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from polyp_core.frames.frame import Image
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask, mask_at
from polyp_core.model.letterbox import Letterbox

_ROW_STEP = 8  # no polyp fits between two sampled rows; hashing all rows would take milliseconds


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model predicts for one frame, before any threshold.

    `raw_levels` is the probability map in the letterboxed square (S x S). `engine` is the label of the engine that
    computed it, `picture_mark` the checksum of the input picture, if known. `presence` is the probability (0..1) that
    the frame shows a polyp, None without a presence head; below `presence_level` the mask is suppressed.
    """

    frame_index: int
    raw_levels: Levels
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
    def levels(self) -> Levels:
        """The probability map from which masks are made, S x S; all 0 if suppressed."""
        return _zeros(self.raw_levels.shape) if self.is_suppressed else self.raw_levels

    @property
    def cropped_levels(self) -> Levels:
        """`levels` without the letterbox's padding, at the resolution of the map."""
        return self.letterbox.crop(self.levels)

    def levels_at(self, size_px: tuple[int, int] | None = None) -> Levels:
        """`levels` on a picture of `size_px` = (width, height), by default of the frame's own size: H x W.

        Crops the padding and resizes bilinearly, so that no level exceeds the maximum of `cropped_levels`.
        """
        return self.letterbox.restore(self.levels, size_px)

    def mask_at(
        self, threshold: float = 0.5, min_region_fraction: float = 0.0, size_px: tuple[int, int] | None = None
    ) -> Mask:
        """The mask of `levels_at(size_px)` by the rule `polyp_core.masks.regions.mask_at`: H x W."""
        return mask_at(self.levels_at(size_px), threshold, min_region_fraction)

    def raw(self) -> "Prediction":
        """Returns the prediction without suppression by the presence level."""
        return replace(self, presence_level=0.0)


@lru_cache(maxsize=4)
def _zeros(shape: tuple[int, ...]) -> Levels:
    zeros = np.zeros(shape, np.uint8)
    zeros.flags.writeable = False
    return zeros


def picture_mark(image: Image) -> int:
    """Returns a checksum of a picture: CRC-32 of every eighth row."""
    # ascontiguousarray copies whole rows; `tobytes` takes ten times as long.
    return zlib.crc32(np.ascontiguousarray(image[::_ROW_STEP]).data)
