"""Size classes of polyps by coverage: empty masks, and small, medium, large and huge polyps."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

SizeClass = Literal["small", "medium", "large", "huge"]
SIZE_CLASSES: tuple[SizeClass, ...] = get_args(SizeClass)

NEARLY_EMPTY_COVERAGE = 0.005
"""Masks up to this coverage count as nearly empty (the limit used in published dataset analyses)."""
EMPTINESS = ("truly empty", "nearly empty", "with a polyp")


def emptiness(coverage: NDArray[np.float64]) -> NDArray[np.object_]:
    """Returns the element of EMPTINESS for each coverage (0..1), both of shape (n,)."""
    chosen = np.select([coverage == 0, coverage <= NEARLY_EMPTY_COVERAGE], EMPTINESS[:2], EMPTINESS[2])
    return np.asarray(chosen, dtype=object)


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The coverages (shares of the picture) from which polyps are medium, large and huge."""

    medium: float
    large: float
    huge: float

    def classify(self, coverage: NDArray[np.float64]) -> NDArray[np.object_]:
        """Returns the class of each coverage (0..1), None for 0, both of shape (n,)."""
        classes = np.array(SIZE_CLASSES, dtype=object)
        chosen = classes[np.searchsorted((self.medium, self.large, self.huge), coverage, side="right")]
        chosen[coverage == 0] = None
        return chosen


def quartile_limits(coverage: NDArray[np.float64]) -> SizeLimits | None:
    """Returns the quartiles of the coverage (n,) of masks that show a polyp; None if there are none."""
    shown = coverage[coverage > 0]
    if not len(shown):
        return None
    medium, large, huge = (float(limit) for limit in np.quantile(shown, (0.25, 0.5, 0.75)))
    return SizeLimits(medium, large, huge)
