"""A file that is replaced, truncated or overwritten while it is open gives no wrong frames."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source

from .video.clips import H264, MPEG2, Recipe, number_in, numbered_picture

RECIPES = {
    "bare.264": replace(H264, container="h264"),
    "bare.265": Recipe(
        "libx265",
        {"preset": "ultrafast", "x265-params": "log-level=none:keyint=12"},
        width_px=192,
        height_px=128,
        container="hevc",
    ),
    "bare.m2v": replace(MPEG2, container="mpeg2video"),
    "clip.ivf": Recipe("libvpx", {"deadline": "realtime", "cpu-used": "8"}, b_frames=0),
    "clip.mp4": H264,
    "clip.mkv": H264,
    "clip.ts": H264,
    "clip.mpg": MPEG2,
    "clip.avi": Recipe("mpeg4"),
}


def rename(other: Path, path: Path) -> None:
    other.replace(path)


def overwrite(other: Path, path: Path) -> None:
    path.write_bytes(other.read_bytes())


def overwrite_to_the_same_size(other: Path, path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(other.read_bytes()[:size].ljust(size, b"\0"))


def cut(_: Path, path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a file be changed that is open")
@pytest.mark.parametrize("change", [rename, overwrite, overwrite_to_the_same_size, cut])
@pytest.mark.parametrize("name", list(RECIPES))
def test_a_change_is_reported(tmp_path: Path, name: str, change: Callable[[Path, Path], None]) -> None:
    path = RECIPES[name].write(tmp_path / name)
    other = RECIPES[name].write(tmp_path / f"other_{name}", lambda number, *size: numbered_picture(number + 100, *size))
    with open_source(path) as source:
        count = source.wait_for_index().frame_count
        assert number_in(source.read(0).image) == 0
        change(other, path)
        for index in (count - 1, count // 2, count - 1):
            with pytest.raises(SourceError, match="has changed since it was opened"):
                source.read(index)
        assert number_in(source.read(0).image) == 0, "what is at hand stays"
    if change in (rename, overwrite):
        with open_source(path) as again:
            assert number_in(again.read(0).image) == 100


@pytest.mark.parametrize("name", ["bare.264", "clip.ts", "clip.mkv"])
def test_appending_to_a_recording_is_no_change(tmp_path: Path, name: str) -> None:
    path = RECIPES[name].write(tmp_path / name)
    with open_source(path) as source:
        count = source.wait_for_index().frame_count
        with path.open("ab") as file:
            file.write(bytes(188 * 10))
        assert [number_in(source.read(index).image) for index in (count - 1, 5, 40)] == [count - 1, 5, 40]


def test_a_new_modification_time_is_no_change(tmp_path: Path, h264: Path) -> None:
    with open_source(h264) as source:
        source.wait_for_index()
        os.utime(h264, (1, 1))
        assert number_in(source.read(50).image) == 50
