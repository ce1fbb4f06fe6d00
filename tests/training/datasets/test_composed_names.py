"""A name with an umlaut is one name, whether it is composed (NFC) or decomposed, as macOS writes it (NFD)."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from training.datasets.discovery import find_datasets

Write = Callable[..., Path]


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def pair(write: Write, folder: Path, image: str, mask: str) -> None:
    number = sum(path.is_file() for path in folder.rglob("*"))
    write(folder / nfc(image), np.full((6, 6, 3), 20 * number, np.uint8))
    write(folder / nfd(mask), np.full((6, 6), 255, np.uint8))


@pytest.mark.parametrize(
    ("image", "mask", "stem"),
    [
        ("images/Prüf.png", "masks/Prüf.png", "Prüf"),
        ("images/Prüf.png", "masks/Prüf_mask.png", "Prüf"),
        ("Prüf.png", "Prüf_mask.png", "Prüf"),
        ("images/Müller/1.png", "masks/Müller/1.png", "Müller/1"),
        ("images/Prüf.png", "masks/Prüf/all.png", "Prüf"),
    ],
)
def test_images_and_masks_of_both_forms_are_pairs(
    tmp_path: Path, write_image: Write, image: str, mask: str, stem: str
) -> None:
    pair(write_image, tmp_path, image, mask)
    pair(write_image, tmp_path, image.replace("Prüf", "b"), mask.replace("Prüf", "b").replace("1.png", "2.png"))
    (dataset,) = find_datasets([tmp_path])
    assert stem in {nfc(sample.stem) for sample in dataset.samples}


def test_lists_tables_and_label_files_of_another_form(tmp_path: Path, write_image: Write) -> None:
    for name in ("a", "b"):
        pair(write_image, tmp_path / "x", f"images/ü{name}.png", f"masks/ü{name}.png")
    (tmp_path / "x/test.txt").write_text(nfd("üa\n"), encoding="utf-8")
    (tmp_path / "x/groups.csv").write_text(nfd("frame,group\nüb,anna\n"), encoding="utf-8")
    write_image(tmp_path / "y" / nfc("ö.png"), np.zeros((6, 6, 3), np.uint8))
    shape = {"label": "polyp", "shape_type": "polygon", "points": [[1, 1], [5, 1], [5, 5]]}
    content = {"imagePath": nfd("ö.png"), "imageHeight": 6, "imageWidth": 6, "shapes": [shape]}
    (tmp_path / "y/labels.json").write_text(json.dumps(content), encoding="utf-8")
    samples = {sample.id: sample for dataset in find_datasets([tmp_path]) for sample in dataset.samples}
    assert samples[nfc("x/üa")].published == "test" and samples[nfc("x/üb")].group == "x/anna"
    assert nfc("y/ö") in samples
