from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.frame import Frame
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.masks.prediction import Prediction
from polyp_core.model.model_file import read_model_file
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
def segmented(on_cpu: Segmenter, frames: list[Frame]) -> list[Prediction]:
    """The reference's predictions for `frames`."""
    return on_cpu.segment(frames)


@pytest.fixture(scope="session")
def on_cpu() -> Iterator[Segmenter]:
    """The reference: PyTorch in full precision."""
    with Segmenter(read_model_file(MODEL_FILE), [lambda model: TorchEngine(model, "cpu")]) as segmenter:
        yield segmenter
