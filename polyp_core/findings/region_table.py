"""RegionTable: the regions of each analysed frame at nested levels of probability, small enough to keep in memory."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.prediction import Segmentation
from polyp_core.masks.regions import find_regions, mask_of

LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9)
"""Probabilities at which regions are measured. A region of one level lies inside a region of each lower level."""

MIN_AREA_FRACTION = 0.0005
"""Regions below this fraction of the picture are not kept: about 6 mm² where the picture is 100 mm wide."""

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


def measure_regions(segmentation: Segmentation) -> NDArray[np.void]:
    """Returns the regions of one frame at each of LEVELS (dtype REGION), at the resolution of the probability map.

    Suppression by the presence level is not applied: that is a matter of the policy.
    """
    probability = segmentation.letterbox.crop(segmentation.raw_probability)
    height, width = probability.shape
    rows: list[tuple[object, ...]] = []
    for number, level in enumerate(LEVELS):
        regions = find_regions(mask_of(probability, level, MIN_AREA_FRACTION), probability)
        if not regions:
            break  # the levels are nested
        for region in regions:
            x, y, w, h = region.box_xywh
            box = (x / width, y / height, (x + w) / width, (y + h) / height)
            rows.append(
                (
                    segmentation.frame_index,
                    number,
                    box,
                    region.area_fraction,
                    region.mean_probability,
                    region.max_probability,
                )
            )
    return np.array(rows, REGION)
