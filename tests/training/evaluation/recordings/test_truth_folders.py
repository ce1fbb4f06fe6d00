"""Which recording belongs to a truth file: the video or folder of the same name next to it."""

import json
import unicodedata
from pathlib import Path

import pytest

from polyp_core.frames.file_kinds import VIDEO_SUFFIXES
from training.evaluation.recordings.truth_files import TruthOptions
from training.evaluation.recordings.truth_folders import find_truths


def write_boxes(path: Path) -> Path:
    path.write_text(json.dumps({"width": 8, "height": 8, "fps": 25, "frames": [[]]}))
    return path


def recording_of(path: Path):
    [truth] = find_truths([str(path)], TruthOptions())
    return truth.recording


@pytest.mark.parametrize("suffix", sorted(VIDEO_SUFFIXES))
def test_every_kind_of_video_is_found_next_to_its_truth_in_either_case(tmp_path, suffix) -> None:
    for name in (f"lower{suffix}", f"UPPER{suffix.upper()}"):
        video, truth = tmp_path / name, write_boxes((tmp_path / name).with_suffix(".json"))
        video.touch()
        assert recording_of(truth) == video
    assert {truth.name for truth in find_truths([str(tmp_path)], TruthOptions())} == {"lower", "UPPER"}


def test_names_that_differ_in_case_belong_together_unless_one_is_the_same(tmp_path) -> None:
    (tmp_path / "Clip.mp4").touch()
    truth = write_boxes(tmp_path / "clip.json")
    assert recording_of(truth) == tmp_path / "Clip.mp4"
    (tmp_path / "clip.mov").touch()
    assert recording_of(truth) == tmp_path / "clip.mov"
    (tmp_path / "clip.mp4").touch()
    assert recording_of(truth) == tmp_path / "clip.mp4"


def test_a_folder_and_a_file_without_a_suffix_are_recordings_and_the_truth_is_not(tmp_path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "IM0001").touch()  # as DICOM files are named
    assert recording_of(write_boxes(tmp_path / "frames.json")) == tmp_path / "frames"
    assert recording_of(write_boxes(tmp_path / "IM0001.json")) == tmp_path / "IM0001"
    assert recording_of(write_boxes(tmp_path / "alone.json")) is None


def test_a_truth_with_an_umlaut_in_another_form_belongs_to_its_recording(tmp_path) -> None:
    video = tmp_path / unicodedata.normalize("NFC", "Prüf.mp4")
    video.touch()
    assert recording_of(write_boxes(tmp_path / unicodedata.normalize("NFD", "Prüf.json"))) == video
