"""An unusable file is refused with the reason; a truncated one plays up to the cut."""

import os
import sys
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source

from .video.clips import H264, MPEG2, OPEN_GROUPS, Recipe, number_in


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught, open_source(path):
        pass
    message = str(caught.value)
    assert str(path) in message
    assert "Errno" not in message
    return message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "gone.mp4")
    assert "does not exist" in refusal(tmp_path / "gone.png")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for name in ("empty.mp4", "empty.png"):
        path = tmp_path / name
        path.touch()
        assert "is empty" in refusal(path)


@pytest.mark.parametrize("name", ["notes.mp4", "notes.mpg", "notes.avi", "notes.txt"])
def test_text_renamed_as_video_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Colonoscopy of Monday morning.\n" * 200)
    assert "is not a video" in refusal(path)


def test_text_renamed_as_image_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("Colonoscopy of Monday morning.\n" * 200)
    assert "is not an image" in refusal(path)


def test_an_mp4_without_its_index_is_refused(h264: Path) -> None:
    data = h264.read_bytes()
    h264.write_bytes(data[: len(data) * 6 // 10])
    message = refusal(h264)
    assert "its index is missing" in message
    assert "Copy it again" in message


def test_a_file_with_sound_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dictation.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("aac", rate=48000)
        samples = av.AudioFrame.from_ndarray(np.zeros((1, 4800), np.float32), format="fltp", layout="mono")
        samples.rate = 48000
        output.mux(stream.encode(samples))
        output.mux(stream.encode(None))
    assert "holds sound but no picture" in refusal(path)


def test_a_folder_without_images_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing to see")
    message = refusal(tmp_path)
    assert "holds no images" in message
    assert ".png" in message


def test_a_folder_that_holds_a_folder_of_images_names_it(tmp_path: Path) -> None:
    for name in ("empty", "images", "masks"):
        (tmp_path / name).mkdir()
    cv2.imwrite(str(tmp_path / "images" / "1.png"), np.zeros((8, 8, 3), np.uint8))
    assert "The folder images in it does" in refusal(tmp_path)


def test_an_empty_list_of_images_is_refused() -> None:
    with pytest.raises(SourceError, match="No images were chosen"):
        open_source([])


def test_a_playlist_opens_no_other_files(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/part.ts\n#EXT-X-ENDLIST\n")
    refusal(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(h264: Path) -> None:
    h264.chmod(0)
    assert "no permission" in refusal(h264)


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("clip.mpg", MPEG2),
        ("clip.ts", OPEN_GROUPS),
        ("clip.mkv", OPEN_GROUPS),
        ("clip.avi", Recipe("mpeg4")),
    ],
)
def test_a_recording_cut_in_the_middle_plays_up_to_the_cut(tmp_path: Path, name: str, recipe: Recipe) -> None:
    path = recipe.write(tmp_path / name)
    with open_source(path) as whole:
        assert not [note for note in whole.wait_for_index().notes if "incomplete" in note]
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 // 188 * 188 + 100])
    with open_source(path) as source:
        info = source.wait_for_index()
        assert 10 <= info.frame_count <= 45
        assert [note for note in info.notes if "incomplete" in note]
        numbers = [number_in(frame.image) for frame in source.frames() if not frame.damaged]
        assert numbers[:10] == list(range(10))


@pytest.mark.parametrize("name", ["held.mp4", "held.mov", "held.mkv"])
def test_a_last_frame_with_a_long_duration_is_not_truncation(tmp_path: Path, name: str) -> None:
    brief = H264.write(tmp_path / "brief.mp4")
    path = tmp_path / name
    with av.open(str(brief)) as original, av.open(str(path), "w") as output:
        copy = output.add_stream_from_template(original.streams.video[0])
        packets = [packet for packet in original.demux(video=0) if packet.size]
        last = max(packets, key=lambda packet: packet.pts or 0)
        last.duration = round(10 / last.time_base)
        for packet in packets:
            packet.stream = copy
            output.mux(packet)
    with open_source(path) as source:
        assert source.wait_for_index().notes == ()


@pytest.mark.parametrize("folder", ["with spaces", "Dickdarm Übung", "大腸内視鏡"])
def test_paths_with_spaces_and_non_ascii_letters_open(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder
    place.mkdir()
    clip = H264.write(place / "Aufnahme Größe №1.mp4")
    with open_source(clip) as source:
        assert number_in(source.read(33).image) == 33
    (place / "Bild ä.png").write_bytes(cv2.imencode(".png", np.full((4, 6, 3), 77, np.uint8))[1].tobytes())
    with open_source(place) as images:
        assert images.read(0).image.shape == (4, 6, 3)
        assert images.read(0).name == "Bild ä.png"


def test_a_path_may_be_a_string(h264: Path) -> None:
    with open_source(str(h264)) as source:
        assert source.info.path == h264


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a file be cut that is open")
def test_a_file_deleted_while_open_is_an_error(tmp_path: Path) -> None:
    path = Recipe("libx264", {"preset": "veryfast"}, frames=200).write(tmp_path / "clip.mp4")
    with open_source(path) as source:
        source.wait_for_index()
        source.read(0)
        with path.open("r+b") as file:
            file.truncate(0)
        with pytest.raises(SourceError, match="has changed since it was opened"):
            source.read(150)
        with pytest.raises(SourceError, match="has changed since it was opened"):
            source.read(199)
