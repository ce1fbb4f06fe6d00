"""An output that is, contains or lies inside an input is refused."""

import os
import sys
from pathlib import Path

import pytest

from polyp_core.errors import ExportError
from polyp_core.files.input_protection import refuse_overlap

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege there")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case" / "frames").mkdir(parents=True)
    (tmp_path / "case" / "frames" / "1.png").write_bytes(b"1")
    (tmp_path / "case" / "clip.mp4").write_bytes(b"2")
    return tmp_path / "case"


@pytest.mark.parametrize(
    ("output", "source", "reason"),
    [
        ("frames", "frames", "would replace"),
        ("other/../frames", "frames", "would replace"),
        ("clip.mp4", "clip.mp4", "would replace"),
        ("frames", "frames/1.png", "contains"),
        (".", "frames", "contains"),
        ("frames/masks", "frames", "lies inside"),
        ("frames/new/deep/masks", "frames", "lies inside"),
        ("gone", "gone", "would replace"),
        ("gone/masks", "gone", "lies inside"),
    ],
)
def test_an_output_on_its_source_is_refused(case: Path, output: str, source: str, reason: str) -> None:
    with pytest.raises(ExportError, match=reason):
        refuse_overlap([case / "new", case / output], [case / "elsewhere", case / source])


@pytest.mark.parametrize(
    ("output", "source"), [("masks", "frames"), ("frames-2", "frames"), ("frame", "frames"), ("clip/x", "clip.mp4")]
)
def test_an_output_next_to_its_source_is_accepted(case: Path, output: str, source: str) -> None:
    refuse_overlap([case / output], [case / source])


@needs_links
def test_links_are_resolved(case: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(case / "frames")
    os.link(case / "clip.mp4", tmp_path / "second name.mp4")
    with pytest.raises(ExportError, match="would replace"):
        refuse_overlap([case / "frames"], [tmp_path / "link"])
    with pytest.raises(ExportError, match="would replace"):
        refuse_overlap([tmp_path / "link"], [case / "frames"])
    with pytest.raises(ExportError, match="lies inside"):
        refuse_overlap([tmp_path / "link" / "masks"], [case / "frames"])
    with pytest.raises(ExportError, match="would replace"):
        refuse_overlap([tmp_path / "second name.mp4"], [case / "clip.mp4"])


@needs_links
def test_the_originals_of_a_folder_of_links_are_protected(case: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    (chosen / "1.png").symlink_to(case / "frames" / "1.png")
    with pytest.raises(ExportError, match="contains"):
        refuse_overlap([case / "frames"], [chosen])


def test_a_case_insensitive_drive_is_detected(case: Path) -> None:
    if not (case / "FRAMES").exists():
        pytest.skip("this drive does not")
    with pytest.raises(ExportError, match="would replace"):
        refuse_overlap([case / "FRAMES"], [case / "frames"])
