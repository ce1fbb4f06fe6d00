"""Which colour of a heat map means which probability: one scale for the screen, its legend and the exports."""

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

FAINT_PROBABILITY = 0.05
"""Lower probabilities are left out: they would cast a veil over the whole picture. The scale begins here."""
TOP_PROBABILITY = 0.998
"""Half a level below 1 in a map of 256 levels: nothing beyond it can be told apart. The scale ends here."""
LEGEND_PROBABILITIES = (0.05, 0.5, 0.9, 0.99, 0.998)
"""What a legend of the scale labels."""


def heat_position(probability: float) -> float:
    """Where `probability` (0..1) lies on the scale: 0 at its lower end, 1 at its upper end.

    The scale is even in log odds. Networks are nearly sure of most of a polyp: on a scale that is even in probability
    all of it has one colour, and that of 90 % differs from that of 99 % as little as 50 % from 59 %.

    >>> round(heat_position(0.5), 2), round(heat_position(0.9), 2), round(heat_position(0.99), 2), heat_position(1.0)
    (0.32, 0.56, 0.82, 1.0)
    """
    within = min(max(probability, FAINT_PROBABILITY), TOP_PROBABILITY)
    low, high = _log_odds(FAINT_PROBABILITY), _log_odds(TOP_PROBABILITY)
    return (_log_odds(within) - low) / (high - low)


@lru_cache(maxsize=1)
def heat_colours() -> NDArray[np.uint8]:
    """The colour of each level of a probability map: 256 x 3 RGB. Viridis, whose steps look alike to the eye."""
    positions = [round(255 * heat_position(level / 255)) for level in range(256)]
    found: NDArray[np.uint8] = scale_colours()[positions]
    found.setflags(write=False)
    return found


@lru_cache(maxsize=1)
def scale_colours() -> NDArray[np.uint8]:
    """The scale itself from its lower to its upper end, in 256 even steps: 256 x 3 RGB."""
    steps = cv2.applyColorMap(np.arange(256, dtype=np.uint8), cv2.COLORMAP_VIRIDIS)[:, 0, ::-1]
    found: NDArray[np.uint8] = np.ascontiguousarray(steps)
    found.setflags(write=False)
    return found


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
