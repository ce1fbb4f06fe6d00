"""A model is run once over each recording, and what is stored is judged again by any policy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np
import pytest

from polyp_core.cache import MAPS, MEASURES, clear
from polyp_core.errors import DatasetError
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.inference.engine import EngineOutput
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.evaluation.recordings.model_predictions import predict_recording
from training.evaluation.recordings.recording_score import score_recording
from training.evaluation.recordings.truth_files import TruthOptions
from training.evaluation.recordings.truth_folders import find_truths

COUNT, FIRST = 40, 10


class BrightnessEngine:
    """Predicts each pixel's brightness as its probability."""

    device: Literal["cpu", "cuda"] = "cpu"
    label = "brightness"
    batch_size = 4

    def __init__(self) -> None:
        self.frames = 0

    def run(self, batch: np.ndarray) -> EngineOutput:
        self.frames += len(batch)
        return EngineOutput(np.ascontiguousarray(batch[..., 0]), None)

    def close(self) -> None:
        pass


@pytest.fixture
def engine() -> BrightnessEngine:
    return BrightnessEngine()


@pytest.fixture
def segmenter(engine: BrightnessEngine) -> Iterator[SegmenterThread]:
    model = read_model_file(MODEL_FILE)
    with SegmenterThread(lambda: Segmenter(model, [lambda _: engine])) as thread:
        yield thread


@pytest.fixture
def clip(tmp_path, write_image):
    """Frames with a bright square from frame 10 on, and masks of it; the last frame has no mask file."""
    for index in range(COUNT):
        image, mask = np.full((120, 160, 3), 60, np.uint8), np.zeros((120, 160), np.uint8)
        if index >= FIRST:
            image[40:80, 50 + index : 90 + index] = 250
            mask[40:80, 50 + index : 90 + index] = 255
        write_image(tmp_path / "clip" / "images" / f"frame{index}.png", image)
        if index < COUNT - 1:
            write_image(tmp_path / "clip" / "masks" / f"frame{index}.png", mask)
    return tmp_path / "clip"


def truth_of(clip):
    [truth] = find_truths([str(clip)], TruthOptions(rate_fps=25.0, one_lesion=True))
    return truth


def test_a_folder_of_frames_with_masks_is_judged_and_not_run_again(clip, engine, segmenter) -> None:
    policy = AlarmPolicy(hold_back_s=0.2)
    with predict_recording(truth_of(clip), segmenter) as (truth, prediction):
        score = score_recording(truth, prediction, policy, 0.5)
    assert engine.frames == COUNT
    assert (score.known_frames, score.policy.with_lesion) == (COUNT - 1, COUNT - 1 - FIRST)
    [lesion] = score.policy.lesions
    assert (lesion.first_frame, lesion.first_hit, lesion.delay_s) == (FIRST, FIRST + 4, 4 / 25)
    assert score.alarms.false_alarms_s == ()
    assert score.dice is not None and score.dice.min() > 0.9
    assert (len(score.dice), score.is_hit.sum()) == (COUNT - 1 - FIRST, COUNT - 5 - FIRST)
    assert any("1 of 40 frames has no mask" in note for note in score.notes)
    with predict_recording(truth_of(clip), segmenter) as (truth, prediction):
        again = score_recording(truth, prediction, AlarmPolicy(hold_back_s=0), 0.5)
    assert engine.frames == COUNT
    assert again.policy.lesions[0].first_hit == FIRST


def test_what_was_measured_stays_when_the_maps_are_evicted(clip, engine, segmenter) -> None:
    policy = AlarmPolicy(hold_back_s=0.2)
    with predict_recording(truth_of(clip), segmenter) as (truth, prediction):
        before = score_recording(replace(truth, mask=None), prediction, policy, 0.5)
    clear(MAPS)
    with predict_recording(truth_of(clip), segmenter) as (truth, prediction):
        after = score_recording(replace(truth, mask=None), prediction, policy, 0.5)
    assert engine.frames == COUNT
    assert (after.single, after.policy, after.alarms) == (before.single, before.policy, before.alarms)
    for file in MEASURES.folder.glob("*.npz"):
        file.write_bytes(file.read_bytes()[:100])
    with predict_recording(truth_of(clip), segmenter) as (truth, prediction):
        again = score_recording(replace(truth, mask=None), prediction, policy, 0.5)
    assert engine.frames == 2 * COUNT
    assert again.policy == before.policy


def test_a_truth_of_another_recording_is_refused(clip, segmenter, write_image) -> None:
    truth = truth_of(clip)
    fewer = replace(truth, recording=truth.recording[:-1])
    with (
        pytest.raises(DatasetError, match=r"40 frames, but .* has 39"),
        predict_recording(fewer, segmenter),
    ):
        pass
    with (
        pytest.raises(DatasetError, match="is not next to it"),
        predict_recording(replace(truth, recording=None), segmenter),
    ):
        pass
