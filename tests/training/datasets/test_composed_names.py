"""A name with an umlaut is one name, whether it is composed (NFC) or decomposed, as macOS writes it (NFD)."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_files import read_mask
from training.datasets.discovery import find_datasets
from training.datasets.mask_answers import MaskAnswers
from training.datasets.splits import choose, make_split

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


def test_split_files_held_out_names_and_answers_of_another_form(tmp_path: Path, write_image: Write) -> None:
    for name in ("a", "b"):
        pair(write_image, tmp_path / nfc("Zürich"), f"images/ü{name}.png", f"masks/ü{name}.png")
        pair(write_image, tmp_path / "y", f"images/{name}.png", f"masks/{name}.png")
    datasets = find_datasets([tmp_path])
    samples = [sample for dataset in datasets for sample in dataset.samples]
    split = make_split(samples, "random", validation_fraction=0.5, hold_out=[nfd("zürich")])
    assert {nfc(id) for id in split.test} == {nfc("Zürich/üa"), nfc("Zürich/üb")}
    elsewhere = [replace(sample, stem=nfd(sample.stem), dataset=nfd(sample.dataset)) for sample in samples]
    assert [nfc(sample.id) for sample in choose(split, elsewhere).test] == [*map(nfc, split.test)]
    unusable = {sample.id: "It is damaged." for sample in elsewhere if sample.dataset != "y"}
    with pytest.raises(DatasetError, match=r"2 of 4 pairs that cannot be used\. It is damaged\."):
        choose(split, [sample for sample in elsewhere if sample.dataset == "y"], unusable)
    answers = MaskAnswers.parse([nfd("Zürich=inverted")])
    assert [answers.of(dataset) is not None for dataset in datasets] == [True, False]


def test_categories_and_yolo_files_of_another_form(tmp_path: Path, write_image: Write) -> None:
    write_image(tmp_path / "images" / nfc("ö.png"), np.zeros((6, 6, 3), np.uint8))
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / nfd("ö.txt")).write_text("0 0.1 0.1 0.9 0.1 0.9 0.9\n")
    (tmp_path / "classes.txt").write_text(nfd("Übergang\n"), encoding="utf-8")
    described = f'labels = ["labels/*.txt"]\ncategories = ["{nfc("Übergang")}"]\n'
    (tmp_path / "dataset.toml").write_text(described, encoding="utf-8")
    ((sample,),) = [dataset.samples for dataset in find_datasets([tmp_path])]
    assert sample.mask_path is not None and read_mask(sample.mask_path).any()
