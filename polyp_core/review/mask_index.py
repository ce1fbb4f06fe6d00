"""MaskIndex: which stored mask of a reader counts for each frame, and MaskAreas: how large these masks are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from polyp_core.review.records import Extent, MaskLayer, MaskSource


@dataclass(frozen=True, slots=True, eq=False)
class MaskAreas:
    """Shares of the picture (0..1) that a reader's masks cover: of `frames` (n,), in order, the `fractions` (n,)."""

    frames: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    fractions: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def largest(self, first_frame: int, last_frame: int, without: Iterable[Extent] = ()) -> float | None:
        """Returns the largest share in these frames, both ends included and those of extents `without` left out.

        None if they have no mask of the reader.
        """
        first, stop = np.searchsorted(self.frames, (first_frame, last_frame + 1))
        frames, fractions = self.frames[first:stop], self.fractions[first:stop]
        for extent in without:
            is_outside = (frames < extent.first_frame) | (frames > extent.last_frame)
            frames, fractions = frames[is_outside], fractions[is_outside]
        return float(fractions.max()) if len(fractions) else None


class MaskIndex:
    """The newest mask layer of each frame. Takes four bytes for each frame up to the last one with a mask."""

    def __init__(self, layers: Iterable[MaskLayer] = ()) -> None:
        self.layers: tuple[MaskLayer, ...] = tuple(sorted(layers, key=lambda each: (each.number, each.at, each.id)))
        """From the oldest to the newest."""
        stop = max((layer.frames[-1][1] + 1 for layer in self.layers), default=0)
        self._newest = np.zeros(stop, np.int32)  # position of the layer, counted from 1; 0 for the prediction
        for position, layer in enumerate(self.layers, 1):
            for first, last in layer.frames:
                self._newest[first : last + 1] = 0 if layer.source is MaskSource.PREDICTED else position

    def layer(self, frame_index: int) -> MaskLayer | None:
        """Returns the layer with the mask of a frame; None if the prediction counts."""
        position = int(self._newest[frame_index]) if 0 <= frame_index < len(self._newest) else 0
        return self.layers[position - 1] if position else None

    def is_by_reader(self, frame_index: int) -> bool:
        """Whether the reader drew the mask of a frame or verified that it is empty."""
        layer = self.layer(frame_index)
        return layer is not None and layer.source in (MaskSource.CORRECTED, MaskSource.VERIFIED_EMPTY)

    def frames(self, *sources: MaskSource) -> NDArray[np.intp]:
        """Returns the frames whose masks are of `sources`, by default of any but the model, in order: (n,)."""
        is_chosen = np.array([False, *(layer.source in (sources or MaskSource) for layer in self.layers)])
        return np.flatnonzero(is_chosen[self._newest])

    @property
    def next_number(self) -> int:
        """The number of a new layer, which counts before all others."""
        return self.layers[-1].number + 1 if self.layers else 1
