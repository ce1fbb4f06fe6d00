"""A tiny network that finds what is green, and recordings with green squares that it finds."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from polyp_core.export.formats.videos import VideoWriter
from tests.colour_model import write_colour_model

SIZE_PX = (160, 120)
RATE_FPS = 25.0
STRONG, WEAK = (40, 190, 60), (80, 166, 70)
"""Colours of squares; the model is less sure of WEAK."""

Scenes = Mapping[range, tuple[int, int, int]]
"""The frames that show a square, and its colour."""


def write_green_model(path: Path, *, name: str = "green", bias: float = -2.9) -> Path:
    """Writes a network that marks what is more green than red, with the more confidence the greener it is.

    With a lower `bias` it finds less.
    """
    return write_colour_model(path, (-1, 1, 0), 12.0, bias=bias, name=name).path


def write_recording(path: Path, frame_count: int, scenes: Scenes, seed: int = 1) -> Path:
    """Writes a reddish recording with green squares; the texture of another `seed` is another scene."""
    texture = (
        np.random.default_rng(seed).integers(-20, 20, (SIZE_PX[1] // 4, SIZE_PX[0] // 4, 1)).repeat(4, 0).repeat(4, 1)
    )
    background = np.array([180, 90, 80]) + texture
    with VideoWriter(path, *SIZE_PX, RATE_FPS, comment=path.name, crf=8) as video:
        for index in range(frame_count):
            image = background.astype(np.uint8)
            for frames, colour in scenes.items():
                if index in frames:
                    image[40:80, 60:100] = colour
            video.write(image, index / RATE_FPS)
    return path
