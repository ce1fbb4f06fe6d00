"""Exports with neutral names: no source names in outputs, numbering, and the key."""

import csv
import json
import os
import stat
import sys
import threading
from pathlib import Path

import av
import cv2
import pytest

from polyp_core.errors import CancelledError, ExportError, SourceError
from polyp_core.export.formats.registry import FORMATS
from polyp_core.export.neutral_names import default_key_file, neutral_folder
from polyp_core.export.run_export import AnnotateOptions, AnnotateResult, annotate
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle

from ..conftest import clip_picture

NAME = "Doe_Jane_1961"


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / f"{NAME} folder"
    folder.mkdir()
    write_images(folder, f"{NAME}_b.png", f"{NAME}_a.png")
    return folder


def write_images(folder: Path, *names: str) -> None:
    for index, name in enumerate(names):
        _, data = cv2.imencode(".png", clip_picture(index))
        (folder / name).write_bytes(data.tobytes())


def export(
    source: Path | list[Path], out: Path, thread: SegmenterThread, key: Path, **options: object
) -> AnnotateResult:
    chosen = {"outputs": frozenset({"csv"})} | options
    return annotate(source, out, AnnotateOptions(style=OverlayStyle(), key_file=key, **chosen), thread)  # type: ignore[arg-type]


