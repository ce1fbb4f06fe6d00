"""Trees of REAL-Colon, SUN and SUN-SEG: which folders are recordings, their names and rates."""

from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from polyp_core.frames.stills.published_recordings import (
    published_rate,
    published_recording,
    published_recordings,
)


def make_folders(tree: Path, *names: str) -> None:
    for name in names:
        (tree / name).mkdir(parents=True)


def found_in(tree: Path) -> list[tuple[str, str, str]]:
    return [(each.kind, each.name, each.frames.relative_to(tree).as_posix()) for each in published_recordings(tree)]


def test_real_colon_has_its_rates_in_a_table(tmp_path: Path) -> None:
    make_folders(tmp_path, "001-001_frames", "001-001_annotations", "002-001_annotations", "003-001_frames")
    table = tmp_path / "video_info.csv"
    table.write_text("unique_video_name,fps\n001-001,25\n")
    expected = [("REAL-Colon", name, f"{name}_frames") for name in ("001-001", "002-001")]
    assert found_in(tmp_path) == expected
    first, second = published_recordings(tmp_path)
    assert published_recording(tmp_path / "001-001_frames") == first
    assert first.read_rate() == published_rate(first.frames) == 25
    with pytest.raises(DatasetError, match="does not list the recording 002-001"):
        second.read_rate()
    assert published_recording(tmp_path / "003-001_frames") is published_rate(second.frames) is None
    table.write_text("name\n001-001\n")
    with pytest.raises(DatasetError, match="does not have the columns"):
        first.read_rate()
    assert published_rate(first.frames) is None


def test_sun_and_the_parts_of_sun_seg_have_30_frames_a_second(tmp_path: Path) -> None:
    sun, seg = tmp_path / "sun", tmp_path / "seg"
    make_folders(sun, "annotation_txt", "case2", "case10")
    for name in ("case10", "case2"):
        (sun / "annotation_txt" / f"{name}.txt").touch()
    assert found_in(sun) == [("SUN", "case2", "case2"), ("SUN", "case10", "case10")]
    make_folders(seg, "TestEasy/Frame/case1_1", "TestEasy/GT/case1_1", "TestHard/Frame/case2_1", "TestHard/GT/case2_1")
    expected = [
        ("SUN-SEG", f"{part}/{name}", f"{part}/Frame/{name}")
        for part, name in (("TestEasy", "case1_1"), ("TestHard", "case2_1"))
    ]
    assert found_in(seg) == expected
    single = published_recording(seg / "TestHard/Frame/case2_1")
    assert single is not None and (single.name, single.labels) == ("case2_1", seg / "TestHard/GT/case2_1")
    assert published_rate(sun / "case2") == published_rate(single.frames) == 30


def test_other_folders_are_none_and_a_tree_without_labels_is_named(tmp_path: Path) -> None:
    make_folders(tmp_path, "plain/images", "sun/annotation_txt")
    assert published_recordings(tmp_path / "plain") == []
    assert published_recording(tmp_path / "plain" / "images") is None
    with pytest.raises(DatasetError, match="has no list of boxes"):
        published_recordings(tmp_path / "sun")
