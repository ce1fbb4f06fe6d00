from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.stills.image_files import read_image

DATA = Path(__file__).parents[2] / "data" / "polypgen"


@pytest.fixture
def picture() -> NDArray[np.uint8]:
    """A real colonoscopy frame, 384 x 327 RGB."""
    return read_image(DATA / "images" / "220OLCV1_100H0008.jpg")
