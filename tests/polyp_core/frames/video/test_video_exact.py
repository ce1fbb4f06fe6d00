"""Every frame equals that of sequential decoding, after any sequence of seeks, in every kind of file."""

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from polyp_core.frames.frame import FrameSource
from polyp_core.frames.open import open_source
from polyp_core.frames.video import picture_reader as reader

from .clips import H264, MPEG2, OPEN_GROUPS, Recipe, in_sequence, number_in, numbered_picture

HEVC_QUIET = "log-level=none"

RECIPES = {
    "b_frames.mp4": H264,
    "open_groups.mp4": OPEN_GROUPS,
    "open_groups.mkv": OPEN_GROUPS,
    "open_groups.ts": OPEN_GROUPS,
    "open_groups.mov": OPEN_GROUPS,
    "refreshed_bit_by_bit.mp4": Recipe("libx264", {"x264-params": "intra-refresh=1:keyint=12"}, frames=40),
    "one_long_group.mp4": replace(H264, group=250, frames=120, width_px=96, height_px=64),
    "h264.avi": H264,
    "bare.264": replace(H264, container="h264", frames=40),
    "hevc_open_groups.mkv": Recipe(
        "libx265", {"x265-params": f"{HEVC_QUIET}:open-gop=1:keyint=12:bframes=3"}, frames=40
    ),
    "mpeg4.avi": Recipe("mpeg4"),
    "mpeg4.mp4": Recipe("mpeg4"),
    "mpeg2.mpg": MPEG2,
    "mpeg2.ts": MPEG2,
    "mpeg1.mpg": Recipe("mpeg1video"),
    "bare.m1v": Recipe("mpeg1video", container="mpeg1video"),
    "wmv2.wmv": Recipe("wmv2", b_frames=0),
    "vp8_with_hidden_frames.webm": Recipe(
        "libvpx", {"deadline": "realtime", "cpu-used": "8", "auto-alt-ref": "1", "lag-in-frames": "16"}, b_frames=0
    ),
    "vp9.webm": Recipe("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8"}, b_frames=0, frames=30),
    "motion_jpeg.avi": Recipe("mjpeg", pixels="yuvj420p", b_frames=0),
    "odd_size.mkv": replace(H264, width_px=161, height_px=97, pixels="yuv444p"),
    "odd_size_subsampled.webm": Recipe(
        "libvpx", {"deadline": "realtime", "cpu-used": "8"}, width_px=161, height_px=97, b_frames=0
    ),
    "single_frame.mp4": replace(H264, frames=1),
}


