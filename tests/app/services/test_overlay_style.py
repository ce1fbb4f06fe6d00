"""Masks differ for every colour vision: by their colours, and by their patterns."""

from itertools import combinations

import cv2
import numpy as np
import pytest

from app.canvas.picture_composition import TRUTH_STYLE
from app.services.overlay_style import COLOURS, overlay_style
from app.services.settings import Settings
from app.workspaces.dataset import pair_drawing
from app.workspaces.review.mask_editor.mask_painting import MASK_COLOURS
from polyp_core.masks.overlay import SECOND_STYLE, Colour
from training.evaluation import confusion_overlay

# Machado et al. 2009, IEEE Trans Vis Comput Graph 15(6):1291, severity 1.0, for linear RGB
VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
MUCOSA: tuple[Colour, ...] = ((190, 90, 75), (225, 150, 130), (90, 30, 25))
LEAST_DISTANCE = 20.0
"""In CIELAB; about ten times what is just noticed."""


def rgb(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def seen(colour: Colour, vision: str) -> np.ndarray:
    """CIELAB (3,) of a colour as it is seen."""
    level = np.array(colour) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(VISION[vision]) @ linear, 0, 1)
    level = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return cv2.cvtColor(level.astype(np.float32)[None, None], cv2.COLOR_RGB2Lab)[0, 0]


SETS = {
    "picture": [*((rgb(each), SECOND_STYLE.colour) for each in COLOURS), (SECOND_STYLE.colour, TRUTH_STYLE.colour)],
    "truth": [(rgb(each), TRUTH_STYLE.colour) for each in COLOURS],
    "mucosa": [(rgb(each), other) for each in list(COLOURS)[1:] for other in MUCOSA],
    "pairs": list(combinations([style.colour for style in (pair_drawing.TRUTH, *pair_drawing.MODELS)], 2)),
    "errors": list(combinations([confusion_overlay.HIT, confusion_overlay.MISS, confusion_overlay.FALSE_ALARM], 2)),
    "time line": list(combinations([rgb(colour) for _, colour, _ in MASK_COLOURS], 2)),
}


@pytest.mark.parametrize("vision", VISION)
def test_the_colours_of_masks_differ_for_every_colour_vision(vision: str) -> None:
    alike = [
        (name, *pair)
        for name, pairs in SETS.items()
        for pair in pairs
        if np.linalg.norm(seen(pair[0], vision) - seen(pair[1], vision)) < LEAST_DISTANCE
    ]
    assert alike == []


def test_masks_in_one_picture_differ_by_their_lines_too() -> None:
    assert len({style.pattern for style in (pair_drawing.TRUTH, *pair_drawing.MODELS)}) == 3
    assert SECOND_STYLE.pattern not in (TRUTH_STYLE.pattern, overlay_style(Settings(), None).pattern)
