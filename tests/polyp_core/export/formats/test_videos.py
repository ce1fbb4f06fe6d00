from pathlib import Path

import av
import numpy as np
import pytest

from polyp_core.errors import ExportError
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.frames.open import open_source


def write(path: Path, size_px: tuple[int, int], times_s: list[float], colour: tuple[int, int, int]) -> None:
    with VideoWriter(path, *size_px, 25.0, comment="made here") as video:
        for time_s in times_s:
            video.write(np.full((size_px[1], size_px[0], 3), colour, np.uint8), time_s)


def test_irregular_frame_times_are_kept(tmp_path: Path):
    times_s = [0.0, 0.04, 0.1, 0.14, 0.2, 0.21, 0.4]
    write(tmp_path / "clip.mp4", (64, 48), times_s, (90, 90, 90))
    with open_source(tmp_path / "clip.mp4") as source:
        assert [source.time_s(index) for index in range(len(times_s))] == pytest.approx(times_s, abs=1e-4)
        assert source.info.variable_rate


def test_repeated_times_give_one_frame_each(tmp_path: Path):
    write(tmp_path / "clip.mp4", (64, 48), [0.0, 0.0, 0.0, 0.04], (90, 90, 90))
    with av.open(str(tmp_path / "clip.mp4")) as container:
        assert sum(1 for _ in container.decode(video=0)) == 4


@pytest.mark.parametrize("size_px", [(320, 240), (1280, 720)], ids=["BT.601", "BT.709"])
@pytest.mark.parametrize("colour", [(200, 80, 40), (30, 160, 90), (250, 250, 250), (5, 5, 5)])
def test_colours_round_trip_within_8_bit_rounding(
    tmp_path: Path, size_px: tuple[int, int], colour: tuple[int, int, int]
):
    write(tmp_path / "clip.mp4", size_px, [0.0, 0.04], colour)
    with open_source(tmp_path / "clip.mp4") as source:
        shown = source.read(1).image.reshape(-1, 3).mean(axis=0)
    assert np.abs(shown - colour).max() <= 4


def test_odd_sizes_repeat_the_last_row_or_column(tmp_path: Path):
    write(tmp_path / "clip.mp4", (101, 51), [0.0], (200, 80, 40))
    with open_source(tmp_path / "clip.mp4") as source:
        assert source.read(0).image.shape == (52, 102, 3)


def test_a_missing_folder_is_an_export_error(tmp_path: Path):
    with pytest.raises(ExportError, match="Cannot write"):
        write(tmp_path / "gone" / "clip.mp4", (64, 48), [0.0, 0.04], (90, 90, 90))


@pytest.mark.parametrize("rate_fps", [1 / 3600, 0.0, float("nan")])
def test_frames_an_hour_apart_can_be_encoded(tmp_path: Path, rate_fps: float):
    with VideoWriter(tmp_path / "slow.mp4", 64, 48, rate_fps, comment="") as video:
        for time_s in (0.0, 3600.0):
            video.write(np.full((48, 64, 3), 90, np.uint8), time_s)
    with open_source(tmp_path / "slow.mp4") as source:
        assert [source.time_s(index) for index in range(2)] == pytest.approx([0.0, 3600.0])


def test_frames_too_large_for_the_encoder_are_an_export_error(tmp_path: Path):
    with pytest.raises(ExportError, match="does not support pictures of 17000 x 40 pixels"):
        write(tmp_path / "wide.mp4", (17_000, 40), [0.0, 0.04], (90, 90, 90))
