"""Pairs by how much of the picture their mask covers: empty ones, and small, medium, large and huge polyps."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

SizeClass = Literal["small", "medium", "large", "huge"]
SIZE_CLASSES: tuple[SizeClass, ...] = get_args(SizeClass)

NEARLY_EMPTY_COVERAGE = 0.005
"""At and below this share of the picture a mask counts as nearly empty (the limit that the literature's EDA uses)."""
EMPTINESS = ("truly empty", "nearly empty", "with a polyp")


def emptiness(coverage: NDArray[np.float64]) -> NDArray[np.object_]:
    """Which of EMPTINESS each coverage is."""
    chosen = np.select([coverage == 0, coverage <= NEARLY_EMPTY_COVERAGE], EMPTINESS[:2], EMPTINESS[2])
    return np.asarray(chosen, dtype=object)


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The coverages (shares of the picture) at which medium, large and huge begin."""

    medium: float
    large: float
    huge: float

    def classify(self, coverage: NDArray[np.float64]) -> NDArray[np.object_]:
        """The class of each coverage, None where it is 0: an empty mask has no polyp to be large or small."""
        classes = np.array(SIZE_CLASSES, dtype=object)
        chosen = classes[np.searchsorted((self.medium, self.large, self.huge), coverage, side="right")]
        chosen[coverage == 0] = None
        return chosen


def quartile_limits(coverage: NDArray[np.float64]) -> SizeLimits | None:
    """The limits that put a quarter of the masks that show a polyp into each class; None where no mask shows one."""
    shown = coverage[coverage > 0]
    if not len(shown):
        return None
    medium, large, huge = (float(limit) for limit in np.quantile(shown, (0.25, 0.5, 0.75)))
    return SizeLimits(medium, large, huge)
