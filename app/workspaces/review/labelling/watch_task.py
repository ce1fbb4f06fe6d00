"""The background task that makes masks of what a reader pointed at, from the probability maps that are cached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from app.services.tasks import TaskHandle
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.labelling.pointing import pointed_region
from polyp_core.masks.regions import Mask, bounding_box
from polyp_core.review.mask_index import MaskIndex
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import RelativeBox

_BATCH = 16  # masks on their way to the file: about 15 MB in HD


@dataclass(frozen=True, slots=True)
class PointedMasks:
    """By frame, the area in pixels and the box of each mask that was made."""

    regions: Mapping[int, tuple[int, RelativeBox]]

    def without(self, masks: MaskIndex) -> "PointedMasks":
        """Returns those of frames that have no mask in `masks`."""
        return PointedMasks({frame: region for frame, region in self.regions.items() if masks.layer(frame) is None})

    @property
    def best_frame(self) -> int:
        """The frame with the largest mask. Raises ValueError without any."""
        return max(self.regions, key=lambda frame: self.regions[frame][0])


def point_masks(
    handle: TaskHandle,
    points: Mapping[int, tuple[float, float]],
    store: ProbabilityMapCache,
    size: tuple[int, int],
    on_masks: Callable[[list[FrameMask]], None],
) -> PointedMasks:
    """Calls `on_masks` with some masks at a time, of the frames whose map has a region at the pointer.

    `points` are the pointer's places by frame, as fractions of the picture; `size` is height and width of the pictures.
    Runs no network. Raises CancelledError.
    """
    regions: dict[int, tuple[int, RelativeBox]] = {}
    batch: list[FrameMask] = []
    for frame, point in points.items():
        handle.raise_if_cancelled()
        prediction = store.get(frame)
        if prediction is None:
            continue
        levels = prediction.raw().levels_at()
        region = pointed_region(levels, point) if levels.shape == size else None
        if region is None or (box := _box_of(region)) is None:
            continue
        regions[frame] = int(np.count_nonzero(region)), box
        batch.append(FrameMask(frame, region, prediction.picture_mark))
        if len(batch) == _BATCH:
            on_masks(batch)
            batch = []
    if batch:
        on_masks(batch)
    return PointedMasks(regions)


def _box_of(mask: Mask) -> RelativeBox | None:
    found = bounding_box(mask)
    if found is None:
        return None
    (left, top, across, down), (height, width) = found, mask.shape
    return left / width, top / height, (left + across) / width, (top + down) / height
