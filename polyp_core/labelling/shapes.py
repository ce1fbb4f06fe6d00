"""Shapes as signed distances from their outline, in which they can be moved and averaged."""

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.dice import dice_of_counts
from polyp_core.masks.probability_levels import Levels, threshold_level
from polyp_core.masks.regions import Mask

SignedDistance = NDArray[np.float32]
"""Distance of each pixel from the outline in pixels, positive inside, up to FAR_PX: H x W."""

FAR_PX = 24.0
"""Distances are cut off here, so that what lies far from both outlines does not count when shapes are averaged."""

_PROBABILITIES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


def shape_of(mask: Mask) -> SignedDistance:
    """Returns the shape of a mask (H x W)."""
    return _cut_off(_signed_distance(mask))


def resized_shape(mask: Mask, size_px: tuple[int, int]) -> SignedDistance:
    """Returns the shape of `mask` in a smaller picture of `size_px` = (width, height), with parts of pixels kept."""
    distance = _signed_distance(mask) * (size_px[0] / mask.shape[1])
    return _cut_off(np.asarray(cv2.resize(distance, size_px, interpolation=cv2.INTER_AREA), np.float32))


def mask_of_shape(shape: SignedDistance, size_px: tuple[int, int]) -> Mask:
    """Returns the mask of a shape in a picture of `size_px` = (width, height)."""
    return np.asarray(cv2.resize(shape, size_px, interpolation=cv2.INTER_LINEAR) > 0)


def dice(first: Mask, second: Mask) -> float:
    """Returns the overlap of two masks, 0..1; 1 if both are empty."""
    counts = (np.count_nonzero(mask) for mask in (first & second, first, second))
    return float(dice_of_counts(*counts))


def region_like(levels: Levels, mask: Mask) -> tuple[Mask, float]:
    """Returns the part of a probability map that fits `mask` best, and their Dice score.

    Considered are, at several probabilities, the regions that share pixels with the mask. Both are H x W.
    """
    best, best_score = np.zeros_like(mask), 0.0
    for probability in _PROBABILITIES:
        reached = levels >= threshold_level(probability)
        shared = reached & mask
        if not shared.any():
            break  # the regions of higher levels lie inside those of lower ones
        count, labels = cv2.connectedComponents(reached.view(np.uint8))
        is_kept = np.zeros(count, np.bool_)
        is_kept[labels[shared]] = True
        region = is_kept[labels]
        if (score := dice(region, mask)) > best_score:
            best, best_score = region, score
    return best, best_score


def _signed_distance(mask: Mask) -> SignedDistance:
    inside = cv2.distanceTransform(mask.view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    outside = cv2.distanceTransform((~mask).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.asarray(inside - outside, np.float32)


def _cut_off(distance: SignedDistance) -> SignedDistance:
    return np.asarray(np.clip(distance, -FAR_PX, FAR_PX), np.float32)
