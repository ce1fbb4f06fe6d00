"""Colour scale of the heat map, shared by the screen, its legend and the exports."""

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.probability_levels import PROBABILITIES

FAINT_PROBABILITY = 0.05
"""Lower end of the scale. Lower probabilities are not drawn: they would tint the whole picture."""
TOP_PROBABILITY = float(PROBABILITIES[254])
"""Upper end of the scale: the highest probability that has a level of its own, 99.997 %."""
LEGEND_PROBABILITIES = (0.05, 0.5, 0.9, 0.99, 0.999, 0.9999)
"""Probabilities labelled in the legend."""


def heat_position(probability: float) -> float:
    """Position of `probability` (0..1) on the scale, 0..1.

    The scale is linear in log odds: probabilities inside polyps are mostly close to 1, and on a scale linear in
    probability they would share one colour.

    >>> round(heat_position(0.5), 2), round(heat_position(0.9), 2), round(heat_position(0.99), 2), heat_position(1.0)
    (0.22, 0.38, 0.56, 1.0)
    """
    within = min(max(probability, FAINT_PROBABILITY), TOP_PROBABILITY)
    low, high = _log_odds(FAINT_PROBABILITY), _log_odds(TOP_PROBABILITY)
    return (_log_odds(within) - low) / (high - low)


@lru_cache(maxsize=1)
def heat_colours() -> NDArray[np.uint8]:
    """Colour of each level of a probability map: 256 x 3 uint8 RGB, from the perceptually uniform viridis map."""
    positions = [round(255 * heat_position(probability)) for probability in PROBABILITIES]
    found: NDArray[np.uint8] = scale_colours()[positions]
    found.setflags(write=False)
    return found


@lru_cache(maxsize=1)
def scale_colours() -> NDArray[np.uint8]:
    """Colours of the scale from its lower to its upper end in 256 even steps: 256 x 3 uint8 RGB."""
    steps = cv2.applyColorMap(np.arange(256, dtype=np.uint8), cv2.COLORMAP_VIRIDIS)[:, 0, ::-1]
    found: NDArray[np.uint8] = np.ascontiguousarray(steps)
    found.setflags(write=False)
    return found


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
