from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.images import read_image, read_mask
from polyp_core.frames.source import Frame
from polyp_core.inference.segmenter import Segmenter
from resources import MODEL_FILE

DATA = Path(__file__).parents[2] / "data" / "polypgen"
STEMS = sorted(path.stem for path in (DATA / "images").iterdir())


@pytest.fixture(scope="session")
def frames() -> list[Frame]:
    """Ten real frames of several sizes, numbered from 40."""
    return [
        Frame(index=40 + number, time_s=number / 25, image=read_image(DATA / "images" / f"{stem}.jpg"), name=stem)
        for number, stem in enumerate(STEMS)
    ]


@pytest.fixture(scope="session")
def truths() -> list[NDArray[np.bool_]]:
    """The experts' masks of `frames`."""
    return [read_mask(DATA / "masks" / f"{stem}.png") for stem in STEMS]


@pytest.fixture(scope="session")
def on_cpu() -> Iterator[Segmenter]:
    with Segmenter.open(MODEL_FILE, device="cpu") as segmenter:
        yield segmenter