@pytest.fixture(scope="module", params=RECIPES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return RECIPES[request.param].write(tmp_path_factory.mktemp("clip") / request.param)


@pytest.fixture
def source(path: Path) -> Iterator[FrameSource]:
    with open_source(path) as source:
        yield source


def visits(frames: int, seed: int) -> list[int]:
    """Frame indices: forwards from the start, then random, then backwards from the end."""
    print(f"seed {seed}")
    rng = random.Random(seed)
    return [
        *range(min(frames, 5)),
        *(rng.randrange(frames) for _ in range(40)),
        *range(frames - 1, max(frames - 12, -1), -1),
    ]


def test_every_read_gives_the_frame_of_sequential_decoding(path: Path, source: FrameSource) -> None:
    expected = in_sequence(path)
    assert source.wait_for_index().frame_count == len(expected) == RECIPES[path.name].frames
    for index in visits(len(expected), seed=7):
        frame = source.read(index)
        assert frame.index == index
        assert not frame.damaged
        assert number_in(frame.image) == index
        np.testing.assert_array_equal(frame.image, expected[index])


def test_iterating_gives_the_frames_of_sequential_decoding(path: Path, source: FrameSource) -> None:
    expected = in_sequence(path)
    frames = list(source.frames())
    assert [frame.index for frame in frames] == list(range(len(expected)))
    for frame, image in zip(frames, expected, strict=True):
        np.testing.assert_array_equal(frame.image, image)


def test_times_follow_the_rate(path: Path, source: FrameSource) -> None:
    info = source.wait_for_index()
    assert info.rate_fps == pytest.approx(25)
    assert not info.variable_rate
    assert info.duration_s == pytest.approx(info.frame_count / 25)
    times = [source.time_s(index) for index in range(info.frame_count)]
    np.testing.assert_allclose(times, np.arange(info.frame_count) / 25, atol=0.0011)
    assert [source.index_at(time) for time in times] == list(range(info.frame_count))


def test_a_seek_before_any_reading_gives_the_right_frame(path: Path) -> None:
    expected = in_sequence(path)
    for index in {len(expected) - 1, len(expected) // 2}:
        with open_source(path) as source:
            np.testing.assert_array_equal(source.read(index).image, expected[index])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a file be cut that is open")
def test_stepping_back_does_not_decode_the_group_for_each_step(tmp_path: Path) -> None:
    clip = replace(H264, group=250, frames=200, width_px=96, height_px=64).write(tmp_path / "clip.mp4")
    expected = in_sequence(clip)
    with open_source(clip) as source:
        source.wait_for_index()
        source.read(199)
        with clip.open("r+b") as file:
            file.truncate(0)
        for index in range(198, 178, -1):
            np.testing.assert_array_equal(source.read(index).image, expected[index])


@pytest.mark.parametrize("pictures_kept", [1, 2, 3])
def test_frames_too_large_for_the_cache_are_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pictures_kept: int
) -> None:
    """At its end a decoder returns several frames at once."""
    monkeypatch.setattr(reader, "_CACHE_BYTES", pictures_kept * OPEN_GROUPS.width_px * OPEN_GROUPS.height_px * 3)
    path = OPEN_GROUPS.write(tmp_path / "clip.mp4")
    expected = in_sequence(path)
    with open_source(path) as source:
        for index in [*range(len(expected)), *visits(len(expected), seed=15)]:
            frame = source.read(index)
            assert not frame.damaged
            np.testing.assert_array_equal(frame.image, expected[index])


def test_identical_keyframes_keep_their_order(tmp_path: Path) -> None:
    def mostly_still(number: int, width_px: int, height_px: int) -> np.ndarray:
        image = np.full((height_px, width_px, 3), 90, np.uint8)
        if number >= 40:
            image[:] = 4 * number
        return image

    path = replace(H264, b_frames=0, group=10).write(tmp_path / "still.mp4", mostly_still)
    expected = in_sequence(path)
    with open_source(path) as source:
        for index in visits(len(expected), seed=3):
            np.testing.assert_array_equal(source.read(index).image, expected[index])


def cut_by_an_edit_list(path: Path, hidden_frames: int) -> Path:
    """Writes a clip whose edit list hides its first frames, as phones and editors do when trimming."""
    trimmed = path.with_name("trimmed.mp4")
    with (
        av.open(str(path)) as original,
        av.open(str(trimmed), "w", options={"avoid_negative_ts": "disabled", "use_editlist": "1"}) as output,
    ):
        stream = original.streams.video[0]
        copy = output.add_stream_from_template(stream)
        assert stream.time_base is not None
        shift = round(hidden_frames * Fraction(1, 25) / stream.time_base)
        for packet in original.demux(stream):
            if packet.dts is None or packet.pts is None:
                continue
            packet.pts -= shift
            packet.dts -= shift
            packet.stream = copy
            output.mux(packet)
    return trimmed


@pytest.mark.parametrize("hidden_frames", [5, 17])
def test_frames_hidden_by_an_edit_list_are_not_counted(tmp_path: Path, hidden_frames: int) -> None:
    path = cut_by_an_edit_list(OPEN_GROUPS.write(tmp_path / "clip.mp4"), hidden_frames)
    expected = in_sequence(path)
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == len(expected) == OPEN_GROUPS.frames - hidden_frames
        for index in visits(len(expected), seed=5):
            np.testing.assert_array_equal(source.read(index).image, expected[index])
        assert source.time_s(0) == 0.0


def test_a_recording_that_starts_within_a_group_begins_at_its_first_complete_frame(tmp_path: Path) -> None:
    whole = OPEN_GROUPS.write(tmp_path / "whole.ts").read_bytes()
    path = tmp_path / "late.ts"
    path.write_bytes(whole[188 * (len(whole) // 188 // 4) :])
    expected = in_sequence(path)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.frame_count == len(expected)
        assert number_in(source.read(0).image) == number_in(expected[0])
        for index in visits(len(expected), seed=9):
            np.testing.assert_array_equal(source.read(index).image, expected[index])


def hundred_later(number: int, width_px: int, height_px: int) -> np.ndarray:
    return numbered_picture(100 + number, width_px, height_px)


@pytest.mark.parametrize("start", [1000, 800_000])
def test_frames_keep_their_order_if_timestamps_restart(tmp_path: Path, start: int) -> None:
    """No timestamp occurs twice."""
    recipe = replace(H264, b_frames=3, group=100, time_base=Fraction(1, 90_000))
    earlier, later = (
        replace(recipe, stamps=tuple(range(first, first + 60 * 3600, 3600))).write(tmp_path / f"{first}.ts", picture)
        for first, picture in ((900_000, numbered_picture), (start, hundred_later))
    )
    path = tmp_path / "joined.ts"
    path.write_bytes(earlier.read_bytes() + later.read_bytes())
    with open_source(path) as source:
        assert source.wait_for_index().duration_s == pytest.approx(120 / 25)
        assert [number_in(frame.image) for frame in source.frames()] == [*range(60), *range(100, 160)]


@pytest.mark.parametrize(("name", "recipe"), [("clip.ts", H264), ("clip.vob", MPEG2)])
def test_identical_parts_of_a_recording_are_distinguished(tmp_path: Path, name: str, recipe: Recipe) -> None:
    part = recipe.write(tmp_path / f"part_{name}").read_bytes()
    between = replace(recipe, frames=30).write(tmp_path / f"between_{name}", hundred_later).read_bytes()
    path = tmp_path / name
    path.write_bytes(part + between + part)
    expected = in_sequence(path)
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == len(expected) == 150
        for index in visits(len(expected), seed=11):
            np.testing.assert_array_equal(source.read(index).image, expected[index])


@pytest.mark.parametrize("name", ["late.ts", "late.mkv", "late.mp4"])
@pytest.mark.parametrize("first_packet", [5, 60])
def test_a_recording_that_starts_early_in_a_long_group_begins_at_the_next_group(
    tmp_path: Path, name: str, first_packet: int
) -> None:
    whole = replace(H264, group=60, frames=150).write(tmp_path / f"whole{Path(name).suffix}")
    path = tmp_path / name
    with av.open(str(whole)) as original, av.open(str(path), "w") as output:
        copy = output.add_stream_from_template(original.streams.video[0])
        for packet in [packet for packet in original.demux(video=0) if packet.size][first_packet:]:
            packet.stream = copy
            output.mux(packet)
    expected = in_sequence(path)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.frame_count == len(expected) < 150 - first_packet
        assert info.notes == ()
        for index in visits(len(expected), seed=13):
            frame = source.read(index)
            assert not frame.damaged
            np.testing.assert_array_equal(frame.image, expected[index])


def test_indices_outside_the_clip_are_refused(h264: Path) -> None:
    with open_source(h264) as source:
        for index in (-1, H264.frames, 10**9):
            with pytest.raises(IndexError):
                source.read(index)
            with pytest.raises(IndexError):
                source.time_s(index)
        assert source.index_at(-5) == 0
        assert source.index_at(1e9) == H264.frames - 1


def test_iterating_a_range_gives_its_frames(h264: Path) -> None:
    with open_source(h264) as source:
        assert [frame.index for frame in source.frames(50, 55)] == [50, 51, 52, 53, 54]
        assert [frame.index for frame in source.frames(58)] == [58, 59]
        assert [frame.index for frame in source.frames(58, 90)] == [58, 59]
