"""A folder, a list or a single image is a source of frames."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_sequence import natural_key


def write_level(path: Path, level: int, width_px: int = 8, height_px: int = 6) -> Path:
    image = np.full((height_px, width_px, 3), level, np.uint8)
    path.write_bytes(cv2.imencode(path.suffix, image)[1].tobytes())
    return path


def test_names_are_sorted_in_natural_order() -> None:
    names = ["frame10.png", "Frame2.png", "frame1.png", "frame02b.png", "a.png", "10.png", "9.png"]
    assert sorted(names, key=natural_key) == [
        "9.png",
        "10.png",
        "a.png",
        "frame1.png",
        "Frame2.png",
        "frame02b.png",
        "frame10.png",
    ]


def test_a_folder_plays_in_natural_order(tmp_path: Path) -> None:
    for number in range(1, 13):
        write_level(tmp_path / f"f{number}.png", 10 * number)
    (tmp_path / "notes.txt").write_text("not an image")
    (tmp_path / "._f1.png").write_bytes(b"left by macOS")
    (tmp_path / "folder.png").mkdir()
    with open_source(tmp_path, image_rate_fps=10) as source:
        info = source.wait_for_index()
        assert (info.kind, info.frame_count, info.width_px, info.height_px) == ("images", 12, 8, 6)
        assert info.duration_s == pytest.approx(1.2)
        assert not info.mixed_sizes
        frames = list(source.frames())
        assert [frame.name for frame in frames] == [f"f{number}.png" for number in range(1, 13)]
        assert [int(frame.image[0, 0, 0]) for frame in frames] == [10 * number for number in range(1, 13)]
        assert [frame.index for frame in frames] == list(range(12))
        assert source.read(7).time_s == pytest.approx(0.7)
        assert [source.index_at(source.time_s(index)) for index in range(12)] == list(range(12))
        assert source.index_at(99) == 11
        for index in (-1, 12):
            with pytest.raises(IndexError):
                source.read(index)


def test_every_kind_of_image_is_found(tmp_path: Path) -> None:
    names = ["a.jpg", "b.jpeg", "c.png", "d.bmp", "e.tif", "f.tiff", "g.webp"]
    for level, name in enumerate(names):
        written = write_level(tmp_path / name, 30 * level)
        if level % 2:
            written.rename(written.with_suffix(written.suffix.upper()))
    with open_source(tmp_path) as source:
        levels = [int(frame.image[0, 0, 0]) for frame in source.frames()]
    np.testing.assert_allclose(levels, [30 * level for level in range(7)], atol=2)


def test_a_list_keeps_the_order_given(tmp_path: Path) -> None:
    paths = [write_level(tmp_path / f"{level}.png", level) for level in (50, 20, 90)]
    with open_source(paths) as source:
        assert [int(frame.image[0, 0, 0]) for frame in source.frames()] == [50, 20, 90]


def test_a_single_image_is_a_source_of_one_frame(tmp_path: Path) -> None:
    with open_source(write_level(tmp_path / "one.png", 120)) as source:
        assert source.info.frame_count == 1
        assert int(source.read(0).image[0, 0, 0]) == 120


def test_sizes_may_differ_and_the_most_common_one_is_reported(tmp_path: Path) -> None:
    for name, width_px in (("a", 10), ("b", 8), ("c", 8)):
        write_level(tmp_path / f"{name}.png", 100, width_px=width_px)
    with open_source(tmp_path) as source:
        info = source.info
        assert info.mixed_sizes
        assert (info.width_px, info.height_px) == (8, 6)
        assert [frame.image.shape[1] for frame in source.frames()] == [10, 8, 8]


def test_an_unreadable_image_among_good_ones_keeps_its_place(tmp_path: Path) -> None:
    for name in ("1", "2", "4"):
        write_level(tmp_path / f"{name}.png", 100)
    (tmp_path / "3.png").write_bytes(b"broken")
    with open_source(tmp_path) as source:
        assert source.info.frame_count == 4
        assert "1 image cannot be read" in source.info.notes[0]
        frames = list(source.frames())
    assert [frame.damaged for frame in frames] == [False, False, True, False]
    assert frames[2].name == "3.png"
    assert frames[2].image.shape == (6, 8, 3)
    assert not frames[2].image.any()


def test_an_image_cut_after_its_header_is_counted_as_damaged_once_read(tmp_path: Path) -> None:
    for name in ("1", "2", "3"):
        write_level(tmp_path / f"{name}.png", 100, width_px=80)
    broken = tmp_path / "2.png"
    broken.write_bytes(broken.read_bytes()[:60])
    with open_source(tmp_path) as source:
        assert source.info.notes == ()
        for _ in range(2):
            assert [frame.damaged for frame in source.frames()] == [False, True, False]
            assert source.info.notes == source.wait_for_index().notes
            assert "1 image cannot be read" in source.info.notes[0]


def test_a_folder_of_unreadable_images_is_refused(tmp_path: Path) -> None:
    for name in ("1", "2"):
        (tmp_path / f"{name}.png").write_bytes(b"broken")
    with pytest.raises(SourceError, match="None of the 2 images"):
        open_source(tmp_path)


def test_a_folder_deleted_while_open_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    write_level(folder / "1.png", 100)
    with open_source(folder) as source:
        shutil.rmtree(folder)
        with pytest.raises(SourceError, match="can no longer be reached"):
            source.read(0)


def test_other_files_in_a_folder_are_counted(tmp_path: Path) -> None:
    for number in range(5):
        write_level(tmp_path / f"{number}.png", 100)
    assert left_out_notes(tmp_path) == ()
    (tmp_path / "notes.txt").write_text("not an image")
    assert left_out_notes(tmp_path) == ("1 of 6 files is no picture and is left out: 1 .txt.",)
    for name in ("a.mp4", "b.MP4", ".hidden.txt", "Thumbs.db", "README"):
        (tmp_path / name).write_bytes(b"no picture")
    for name in ("IM0001", "scan.dcm", "1.2.840"):
        (tmp_path / name).write_bytes(bytes(128) + b"DICM")
    (tmp_path / "folder").mkdir()
    assert left_out_notes(tmp_path) == (
        "7 of 12 files are not pictures and are left out: 3 DICOM, 2 .mp4, 1 .txt, 1 without a suffix.",
    )


def left_out_notes(folder: Path) -> tuple[str, ...]:
    with open_source(folder) as source:
        return source.info.notes


def test_a_single_image_cut_after_its_header_is_refused_when_opened(tmp_path: Path) -> None:
    broken = write_level(tmp_path / "a.png", 100, width_px=80)
    broken.write_bytes(broken.read_bytes()[:60])
    for source in (broken, [broken], tmp_path):
        with pytest.raises(SourceError, match=r"a\.png is not an image that can be read, or it is damaged"):
            open_source(source)
