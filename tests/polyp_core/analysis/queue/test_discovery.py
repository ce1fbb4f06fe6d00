"""Recordings are found in dropped files and folders, described in words, and found again by their content."""

import shutil
from pathlib import Path

import pytest

from polyp_core.analysis.queue.discovery import (
    check_same_content,
    describe,
    find_moved,
    find_sources,
    holds_only_videos,
)
from polyp_core.errors import QueueError, SourceError
from polyp_core.export.images import encode_png

from ...conftest import CLIP_FRAMES, CLIP_RATE_FPS, clip_picture


def test_videos_and_folders_of_pictures_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b/part10.mp4", "b/part2.MP4", "b/still.png", "a/f1.png", "a/f2.png", "b/._part3.mp4", "c/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert find_sources([tmp_path]) == [tmp_path / "a", tmp_path / "b/part2.MP4", tmp_path / "b/part10.mp4"]
    assert find_sources([tmp_path / "c"]) == []
    for folder in ("Frame", "GT", "Edge"):  # of SUN-SEG only the frames
        (tmp_path / "s" / folder / "case1_1").mkdir(parents=True)
        (tmp_path / "s" / folder / "case1_1" / "0.png").touch()
    assert find_sources([tmp_path / "s"]) == [tmp_path / "s" / "Frame" / "case1_1"]
    assert holds_only_videos(tmp_path)
    assert not any(holds_only_videos(tmp_path / name) for name in ("a", "c", "b/part2.MP4"))


def test_dropped_files_are_recordings_and_dropped_pictures_are_one_together(tmp_path: Path) -> None:
    videos = [tmp_path / "one.mp4", tmp_path / "without suffix"]
    pictures = [tmp_path / "1.png", tmp_path / "2.jpg"]
    assert find_sources([videos[0], pictures[0], videos[1], pictures[1]]) == [*videos, tuple(pictures)]
    assert find_sources(pictures[:1]) == pictures[:1]


def test_a_recording_is_described_by_its_content_and_length(clip: Path) -> None:
    entry = describe(clip)
    assert entry.state == "waiting" and entry.content_key and entry.size_bytes == clip.stat().st_size
    assert (entry.frame_count, entry.is_estimate) == (CLIP_FRAMES, False)
    assert entry.duration_s == pytest.approx(CLIP_FRAMES / CLIP_RATE_FPS, abs=0.1)


def test_a_folder_of_pictures_has_no_duration(tmp_path: Path) -> None:
    for index in range(3):
        (tmp_path / f"{index}.png").write_bytes(encode_png(clip_picture(index)))
    entry = describe(tmp_path)
    assert entry.frame_count == 3 and entry.duration_s is None and entry.content_key


@pytest.mark.parametrize(
    ("content", "words"), [(None, "does not exist"), (b"", "empty"), (b"no video" * 99, "bad.mp4")]
)
def test_what_cannot_be_opened_has_failed_with_the_reason(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "bad.mp4"
    if content is not None:
        path.write_bytes(content)
    entry = describe(path)
    assert entry.state == "failed" and words in entry.reason


def test_a_renamed_recording_is_found_by_its_content_and_another_one_is_not(clip: Path, tmp_path: Path) -> None:
    entry = describe(clip)
    renamed = tmp_path / "elsewhere" / "renamed.mp4"
    renamed.parent.mkdir()
    shutil.move(clip, renamed)
    assert find_moved(entry, [tmp_path, tmp_path / "gone"]) is None
    assert find_moved(entry, [tmp_path, renamed.parent]) == renamed
    check_same_content(entry, renamed)
    changed = bytearray(renamed.read_bytes())
    changed[-1] ^= 1
    renamed.write_bytes(changed)  # of the same size
    assert find_moved(entry, [renamed.parent]) is None
    with pytest.raises(QueueError, match=r"renamed\.mp4 is not the recording that was added"):
        check_same_content(entry, renamed)
    with pytest.raises(SourceError, match=r"gone\.mp4"):
        check_same_content(entry, tmp_path / "gone.mp4")
