"""Recordings of a few textured frames with labels in a review, and a function that adds them to a dataset."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.source_identity import content_key
from polyp_core.export.privacy import Privacy
from polyp_core.frames.open import open_source
from polyp_core.masks.regions import Mask
from polyp_core.review.changes import put_masks
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource, Recording, new_id
from polyp_core.review.review_file import ReviewFile
from training.corrections.add_frames import AddedFrames, add_frames
from training.corrections.labelled_frames import LabelledFrames, frames_of

SIZE = (24, 32)
POLYP = np.zeros(SIZE, np.bool_)
POLYP[6:14, 8:20] = True
EMPTY = np.zeros(SIZE, np.bool_)

MakeRecording = Callable[..., LabelledFrames]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "key" / "names.csv"


@pytest.fixture
def make_recording(tmp_path: Path, write_image: Callable[..., Path]) -> MakeRecording:
    """A recording of a few textured frames, with the masks of some of them in its review; an empty one is verified."""

    def make(number: int, masks: dict[int, Mask], privacy: Privacy | None = None) -> LabelledFrames:
        folder = tmp_path / f"patient {number}"
        for frame in range(4):
            texture = np.random.default_rng((number, frame)).integers(40, 200, (*SIZE, 3), np.uint8)
            write_image(folder / f"{frame}.png", texture)
        with open_source(folder) as source:
            recording = Recording.of(content_key(folder), source.info)
        path = tmp_path / f"review {number}.sqlite"
        path.unlink(missing_ok=True)
        with ReviewFile(path, recording) as file:
            for frame, mask in masks.items():
                layer = new_id()
                file.add_masks(layer, [FrameMask(frame, mask)])
                source = MaskSource.CORRECTED if mask.any() else MaskSource.VERIFIED_EMPTY
                file.apply("=Ada", put_masks(file.review("=Ada"), source, [frame], layer=layer, model="light"))
            review = file.review("=Ada")
        frames = frames_of(review, [MaskSource.CORRECTED, MaskSource.VERIFIED_EMPTY])
        return LabelledFrames(
            path=folder,
            open_frames=lambda: open_source(folder),
            recording=recording,
            review_file=path,
            review=review,
            frames=frames,
            seconds=dict.fromkeys(frames, 12.5),
            privacy=privacy or Privacy(),
        )

    return make


@pytest.fixture
def add(tmp_path: Path, key_file: Path) -> Callable[..., AddedFrames]:
    def add_to_dataset(*recordings: LabelledFrames, **options: object) -> AddedFrames:
        return add_frames(tmp_path / "corrections", recordings, key_file=key_file, **options)  # type: ignore[arg-type]

    return add_to_dataset
