"""Frame times from timestamps that vary, are missing or repeated, have gaps, or belong to a raw stream."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from polyp_core.frames.open import open_source

from .clips import H264, MPEG2, Recipe, in_sequence, number_in, numbered_picture

MILLISECOND = Fraction(1, 1000)


@pytest.mark.parametrize("name", ["varying.mp4", "varying.mkv"])
def test_a_variable_rate_is_reported(tmp_path: Path, name: str) -> None:
    steps = ([20, 40, 100, 33] * 15)[: H264.frames - 1]
    stamps = (0, *np.cumsum(steps).tolist())
    path = replace(H264, stamps=stamps, time_base=MILLISECOND).write(tmp_path / name)
    expected = in_sequence(path)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.variable_rate
        assert info.frame_count == len(expected)
        assert info.rate_fps == pytest.approx((len(stamps) - 1) / (stamps[-1] / 1000))
        for index in (50, 3, 31, 4, 59):
            frame = source.read(index)
            assert frame.time_s == pytest.approx(stamps[index] / 1000, abs=0.0011)
            assert not frame.damaged
            np.testing.assert_array_equal(frame.image, expected[index])
            assert source.index_at(frame.time_s) == index
            assert source.index_at(frame.time_s + 0.015) == index


@pytest.mark.parametrize(
    ("name", "recipe", "damaged"),
    [
        ("gap.mp4", H264, []),
        ("gap.mkv", Recipe("ffv1", b_frames=0), []),
        ("gap.avi", Recipe("mjpeg", pixels="yuvj420p", b_frames=0), []),
        ("gap.ts", H264, [20]),
        ("gap.ts", replace(H264, group=20, b_frames=0, options={"sc_threshold": "0"}), []),
    ],
)
def test_the_frame_after_a_gap_is_damaged_only_where_packets_may_be_lost(
    tmp_path: Path, name: str, recipe: Recipe, damaged: list[int]
) -> None:
    stamps = tuple(index if index < 20 else index + 3 for index in range(recipe.frames))
    path = replace(recipe, stamps=stamps, time_base=Fraction(1, 25)).write(tmp_path / name)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.rate_fps == 25
        assert not info.variable_rate
        assert [frame.index for frame in source.frames() if frame.damaged] == damaged
        assert source.time_s(20) == pytest.approx(23 / 25)
        assert source.index_at(21 / 25) == 19


def test_repeated_timestamps_give_increasing_times(tmp_path: Path) -> None:
    path = Recipe("mjpeg", pixels="yuvj420p", b_frames=0, rate=Fraction(2000)).write(tmp_path / "fast.mkv")
    with open_source(path) as source:
        info = source.wait_for_index()
        times = np.array([source.time_s(index) for index in range(info.frame_count)])
        assert info.frame_count == 60
        assert (np.diff(times) > 0).all()
        assert [number_in(source.read(index).image) for index in (40, 7, 59)] == [40, 7, 59]


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("clip.ts", H264),
        ("clip.vob", MPEG2),
        ("clip.mpg", Recipe("mpeg1video")),
    ],
)
def test_joined_recordings_keep_their_rate(tmp_path: Path, name: str, recipe: Recipe) -> None:
    """A recorder's clock restarts with each part."""
    parts = [
        recipe.write(
            tmp_path / f"{first}{name}", lambda number, *size, first=first: numbered_picture(first + number, *size)
        )
        for first in (0, 60)
    ]
    path = tmp_path / name
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.frame_count == 120
        assert info.rate_fps == pytest.approx(25)
        assert info.duration_s == pytest.approx(4.8)
        assert any("restarts once" in note for note in info.notes)
        for index in (0, 59, 60, 119, 61, 3):
            assert number_in(source.read(index).image) == index
            assert source.time_s(index) == pytest.approx(index / 25, abs=1e-3)


def test_missing_timestamps_are_interpolated(tmp_path: Path) -> None:
    """A program stream has timestamps for only some frames."""
    path = replace(H264, codec="mpeg2video", options={}, width_px=96, height_px=64, rate=Fraction(30)).write(
        tmp_path / "clip.mpg"
    )
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.rate_fps == pytest.approx(30)
        np.testing.assert_allclose([source.time_s(i) for i in range(60)], np.arange(60) / 30, atol=1e-3)


def test_a_raw_stream_plays_at_its_own_rate(tmp_path: Path) -> None:
    """Its demuxer assumes 25 frames per second and makes up timestamps."""
    path = Recipe("mpeg1video", container="mpeg1video", rate=Fraction(30)).write(tmp_path / "clip.m1v")
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.rate_fps == 30
        assert info.duration_s == pytest.approx(2)


@pytest.mark.parametrize("name", ["pause.mp4", "pause.mkv", "pause.ts", "pause.mov"])
def test_a_clock_jump_is_noted(tmp_path: Path, name: str) -> None:
    stamps = tuple(40 * index + (3_600_000 if index >= 30 else 0) for index in range(60))
    path = replace(H264, stamps=stamps, time_base=MILLISECOND, group=30).write(tmp_path / name)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.frame_count == 60
        assert [(jump.frame, round(jump.gap_s, 2)) for jump in info.clock_jumps] == [(29, 3600.04)]
        assert [note for note in info.notes if "jumps ahead by 1 h at 0:01" in note]
        assert info.rate_fps == pytest.approx(25)
        assert [number_in(source.read(index).image) for index in (59, 29, 30, 0)] == [59, 29, 30, 0]


def test_several_clock_jumps_give_one_note(tmp_path: Path) -> None:
    stamps = tuple(40 * index + 60_000 * (index // 20) for index in range(60))
    path = replace(H264, stamps=stamps, time_base=MILLISECOND).write(tmp_path / "pauses.mp4")
    with open_source(path) as source:
        info = source.wait_for_index()
        assert [jump.frame for jump in info.clock_jumps] == [19, 39]
        assert [note for note in info.notes if "2 times, by 2 min in all, first at 0:00" in note]
