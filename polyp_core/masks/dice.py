"""The Dice score, from which every comparison of masks is made."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def dice_of_counts(shared: ArrayLike, first: ArrayLike, second: ArrayLike) -> NDArray[np.float64]:
    """Returns 2 |A and B| / (|A| + |B|) (Dice 1945); 1 if both are empty.

    `first` and `second` are the numbers of pixels of masks A and B, `shared` those of pixels in both.
    """
    total = np.asarray(np.add(first, second), np.float64)
    return np.asarray(np.divide(np.multiply(2, shared), total, out=np.ones(total.shape), where=total > 0))
