"""Paths that stand for several masks, whatever the names of the masks and of their folders."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_paths import file_version, files_of, joined_path


@pytest.mark.parametrize(
    "names",
    [
        ["masks/a_1.png", "masks/a_2.png"],
        ["{3F25}/masks/a_1.png", "{3F25}/masks/a_2.png"],
        ["masks/{a}/1.png", "masks/{b}/1.png"],
        ["masks/{a}.png", "masks/b/{b}.png"],
        [f"masks/20240311_patient017_sigmoid_NBI_frame_000123_mask_{number}.png" for number in range(6)],
        [f"masks/{'reader of the masks ' * 7}{number}/{'frame ' * 20}.png" for number in range(2)],
    ],
)
def test_joined_masks_are_read(tmp_path: Path, names: list[str]) -> None:
    files = [tmp_path / name for name in names]
    for number, path in enumerate(files):
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.zeros((4, 8), np.uint8)
        pixels[0, number] = 255
        Image.fromarray(pixels).save(path)
    path = joined_path(files)
    assert files_of(path) == tuple(files)
    assert read_mask(path).sum() == len(files)
    assert file_version(path)[0] == sum(file.stat().st_size for file in files)


def test_a_folder_in_braces_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "{a|b}").mkdir()
    Image.new("L", (4, 4)).save(tmp_path / "{a|b}" / "1.png")
    assert files_of(tmp_path / "{a|b}") == (tmp_path / "{a|b}" / "1.png",)
