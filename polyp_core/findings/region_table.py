"""Measures the regions of a frame at nested levels of probability, in a table small enough to keep in memory."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from polyp_core.masks.prediction import Prediction

LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9)
"""Probabilities at which regions are measured. A region of one level lies inside a region of each lower level."""

MIN_AREA_FRACTION = 0.0005
"""Smaller regions, as a fraction of the picture, are not measured: about 6 x 6 pixels of a map of 256 x 256."""

REGION = np.dtype(
    [
        ("frame", np.int32),  # index of the frame
        ("level", np.uint8),  # index into LEVELS
        ("box", np.float32, 4),  # left, top, right, bottom as fractions of the picture's width and height
        ("area", np.float32),  # fraction of the picture
        ("mean", np.float32),  # mean probability of the region
        ("peak", np.float32),  # largest probability of the region
    ]
)


def measure_regions(prediction: "Prediction") -> NDArray[np.void]:
    """Returns the regions of one frame at each of LEVELS (dtype REGION), at the resolution of the probability map.

    Suppression by the presence level is not applied: that is a matter of the policy.
    """
    from polyp_core.masks.regions import (
        find_regions,
        mask_at,
    )  # loads OpenCV, for which the help of commands need not wait

    levels = prediction.letterbox.crop(prediction.raw_levels)
    size = np.array([levels.shape[1], levels.shape[0]] * 2)
    rows: list[tuple[object, ...]] = []
    for number, probability in enumerate(LEVELS):
        regions = find_regions(mask_at(levels, probability, MIN_AREA_FRACTION), levels)
        if not regions:
            break  # the levels are nested
        for region in regions:
            x, y, width, height = region.box_xywh
            box = np.array([x, y, x + width, y + height]) / size
            measures = (region.area_fraction, region.mean_probability, region.max_probability)
            rows.append((prediction.frame_index, number, box, *measures))
    return np.array(rows, REGION)


def regions_at(regions: NDArray[np.void], probability: float) -> NDArray[np.void]:
    """Returns those of `regions` (dtype REGION) that were measured at `probability`, one of LEVELS."""
    found: NDArray[np.void] = regions[regions["level"] == LEVELS.index(probability)]
    return found
