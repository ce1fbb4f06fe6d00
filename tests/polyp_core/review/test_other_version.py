"""Corrected masks are found again in another file of the recording, if its pictures are the same."""

from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.frames.open import open_source
from polyp_core.masks.prediction import picture_mark
from polyp_core.review import changes
from polyp_core.review.masks import FrameMask
from polyp_core.review.other_version import find_other_version, take_over_masks
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path

SIZE = 64, 80


def write_pictures(folder: Path, numbers: range, seed: int = 0) -> Path:
    folder.mkdir()
    for number in numbers:
        picture = np.random.default_rng(100 * seed + number).integers(0, 255, (*SIZE, 3), np.uint8)
        cv2.imwrite(str(folder / f"{number:03d}.png"), picture)
    return folder


def as_recording(key: str, frame_count: int) -> Recording:
    return Recording(key=key * 32, frame_count=frame_count, duration_s=1, width_px=SIZE[1], height_px=SIZE[0])


def test_masks_of_a_trimmed_recording_are_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    whole, trimmed = write_pictures(tmp_path / "whole", range(10)), write_pictures(tmp_path / "trimmed", range(3, 10))
    strange = write_pictures(tmp_path / "strange", range(3, 10), seed=1)
    first, second = as_recording("ab", 10), as_recording("cd", 7)
    masks = {frame: np.arange(SIZE[0] * SIZE[1]).reshape(SIZE) % (frame + 2) == 0 for frame in (1, 5, 8)}
    assert find_other_version(second, partial(open_source, trimmed)) is None
    with ReviewFile(review_path(first), first) as file, open_source(whole) as source:
        marked = [FrameMask(frame, mask, picture_mark(source.read(frame).image)) for frame, mask in masks.items()]
        file.add_masks("one", marked[1:])
        file.apply("Ada", changes.put_masks(file.review("Ada"), MaskSource.CORRECTED, [5, 8], layer="one"))
        file.apply("Ada", changes.put_masks(file.review("Ada"), MaskSource.VERIFIED_EMPTY, [0, 4]))
    assert find_other_version(second, partial(open_source, strange)) is None, "other pictures"
    assert find_other_version(first, partial(open_source, whole)) is None, "its own review"
    found = find_other_version(second, partial(open_source, trimmed))
    assert found is not None and found.offset == -3 and found.label == "4 frames by Ada"
    with ReviewFile(review_path(second), second) as file:
        take_over_masks(file, found)
        assert file.review("Ada").masks.frames(MaskSource.CORRECTED).tolist() == [2, 5]
        assert file.review("Ada").masks.frames(MaskSource.VERIFIED_EMPTY).tolist() == [1]
        stored = file.mask_of("Ada", 5)
        assert stored is not None and np.array_equal(stored.mask, masks[8])
