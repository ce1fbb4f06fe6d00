"""Draws hits, misses and false alarms of a prediction."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import Colour

HIT: Colour = (255, 255, 255)
MISS: Colour = (60, 110, 255)
FALSE_ALARM: Colour = (255, 70, 60)


def draw_confusion(predicted: NDArray[np.bool_], truth: NDArray[np.bool_], picture: Image | None = None) -> Image:
    """Returns H x W x 3: hits white, misses blue, false alarms red, over a darkened `picture` or over black."""
    drawn = np.zeros((*truth.shape, 3), np.uint8) if picture is None else picture // 2
    for where, colour in ((truth & predicted, HIT), (truth & ~predicted, MISS), (~truth & predicted, FALSE_ALARM)):
        ink = np.array(colour, np.uint8)
        drawn[where] = ink if picture is None else drawn[where] // 2 + ink // 2
    return drawn
