"""Fixtures: dataset folders made from the real frames in tests/data, and a short run on them."""

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pytest

from polyp_core.frames.stills.image_files import read_image
from polyp_core.label_formats.mask_files import read_mask_image
from tests.colour_model import write_colour_model
from training.config.make_config import make_config
from training.runs.run_folder import RunFolder

FRAMES = Path(__file__).parent.parent / "data" / "polypgen"

ON_A_GIVEN_SPLIT = [
    # 0.4 million weights: a run spends more on writing its files than on learning.
    *("architecture=Unet", "encoder=tu-test_resnet", "decoder_channels=16,8,8", "encoder_weights=none"),
    *("passes=1", "side_px=32", "batch_size=3", "epochs=1", "workers=0"),
    *("device=cpu", "precision=float32"),
]
SMALL = [*ON_A_GIVEN_SPLIT, "validation_fraction=0.3"]

Write = Callable[..., Path]
RealFrame = tuple[str, np.ndarray, np.ndarray]


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def polyp_train(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs `polyp-train` in this process: a process of its own would import for seconds."""
    from training.cli import main

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["polyp-train", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def real_frames() -> list[RealFrame]:
    """Stem, RGB image and grey mask of each real frame, sorted by stem."""
    paths = sorted((FRAMES / "images").iterdir())
    return [(p.stem, read_image(p), read_mask_image(FRAMES / "masks" / f"{p.stem}.png").grey()) for p in paths]


def encode(pixels: np.ndarray, suffix: str, *options: int) -> bytes:
    """Encodes RGB or grey pixels in the format of `suffix`."""
    stored = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    done, data = cv2.imencode(suffix, stored, list(options))
    assert done
    return data.tobytes()


@pytest.fixture(scope="session")
def write_image() -> Write:
    """Writes RGB or grey pixels in the format of the path's suffix."""

    def write(path: Path, pixels: np.ndarray, *options: int) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(pixels, path.suffix, *options))
        return path

    return write


@pytest.fixture(scope="session")
def encoded_pairs(real_frames: list[RealFrame]) -> Callable[[str], list[tuple[str, bytes, bytes]]]:
    """Stem, image and mask of each real frame in the format of a suffix, each encoded once."""

    @cache
    def pairs(suffix: str) -> list[tuple[str, bytes, bytes]]:
        return [(stem, encode(image, suffix), encode(mask, suffix)) for stem, image, mask in real_frames]

    return pairs


@pytest.fixture
def make_pairs(tmp_path: Path, encoded_pairs: Callable[[str], list[tuple[str, bytes, bytes]]]) -> Callable[..., Path]:
    """Writes the real frames as pairs into two folders below `tmp_path / name`, and gives that folder."""

    def make(name: str = "clinic", images: str = "images", masks: str = "masks", suffix: str = ".png") -> Path:
        folder = tmp_path / name
        for part in (images, masks):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for stem, image, mask in encoded_pairs(suffix):
            (folder / images / f"{stem}{suffix}").write_bytes(image)
            (folder / masks / f"{stem}{suffix}").write_bytes(mask)
        return folder

    return make


@pytest.fixture(scope="session")
def bright_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny network that marks what is bright, for tests that do not depend on the masks."""
    return write_colour_model(tmp_path_factory.mktemp("bright") / "bright.safetensors").path


@pytest.fixture(scope="session")
def one_epoch(home_of_the_tests: Path, tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A finished run of one epoch of a small U-Net, with a moving average, on its own copy of the frames."""
    from training.fit.create_run import create_run
    from training.fit.fit import train

    folder = tmp_path_factory.mktemp("runs")
    shutil.copytree(FRAMES, folder / "polypgen")
    run = RunFolder(folder / "one epoch")
    create_run(run, [folder / "polypgen"], make_config("shipped", SMALL))
    train(run)
    return run
