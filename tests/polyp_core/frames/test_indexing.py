"""The index is built in the background, grows, and says how it was made."""

from dataclasses import replace
from pathlib import Path

import pytest

from polyp_core.frames.source import open_source

from .clips import H264, MPEG2, OPEN_GROUPS, Recipe, number_in

BY_DECODING = "counted by decoding it once"


@pytest.mark.parametrize(("name", "recipe"), [("clip.mp4", H264), ("clip.mkv", OPEN_GROUPS), ("clip.ts", OPEN_GROUPS)])
def test_complete_timestamps_need_no_decoding(tmp_path: Path, name: str, recipe: Recipe) -> None:
    with open_source(recipe.write(tmp_path / name)) as source:
        assert source.wait_for_index().notes == ()


@pytest.mark.parametrize(("name", "recipe"), [("clip.mpg", MPEG2), ("clip.avi", H264)])
def test_a_file_that_must_be_decoded_once_says_so(tmp_path: Path, name: str, recipe: Recipe) -> None:
    with open_source(recipe.write(tmp_path / name)) as source:
        assert BY_DECODING in source.wait_for_index().notes[0]


def test_a_long_file_can_be_read_while_its_index_grows(tmp_path: Path) -> None:
    frames = 2500
    path = replace(MPEG2, frames=frames, width_px=96, height_px=64, b_frames=0).write(tmp_path / "long.mpg")
    with open_source(path) as source:
        counts, fractions = [], []
        index = 0
        while source.info.indexing:
            info = source.info
            counts.append(info.frame_count)
            fractions.append(info.index_fraction)
            assert number_in(source.read(index).image) == index % 256
            index += 1
        info = source.wait_for_index()
        assert not info.indexing
        assert info.frame_count == frames
        assert info.index_fraction == 1.0
        assert info.duration_s == pytest.approx(frames / 25)
        assert counts == sorted(counts)
        assert fractions == sorted(fractions)
        assert number_in(source.read(frames - 1).image) == (frames - 1) % 256


def test_reading_ahead_of_the_index_waits_for_it(tmp_path: Path) -> None:
    frames = 1500
    path = replace(MPEG2, frames=frames, width_px=96, height_px=64).write(tmp_path / "long.mpg")
    with open_source(path) as source:
        assert number_in(source.read(frames - 1).image) == (frames - 1) % 256
        with pytest.raises(IndexError):
            source.read(frames)
