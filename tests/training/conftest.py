"""Dataset trees made of the real frames in tests/data, for the tests of this floor."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.frames.images import read_grey, read_image

FRAMES = Path(__file__).parent.parent / "data" / "polypgen"


def write_image(path: Path, pixels: np.ndarray, *options: int) -> Path:
    """Writes RGB or grey pixels in the format of the suffix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    done, data = cv2.imencode(path.suffix, stored, list(options))
    assert done
    path.write_bytes(data.tobytes())
    return path


@pytest.fixture(scope="session")
def frames() -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Stem, RGB image and grey mask of each real frame, sorted by stem."""
    paths = sorted((FRAMES / "images").iterdir())
    return [(p.stem, read_image(p), read_grey(FRAMES / "masks" / f"{p.stem}.png")) for p in paths]


@pytest.fixture
def plain_tree(tmp_path: Path, frames: list[tuple[str, np.ndarray, np.ndarray]]) -> Callable[..., Path]:
    """Makes `images/` and `masks/` of real frames below a folder of the given name, and gives that folder."""

    def make(
        name: str = "clinic", *, images: str = "images", masks: str = "masks", suffix: str = ".png", below: str = ""
    ) -> Path:
        root = tmp_path / name
        for stem, image, mask in frames:
            write_image(root / below / images / f"{stem}{suffix}", image)
            write_image(root / below / masks / f"{stem}{suffix}", mask)
        return root

    return make
