import os
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.analysis.probability_map_keys import map_key, source_key
from polyp_core.frames.frame import Deinterlace


def write_bmp(path: Path, seed: int) -> None:
    """Writes an image with a black surround; header, end, size and modification time of all files are equal."""
    picture = np.zeros((480, 640, 3), np.uint8)
    picture[60:420, 120:520] = np.random.default_rng(seed).integers(0, 256, (360, 400, 3))
    path.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(path), picture)
    os.utime(path, (1.5e9, 1.5e9))


def test_a_source_is_identified_by_content_not_by_name(tmp_path: Path):
    one = tmp_path / "Jane Doe.mp4"
    one.write_bytes(b"frames" * 1000)
    moved = tmp_path / "renamed.mp4"
    shutil.copy2(one, moved)
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(b"others" * 1000)
    shutil.copystat(one, changed)
    assert source_key(one) == source_key(moved)
    assert source_key(one) != source_key(changed)


def test_long_recordings_with_equal_headers_are_two_sources(tmp_path: Path):
    for number in range(2):
        (tmp_path / f"{number}.avi").write_bytes(bytes(4_000_000) + bytes([number]) * 4_000_000)
        os.utime(tmp_path / f"{number}.avi", (1.5e9, 1.5e9))
    assert source_key(tmp_path / "0.avi") != source_key(tmp_path / "1.avi")


@pytest.mark.parametrize("as_list", [False, True])
def test_images_of_two_patients_with_equal_names_sizes_and_times_are_two_sources(tmp_path: Path, as_list: bool):
    folders = [tmp_path / "a", tmp_path / "b"]
    for number, folder in enumerate(folders):
        for image in range(3):
            write_bmp(folder / f"{image}.bmp", 10 * number + image)
    first, second = (sorted(folder.iterdir()) if as_list else folder for folder in folders)
    assert source_key(first) != source_key(second)
    shutil.copytree(tmp_path / "a", tmp_path / "moved")
    assert source_key(tmp_path / "moved") == source_key(folders[0])


def test_images_in_another_order_are_another_source(tmp_path: Path):
    for image in range(2):
        write_bmp(tmp_path / f"{image}.bmp", image)
    images = sorted(tmp_path.iterdir())
    assert source_key(images) != source_key(images[::-1])


def test_adding_an_image_changes_the_source_and_adding_another_file_does_not(tmp_path: Path):
    (tmp_path / "1.png").write_bytes(b"1")
    before = source_key(tmp_path)
    (tmp_path / "notes.txt").write_text("none")
    assert source_key(tmp_path) == before
    (tmp_path / "2.png").write_bytes(b"2")
    assert source_key(tmp_path) != before


def test_an_unreadable_image_does_not_affect_the_maps_of_the_others(tmp_path: Path):
    (tmp_path / "1.png").write_bytes(b"1")
    assert source_key([tmp_path / "1.png", tmp_path / "gone.png"]) != source_key([tmp_path / "1.png"])
    with pytest.raises(OSError, match="gone"):
        source_key(tmp_path / "gone.mp4")


def test_everything_that_changes_a_map_changes_the_key():
    ways: tuple[Deinterlace, ...] = ("auto", "on", "off")
    keys = {map_key(source, way, model, engine) for source in "ab" for way in ways for model in "cd" for engine in "ef"}
    assert len(keys) == 24


def test_each_video_track_has_its_own_key():
    keys = {map_key("a", "auto", "c", "e", video_track) for video_track in (None, 1, 2)}
    assert len(keys) == 3
    assert map_key("a", "auto", "c", "e") in keys