def read_key(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_does_not_contain(name: str, folder: Path) -> None:
    """Asserts that no path below `folder`, no file content and no video metadata contains `name`."""
    for path in folder.rglob("*"):
        assert name not in str(path.relative_to(folder))
        if path.is_file():
            assert name.encode() not in path.read_bytes()
        if path.suffix == ".mp4":
            with av.open(str(path)) as container:
                assert name not in str([container.metadata, *(stream.metadata for stream in container.streams)])


def test_no_output_contains_the_name_of_the_source(
    images: Path, clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    video = clip.rename(tmp_path / f"{NAME}.mp4")
    out, key = tmp_path / "out", tmp_path / "private" / "key.csv"
    outputs = frozenset(FORMATS)
    first = export(images, out, segmenter_thread, key, outputs=outputs).folder
    second = export(video, out, segmenter_thread, key, outputs=outputs, ranges=(range(2),)).folder
    third = export([images / f"{NAME}_b.png"], out, segmenter_thread, key, outputs=outputs).folder
    assert [first, second, third] == [out / f"recording-00{number}" for number in (1, 2, 3)]
    assert_does_not_contain(NAME, out)
    for folder in ("frames", "bare-frames", "masks"):
        assert sorted(path.name for path in (first / folder).iterdir()) == ["image-0001.png", "image-0002.png"]
    content = json.loads((first / "coco.json").read_text(encoding="utf-8"))
    assert [image["file_name"] for image in content["images"]] == ["image-0001.png", "image-0002.png"]
    with (first / "frames.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == ["image-0001.png", "image-0002.png"]

    rows = {row["name"]: row["source"] for row in read_key(key)}
    assert rows == {
        "recording-001": str(images),
        "recording-001/image-0001": str(images / f"{NAME}_a.png"),
        "recording-001/image-0002": str(images / f"{NAME}_b.png"),
        "recording-002": str(video),
        "recording-003/image-0001": str(images / f"{NAME}_b.png"),
    }
    assert {row["folder"] for row in read_key(key)} == {str(out)}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes on Windows")
def test_only_the_user_can_read_the_key(images: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    key = tmp_path / "private" / "key.csv"
    result = export(images, tmp_path / "out", segmenter_thread, key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert any(str(key) in note for note in result.notes)
    assert not default_key_file().is_relative_to(tmp_path)


def test_a_used_number_is_skipped(images: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    out, key = tmp_path / "out", tmp_path / "key.csv"
    (out / "recording-001").mkdir(parents=True)
    (out / "recording-002").touch()
    assert export(images, out, segmenter_thread, key).folder.name == "recording-003"
    other = tmp_path / "other"
    other.mkdir()
    write_images(other, "x.png")
    (out / "recording-003").rename(tmp_path / "handed on")
    assert export(other, out, segmenter_thread, key).folder.name == "recording-004"


def test_a_source_keeps_its_neutral_name_and_results_need_overwrite(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    out, key = tmp_path / "out", tmp_path / "key.csv"
    export(images, out, segmenter_thread, key)
    before = key.read_bytes()
    with pytest.raises(ExportError, match=r"already holds frames\.csv"):
        export(images, out, segmenter_thread, key)
    assert export(images, out, segmenter_thread, key, overwrite=True).folder.name == "recording-001"
    assert key.read_bytes() == before

    write_images(images, "0.png")  # the first from now on
    export(images, out, segmenter_thread, key, overwrite=True)
    assert {row["name"]: row["source"] for row in read_key(key)}["recording-001/image-0001"] == str(images / "0.png")


def test_a_key_inside_the_output_folder_is_refused(images: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    out = tmp_path / "out"
    for key in (out / "key.csv", out / "deeper" / ".." / "deep" / "key.csv"):
        with pytest.raises(ExportError, match="shared with it"):
            export(images, out, segmenter_thread, key)
    out.mkdir()
    (tmp_path / "link").symlink_to(out, target_is_directory=True)
    with pytest.raises(ExportError, match="shared with it"):
        export(images, out, segmenter_thread, tmp_path / "link" / "key.csv")
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\x00\x01\x02", b"The patient was well."])
def test_a_file_that_is_not_a_key_is_refused(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread, content: bytes
):
    other = tmp_path / "notes.csv"
    other.write_bytes(content)
    with pytest.raises(ExportError, match="is not a key"):
        export(images, tmp_path / "out", segmenter_thread, other)
    assert other.read_bytes() == content
    assert not (tmp_path / "out").exists()


def test_an_unusable_key_is_reported_before_the_export_starts(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    (tmp_path / "file").touch()
    for key in (tmp_path / "file" / "key.csv", tmp_path / ("n" * 300), tmp_path):
        with pytest.raises(ExportError) as refused:
            export(images, tmp_path / "out", segmenter_thread, key)
        assert str(key) in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_a_truncated_row_in_the_key_does_not_affect_other_rows(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    out, key = tmp_path / "out", tmp_path / "key.csv"
    export(images, out, segmenter_thread, key)
    with key.open("a", encoding="utf-8") as file:
        file.write(f"{out},recording-0")
    assert export(images, out, segmenter_thread, key, overwrite=True).folder.name == "recording-001"
    other = tmp_path / "other"
    other.mkdir()
    write_images(other, "x.png")
    assert export(other, out, segmenter_thread, key).folder.name == "recording-002"
    assert {row["name"] for row in read_key(key)} >= {"recording-001", "recording-002", "recording-002/image-0001"}


def test_an_export_that_fails_or_is_stopped_leaves_no_folder_and_no_row(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    out, key = tmp_path / "out", tmp_path / "key.csv"
    with pytest.raises(SourceError):
        export(tmp_path / "none.mp4", out, segmenter_thread, key)
    stopped = threading.Event()
    stopped.set()
    options = AnnotateOptions(style=OverlayStyle(), key_file=key)
    with pytest.raises(CancelledError):
        annotate(images, out, options, segmenter_thread, cancelled=stopped)
    assert not out.exists()
    assert read_key(key) == []


def test_two_simultaneous_exports_get_different_numbers(images: Path, clip: Path, tmp_path: Path):
    out, key = tmp_path / "out", tmp_path / "key.csv"
    with neutral_folder(images, out, key) as one, neutral_folder(clip, out, key) as other:
        assert {one.folder.name, other.folder.name} == {"recording-001", "recording-002"}
        one.record(images, [])
        other.record(clip, [])
    assert {row["name"]: row["source"] for row in read_key(key)} == {
        one.folder.name: str(images),
        other.folder.name: str(clip),
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a file's name any bytes")
def test_names_that_are_not_utf_8_are_stored_in_the_key(tmp_path: Path, segmenter_thread: SegmenterThread):
    folder = tmp_path / "images"
    folder.mkdir()
    write_images(folder, os.fsdecode(b'bild_\xfc,\n".png'))
    out, key = tmp_path / "out", tmp_path / "key.csv"
    export(folder, out, segmenter_thread, key)
    before = key.read_bytes()
    export(folder, out, segmenter_thread, key, overwrite=True)
    assert key.read_bytes() == before
    assert b"bild_\xfc" in before
