"""The index is built in the background, grows, and states how it was made."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from av.container import InputContainer
from av.video.stream import VideoStream

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.video import indexer
from polyp_core.frames.video.container import open_container
from polyp_core.frames.video.indexer import Indexer

from .clips import H264, MPEG2, OPEN_GROUPS, Recipe, number_in

BY_DECODING = "decoded to count them"


@pytest.mark.parametrize(("name", "recipe"), [("clip.mp4", H264), ("clip.mkv", OPEN_GROUPS), ("clip.ts", OPEN_GROUPS)])
def test_complete_timestamps_need_no_decoding(tmp_path: Path, name: str, recipe: Recipe) -> None:
    with open_source(recipe.write(tmp_path / name)) as source:
        assert source.wait_for_index().notes == ()


@pytest.mark.parametrize(("name", "recipe"), [("clip.mpg", MPEG2), ("clip.avi", H264)])
def test_a_file_that_must_be_decoded_for_its_index_is_reported(tmp_path: Path, name: str, recipe: Recipe) -> None:
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


def gone_after(openings: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deletes a file once the indexer has opened it the given number of times."""
    opened = []

    def open_for_now(path: Path, track: int) -> tuple[InputContainer, VideoStream]:
        container = open_container(path, track)
        opened.append(path)
        if len(opened) == openings:
            path.unlink()
        return container

    monkeypatch.setattr(indexer, "open_container", open_for_now)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a file be deleted that is open")
def test_a_file_deleted_while_it_is_indexed_still_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = H264.write(tmp_path / "clip.ts")
    gone_after(1, monkeypatch)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert (info.indexing, info.frame_count, info.notes) == (False, H264.frames, ())
        assert number_in(source.read(0).image) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a file be deleted that is open")
def test_a_file_deleted_before_it_is_decoded_keeps_the_indexed_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The timestamps restart, so the file has to be opened again for decoding."""
    part = H264.write(tmp_path / "part.ts").read_bytes()
    path = tmp_path / "joined.ts"
    path.write_bytes(part + part)
    gone_after(1, monkeypatch)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert not info.indexing
        assert 0 < info.frame_count <= 60
        assert "could no longer be read" in info.notes[-1]
        assert number_in(source.read(info.frame_count - 1).image) == info.frame_count - 1


def test_a_file_deleted_before_any_frame_was_indexed_is_an_error(tmp_path: Path) -> None:
    indexing = Indexer(tmp_path / "gone.mp4", 25)
    with pytest.raises(SourceError, match="does not exist"):
        indexing.wait(lambda state: state.complete, is_cancelled=lambda: False)
    assert indexing.state.complete
    indexing.close()
