"""Recordings of a few textured frames with labels, and a function that adds them to a dataset."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from polyp_core.export.privacy import Privacy
from polyp_core.frames.open import open_source
from polyp_core.masks.regions import Mask
from polyp_core.review.records import Recording
from training.corrections.add_frames import AddedFrames, add_frames
from training.corrections.labelled_frames import LabelledFrame, RecordingFrames

SIZE = (24, 32)
POLYP = np.zeros(SIZE, np.bool_)
POLYP[6:14, 8:20] = True
EMPTY = np.zeros(SIZE, np.bool_)

MakeRecording = Callable[..., RecordingFrames]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "key" / "names.csv"


@pytest.fixture
def make_recording(tmp_path: Path, write_image: Callable[..., Path]) -> MakeRecording:
    """A recording of a few textured frames, with masks of some of them."""

    def make(number: int, masks: dict[int, Mask], privacy: Privacy | None = None) -> RecordingFrames:
        folder = tmp_path / f"patient {number}"
        for frame in range(4):
            texture = np.random.default_rng((number, frame)).integers(40, 200, (*SIZE, 3), np.uint8)
            write_image(folder / f"{frame}.png", texture)
        with open_source(folder) as source:
            recording = Recording.of(f"{number:064x}", source.info)
        return RecordingFrames(
            path=folder,
            open_frames=lambda: open_source(folder),
            recording=recording,
            frames=[LabelledFrame(each, "corrected", "=Ada", "light", "2026-11-28T10:00:00", 12.5) for each in masks],
            read_mask=lambda labelled: masks[labelled.frame],
            privacy=privacy or Privacy(),
        )

    return make


@pytest.fixture
def add(tmp_path: Path, key_file: Path) -> Callable[..., AddedFrames]:
    def add_to_dataset(*recordings: RecordingFrames, **options: object) -> AddedFrames:
        return add_frames(tmp_path / "corrections", recordings, key_file=key_file, **options)  # type: ignore[arg-type]

    return add_to_dataset
