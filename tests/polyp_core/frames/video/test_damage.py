"""Damaged frames are marked, keep their index, and do not change later reads."""

import random
import threading
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from polyp_core.frames.open import open_source

from .clips import H264, MPEG2, Recipe, in_sequence, number_in

SPOILED_FRAME = 20
KEYFRAME = 24


def packet_places(path: Path) -> list[tuple[int, int]]:
    """Returns position and size in the file of each frame's packet, in display order."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
        packets.sort(key=lambda packet: packet.pts or 0)
        return [(packet.pos or 0, packet.size) for packet in packets]


def spoil(path: Path, frame: int, change: Callable[[bytearray], None]) -> None:
    position, size = packet_places(path)[frame]
    data = bytearray(path.read_bytes())
    part = data[position : position + size]
    change(part)
    data[position : position + size] = part
    path.write_bytes(data)


def scramble(part: bytearray) -> None:
    """Overwrites the image data after the headers."""
    part[len(part) // 3 :] = random.Random(5).randbytes(len(part) - len(part) // 3)


def blank(part: bytearray) -> None:
    part[:] = bytes(len(part))


@pytest.fixture
def scrambled(h264: Path) -> Path:
    spoil(h264, SPOILED_FRAME, scramble)
    return h264


def test_a_frame_with_a_decoder_error_is_marked(scrambled: Path) -> None:
    with open_source(scrambled) as source:
        assert source.wait_for_index().frame_count == H264.frames
        assert [frame.index for frame in source.frames() if frame.damaged] == [SPOILED_FRAME]


def test_the_mark_does_not_depend_on_how_the_frame_was_reached(scrambled: Path) -> None:
    for route in ([SPOILED_FRAME], [59, SPOILED_FRAME], [SPOILED_FRAME + 1, SPOILED_FRAME], [0, 21, 19, SPOILED_FRAME]):
        with open_source(scrambled) as source:
            assert [source.read(index).damaged for index in route] == [index == SPOILED_FRAME for index in route]


def test_an_undecodable_frame_keeps_its_index_and_shows_a_placeholder(h264: Path) -> None:
    expected = in_sequence(h264)
    spoil(h264, SPOILED_FRAME, blank)
    with open_source(h264) as source:
        assert source.wait_for_index().frame_count == H264.frames
        for index in (SPOILED_FRAME, 5, SPOILED_FRAME, 59):
            frame = source.read(index)
            assert frame.index == index
            assert frame.time_s == pytest.approx(index / 25)
            assert frame.damaged == (index == SPOILED_FRAME)
            if index == SPOILED_FRAME:
                assert frame.image.shape == expected[0].shape
                assert not frame.image.any()
            else:
                np.testing.assert_array_equal(frame.image, expected[index])


def test_an_undecodable_frame_keeps_its_index_in_an_index_made_by_decoding(tmp_path: Path) -> None:
    path = Recipe("mjpeg", pixels="yuvj420p", b_frames=0).write(tmp_path / "clip.avi")
    spoil(path, SPOILED_FRAME, blank)
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == 60
        assert [number_in(source.read(index).image) for index in (19, 21, 59)] == [19, 21, 59]
        assert source.read(SPOILED_FRAME).damaged
        assert not source.read(SPOILED_FRAME).image.any()


def test_decoder_errors_of_one_video_do_not_mark_another_read_at_the_same_time(tmp_path: Path) -> None:
    clean, spoiled = H264.write(tmp_path / "clean.mp4"), H264.write(tmp_path / "spoiled.mp4")
    for frame in range(5, 60, 2):
        spoil(spoiled, frame, scramble)
    damaged: dict[Path, int] = {}

    def read_all(path: Path) -> None:
        damaged[path] = 0
        for _ in range(4):
            with open_source(path) as source:
                damaged[path] += sum(frame.damaged for frame in source.frames())

    threads = [threading.Thread(target=read_all, args=(path,)) for path in (clean, spoiled)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert damaged[clean] == 0
    assert damaged[spoiled] >= 4 * 25


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("clip.mpg", MPEG2),
        ("clip.ts", MPEG2),
        ("clip.m1v", Recipe("mpeg1video", container="mpeg1video")),
        ("clip.avi", Recipe("mpeg4")),
        ("clip.wmv", Recipe("wmv2", b_frames=0)),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_seeking_in_a_damaged_file_gives_what_sequential_decoding_gives(
    tmp_path: Path, name: str, recipe: Recipe, seed: int
) -> None:
    path = recipe.write(tmp_path / name)
    rng = random.Random(seed)
    print(f"seed {seed}")
    data = bytearray(path.read_bytes())
    for _ in range(4):
        at = rng.randrange(len(data) // 10, len(data) * 9 // 10)
        data[at : at + 20] = rng.randbytes(20)
    path.write_bytes(data)
    expected = in_sequence(path)
    with open_source(path) as source:
        assert source.wait_for_index().frame_count >= len(expected)
        marks = [frame.damaged for frame in source.frames()]
        assert any(marks)
        placeholders = [index for index in range(len(marks)) if not source.read(index).image.any()]
        decodable = [index for index in range(len(marks)) if index not in placeholders]
        assert len(decodable) == len(expected)
        for place in [rng.randrange(len(expected)) for _ in range(40)]:
            frame = source.read(decodable[place])
            assert frame.damaged == marks[frame.index]
            if not frame.damaged:
                np.testing.assert_array_equal(frame.image, expected[place])


def spoil_tail(part: bytearray) -> None:
    """Overwrites the lower part of the image, which a decoder conceals with parts of another frame."""
    part[len(part) * 2 // 3 :] = bytes(len(part) - len(part) * 2 // 3)


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("clip.mp4", H264),
        ("h264.ts", H264),
        ("mpeg2.ts", MPEG2),
        ("mpeg2.mkv", MPEG2),
        ("clip.avi", Recipe("mpeg4")),
        ("clip.mkv", Recipe("mpeg4")),
    ],
)
def test_a_group_with_a_damaged_keyframe_gives_the_same_frames_after_any_seek(
    tmp_path: Path, name: str, recipe: Recipe
) -> None:
    """A decoder that starts at the damaged keyframe conceals errors differently from one that started earlier."""
    path = recipe.write(tmp_path / name)
    spoil(path, KEYFRAME, spoil_tail)
    with open_source(path) as source:
        count = source.wait_for_index().frame_count
        expected = [(frame.image.copy(), frame.damaged) for frame in source.frames()]
    assert expected[KEYFRAME][1]
    for index in range(KEYFRAME - 3, KEYFRAME + recipe.group):
        with open_source(path) as source:
            source.wait_for_index()
            source.read(count - 1)
            frame = source.read(index)
        np.testing.assert_array_equal(frame.image, expected[index][0], err_msg=f"frame {index}")
        assert frame.damaged == expected[index][1]
