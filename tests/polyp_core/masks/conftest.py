from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.stills.image_files import read_image
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox

DATA = Path(__file__).parents[2] / "data" / "polypgen"


@pytest.fixture(params=sorted(path.stem for path in (DATA / "images").iterdir()))
def stem(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def picture(stem: str) -> NDArray[np.uint8]:
    """A real colonoscopy frame; do not modify."""
    image = read_image(DATA / "images" / f"{stem}.jpg")
    image.flags.writeable = False
    return image


@pytest.fixture
def truth(stem: str) -> NDArray[np.bool_]:
    """The expert's mask of the frame."""
    return read_mask(DATA / "masks" / f"{stem}.png")


@pytest.fixture
def segmentation(truth: NDArray[np.bool_]) -> Prediction:
    """The prediction of a perfect network with soft edges."""
    letterbox = Letterbox(truth.shape[1], truth.shape[0])
    square = letterbox.apply(truth.view(np.uint8) * np.uint8(255))
    return Prediction(0, np.asarray(cv2.GaussianBlur(square, (0, 0), 1.5), np.uint8), letterbox)
