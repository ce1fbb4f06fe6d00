"""Suggesting frames from what is cached of real recordings, by the command."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from polyp_core.analysis.probability_map_cache import open_map_cache
from polyp_core.analysis.source_identity import content_key
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.review import changes
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path
from tests.app.green_recordings import STRONG, write_green_model, write_recording

COUNT = 200
HALF_GREEN = (95, 155, 75)  # a polyp with a probability of a half
UNSURE = range(120, 160)


@pytest.fixture
def analysed(tmp_path: Path) -> tuple[Path, Path]:
    """A model and a recording that it has analysed; it is unsure of a part."""
    model = write_green_model(tmp_path / "green.safetensors")
    path = write_recording(tmp_path / "clip.mp4", COUNT, {range(20, 60): STRONG, UNSURE: HALF_GREEN})
    with Segmenter.open(model) as segmenter, open_source(path) as source:
        source.wait_for_index()
        with open_map_cache(path, segmenter) as store:
            for frame in source.frames():
                [prediction] = segmenter.segment([frame])
                store.put(prediction, frame)
    return model, path


def test_the_command_lists_unsure_frames_and_leaves_out_labelled_ones(
    analysed: tuple[Path, Path], polyp_train: Any
) -> None:
    model, path = analysed
    ran = polyp_train("suggest-frames", path, "--model", model, "--count", 2, "--json")
    assert ran.code == 0, ran.err
    first, *_ = json.loads(ran.out)
    assert first["recording"] == str(path) and first["frame"] in UNSURE and first["reason"] == "unsure"

    with open_source(path) as source:
        info, times_s = source.wait_for_index(), source.times_s()
    recording = Recording.of(content_key(path), info)
    with ReviewFile(review_path(recording), recording) as file:
        file.apply("Ada", changes.put_masks(file.review("Ada"), MaskSource.VERIFIED_EMPTY, list(UNSURE)))
    near = np.flatnonzero(np.abs(times_s - times_s[[*UNSURE]][:, None]).min(0) < 2)
    ran = polyp_train("suggest-frames", f"{path}=Patient 7", "--model", model, "--json")
    assert ran.code == 0, ran.err
    assert not {each["frame"] for each in json.loads(ran.out)} & set(near.tolist())


def test_a_recording_that_is_not_analysed(analysed: tuple[Path, Path], tmp_path: Path, polyp_train: Any) -> None:
    model, _ = analysed
    other = write_recording(tmp_path / "other.mp4", 30, {})
    ran = polyp_train("suggest-frames", other, "--model", model)
    assert ran.code == 0 and ran.out.strip() == "No frame can be suggested."
    assert "this model has analysed 0 % of the frames" in ran.err
    ran = polyp_train("suggest-frames", tmp_path / "gone.mp4", "--model", model)
    assert ran.code == 2 and ran.err.count("error:") == 1
