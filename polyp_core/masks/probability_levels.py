"""Levels of a probability map: 256 steps that are even in log odds, so that probabilities near 0 and 1 stay apart.

Level k is the log odds (k - 127.5) / 12, which is -10.6 to 10.6 or 0.002 % to 99.998 %: the shipped network's log odds
inside polyps are mostly 3 to 10. A probability of 0.5 is the border between the levels 127 and 128, where a step is 2
percentage points; steps become smaller towards both ends. Everything below 0.4 % is level 0, as noise in the background
would enlarge a compressed map about five times. See `docs/decisions/0023-levels-in-log-odds.md`.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEVELS_PER_LOG_ODD: Final = 12
MIDDLE_LEVEL: Final = 128
"""The lowest level that reaches a probability of 0.5."""
LOWEST_LEVEL: Final = 60
"""The lowest level above 0, 0.4 %; those between occur only by interpolation."""

Levels = NDArray[np.uint8]
"""A probability map as levels: H x W, or S x S in the letterboxed square."""


def _probabilities() -> NDArray[np.float64]:
    found = 1 / (1 + np.exp((MIDDLE_LEVEL - 0.5 - np.arange(256)) / LEVELS_PER_LOG_ODD))
    found[[0, -1]] = 0, 1
    found.setflags(write=False)
    return found


PROBABILITIES: Final = _probabilities()
"""The probability of each level, ascending (256 float64). The first is 0, and the last, which holds all beyond, 1."""


def levels_of(probability: ArrayLike) -> Levels:
    """Returns the levels of probabilities (0..1, any shape); engines compute the same from logits."""
    values = np.asarray(probability, np.float64)
    with np.errstate(divide="ignore"):
        log_odds = np.log(values) - np.log1p(-values)
    levels = np.minimum(np.floor(LEVELS_PER_LOG_ODD * log_odds) + MIDDLE_LEVEL, 255)
    return np.where(levels < LOWEST_LEVEL, 0, levels).astype(np.uint8)


def probability_bytes(levels: Levels) -> NDArray[np.uint8]:
    """Returns probabilities on a scale of 255, as model files and ONNX graphs have them."""
    return np.rint(255 * PROBABILITIES[levels]).astype(np.uint8)


def threshold_level(threshold: float) -> int:
    """Returns the lowest level that reaches the probability `threshold`. Raises ValueError outside 0..1."""
    if not 0 <= threshold <= 1:
        raise ValueError(f"a threshold must be between 0 and 1, not {threshold}")
    return int(np.searchsorted(PROBABILITIES, threshold))
