"""Fixtures: a small clip with known frames, and a segmenter with known predictions."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.export.formats.videos import VideoWriter
from polyp_core.inference.engine import EngineOutput
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import ModelFile, read_model_file
from resources import MODEL_FILE

CLIP_SIZE_PX = (160, 120)
CLIP_FRAMES = 60
CLIP_RATE_FPS = 25.0
SQUARE_PX = 24


def square_corner(index: int) -> tuple[int, int]:
    """Returns the upper left corner of the white square in frame `index` of the clip."""
    return 4 + 2 * (index % CLIP_FRAMES), 20 + index % 7 * 8


def clip_picture(index: int) -> NDArray[np.uint8]:
    image = np.full((CLIP_SIZE_PX[1], CLIP_SIZE_PX[0], 3), 40, np.uint8)
    x, y = square_corner(index)
    image[y : y + SQUARE_PX, x : x + SQUARE_PX] = 250
    return image


def square_found(mask: NDArray[np.bool_], index: int) -> bool:
    """Returns whether `mask` is the square of frame `index`, up to compression at its border."""
    rows, columns = np.nonzero(mask)
    if not rows.size:
        return False
    x, y = square_corner(index)
    found = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])
    return bool(np.abs(found - [x, y, x + SQUARE_PX, y + SQUARE_PX]).max() <= 2)


class BrightnessEngine:
    """Predicts each pixel's brightness as its probability, so that the right answer is known for every frame."""

    device: Literal["cpu", "cuda"] = "cpu"
    label = "brightness"
    batch_size = 4

    def __init__(self, model: ModelFile) -> None:
        self.batches: list[int] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.is_asked = threading.Event()
        self.closed = False

    def run(self, batch: NDArray[np.uint8]) -> EngineOutput:
        self.is_asked.set()
        self.may_answer.wait()
        self.batches.append(len(batch))
        return EngineOutput(np.ascontiguousarray(batch[..., 0]), None)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip of a square.mp4"
    with VideoWriter(path, *CLIP_SIZE_PX, CLIP_RATE_FPS, comment="", crf=8) as video:
        for index in range(CLIP_FRAMES):
            video.write(clip_picture(index), index / CLIP_RATE_FPS)
    return path


@pytest.fixture(scope="session")
def model() -> ModelFile:
    return read_model_file(MODEL_FILE)


@pytest.fixture
def engine(model: ModelFile) -> BrightnessEngine:
    return BrightnessEngine(model)


@pytest.fixture
def segmenter_thread(model: ModelFile, engine: BrightnessEngine) -> Iterator[SegmenterThread]:
    with SegmenterThread(lambda: Segmenter(model, [lambda _: engine])) as thread:
        yield thread
        engine.may_answer.set()
