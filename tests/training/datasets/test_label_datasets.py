"""Pictures with label files are pairs; boxes stay boxes, and what cannot be used is named and counted."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from polyp_core.errors import DatasetError
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.registry import LABEL_FORMATS
from polyp_core.masks.run_lengths import runs_of
from training.datasets.discovery import Discovery, discover
from training.statistics.scan import scan

DOCUMENT = Path(__file__).parents[3] / "docs" / "datasets.md"
HEIGHT, WIDTH = 20, 30


def mask(number: int) -> np.ndarray:
    pixels = np.zeros((HEIGHT, WIDTH), np.bool_)
    pixels[3:9, 4 : 10 + number] = True
    return pixels


def labelled(number: int, name: str | None = None, **changes: object) -> LabelledImage:
    each = LabelledObject(**({"runs": runs_of(mask(number).T), "box_xywh": (4, 3, 6 + number, 6)} | changes))  # type: ignore[arg-type]
    return LabelledImage(name or f"a{number}.png", WIDTH, HEIGHT, [each])


def write(folder: Path, label_format: LabelFormat, images: list[LabelledImage], file: str | None = None) -> None:
    path = folder / (file or (label_format.file_name if label_format.name != "yolo" else "."))
    path.parent.mkdir(parents=True, exist_ok=True)
    with label_format.open_writer(path, "", 25.0) as add:
        for image in images:
            add(image)


def pictures(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (WIDTH, HEIGHT)).save(folder / name)
    return folder


def left_out(found: Discovery) -> dict[str, int]:
    return {reason: n for account in found.accounts() for reason, n in account.left_out.items()}


BY_NAME = {each.name: each for each in LABEL_FORMATS}


OF_IMAGES = [each for each in LABEL_FORMATS if each.name not in ("cvat-video", "mot")]
"""The others are of the frames of a recording (`test_recording_datasets.py`)."""


@pytest.mark.parametrize("label_format", OF_IMAGES, ids=lambda each: each.name)
def test_pictures_with_labels_are_pairs(tmp_path: Path, label_format: LabelFormat) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "images/a1.png", "images/a2.png", "images/b.png")
    write(root, label_format, [labelled(0), labelled(1), LabelledImage("a2.png", WIDTH, HEIGHT, [])])
    found = discover([root])
    (dataset,) = found.datasets
    assert (dataset.name, dataset.folders.layout) == ("clinic", label_format.title)
    samples = {sample.id: sample for sample in dataset.samples}
    if label_format.name == "voc":
        assert set(samples) == {"clinic/a2"} and left_out(found)["boxes without a mask"] == 2
        return
    assert set(samples) == {"clinic/a0", "clinic/a1", "clinic/a2"}
    for number in (0, 1):
        path = samples[f"clinic/a{number}"].mask_path
        assert path is not None and np.array_equal(read_mask(path), mask(number))
    assert "1 pictures are listed without an object, so their masks are empty." in dataset.notes
    assert left_out(found) == {"no masks were found for its folder": 1}
    table = scan(found.datasets, cache_folder=tmp_path / "cache").table
    assert table["coverage"].tolist() == [36 / 600, 42 / 600, 0.0]


def test_the_documentation_lists_every_format() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [each.title for each in LABEL_FORMATS if f"| {each.title} |" not in text] == []


def test_sides_by_file_and_by_folder(tmp_path: Path) -> None:
    root = pictures(tmp_path / "clinic", "train2017/a0.png", "val2017/a1.png", "x/train/a0.png", "x/test/a1.png")
    write(root, BY_NAME["coco"], [labelled(0)], "annotations/instances_train2017.json")
    write(root, BY_NAME["coco"], [labelled(1)], "annotations/instances_val2017.json")
    for side, number in (("train", 0), ("test", 1)):
        write(root / "x", BY_NAME["coco"], [labelled(number)], f"{side}/_annotations.coco.json")
    found = {sample.id: sample.published for dataset in discover([root]).datasets for sample in dataset.samples}
    assert found == {
        "clinic/train2017/a0": "train",
        "clinic/val2017/a1": "validation",
        "x/train/a0": "train",
        "x/test/a1": "test",
    }


def test_mask_files_are_used_rather_than_labels_of_the_same_pictures(tmp_path: Path) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "masks/a0.png", "images/a1.png")
    write(root, BY_NAME["coco"], [labelled(0), labelled(1)])
    found = {sample.stem: sample.mask_path for dataset in discover([root]).datasets for sample in dataset.samples}
    assert found == {"a0": root / "masks" / "a0.png", "a1": root / "coco.json" / "polyp" / "a1.png"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"category": "ポリープ"}, "categories not known as polyp"),
        ({"runs": None}, "boxes without a mask"),
        ({"polygons": ((1.0, 1.0, 90.0, 1.0, 90.0, 9.0),), "runs": None}, "labels that cannot be used"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png")
    image = labelled(0, **change)
    if reason.startswith("boxes"):
        write(root, BY_NAME["cvat"], [image])
    else:
        content = {
            "imagePath": "a0.png",
            "imageHeight": HEIGHT,
            "imageWidth": WIDTH,
            "shapes": [
                {
                    "label": image.objects[0].category,
                    "shape_type": "polygon",
                    "points": [[1, 1], [90 if "polygons" in change else 9, 1], [9, 9]],
                }
            ],
        }
        (root / "images" / "a0.json").write_text(json.dumps(content))
    with pytest.raises(DatasetError, match=rf"1 left out \({reason}\)"):
        discover([root])


def test_categories_in_other_languages_are_named_in_a_description(tmp_path: Path) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png")
    write(root, BY_NAME["datumaro"], [labelled(0, category="ポリープ")])
    with pytest.raises(DatasetError, match=r"do not count as polyp: ポリープ \(1\).*categories = \[\"ポリープ\"\]"):
        discover([root])
    (root / "dataset.toml").write_text('labels = ["datumaro/**/*.json"]\ncategories = ["ポリープ"]\n', encoding="utf-8")
    ((sample,),) = [dataset.samples for dataset in discover([root]).datasets]
    assert sample.mask_path is not None and np.array_equal(read_mask(sample.mask_path), mask(0))


@pytest.mark.parametrize("name", ["labelme", "datumaro"])
def test_pictures_with_objects_of_another_category_have_no_polyp(tmp_path: Path, name: str) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "images/a1.png")
    images = [labelled(0), labelled(1, category="instrument")]
    write(root, BY_NAME[name], images)
    (dataset,) = discover([root]).datasets
    assert [read_mask(sample.mask_path).any() for sample in dataset.samples if sample.mask_path] == [True, False]
    assert any("do not count as polyp: instrument (1)" in note for note in dataset.notes)


def test_labels_of_missing_and_of_twice_labelled_pictures(tmp_path: Path) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "images/a1.png")
    write(root, BY_NAME["coco"], [labelled(0), labelled(1), labelled(2, "gone.png")])
    write(root, BY_NAME["cvat"], [labelled(0)])
    found = discover([root])
    (dataset,) = found.datasets
    assert [sample.stem for sample in dataset.samples] == ["a1"]
    assert left_out(found) == {"labels in several files": 1}
    assert "1 labels are of pictures that do not exist, the first of them gone.png." in dataset.notes


def test_run_lengths_of_the_wrong_size_leave_out_their_picture(tmp_path: Path) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "images/a1.png")
    write(root, BY_NAME["coco"], [labelled(0), labelled(1)])
    content = json.loads((root / "coco.json").read_text())
    content["annotations"][0]["segmentation"]["counts"] = [5, 5]
    (root / "coco.json").write_text(json.dumps(content))
    found = discover([root])
    assert [sample.stem for sample in found.datasets[0].samples] == ["a1"]
    assert left_out(found) == {"labels that cannot be used": 1}
    assert "run lengths of the wrong size" in found.datasets[0].left_out[0].detail


def test_further_folders_of_published_trees_are_accounted_for(tmp_path: Path) -> None:
    """SUN-SEG has edges, scribbles and boxes next to its masks, PICCOLO masks of the black border."""
    part = tmp_path / "SUN-SEG" / "TestEasyDataset" / "Unseen"
    for folder, suffix in (("Frame", "jpg"), ("GT", "png"), ("Edge", "png"), ("Scribble", "png")):
        pictures(part / folder, *(f"case1_1/case_M_image{number:04}.{suffix}" for number in range(2)))
    boxes = {
        "images": [{"id": 1, "file_name": "case1_1/case_M_image0001", "width": WIDTH, "height": HEIGHT}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [2, 2, 5, 5], "iscrowd": 0}],
        "categories": [{"id": 1, "name": "polyp"}],
    }
    (part / "Detection").mkdir()
    (part / "Detection" / "bbox_annotation.json").write_text(json.dumps(boxes))
    for folder, name in (("polyps", "1_VP1.png"), ("masks", "1_VP1_Corrected.tif"), ("void", "1_VP1_void.tif")):
        pictures(tmp_path / "piccolo" / "train" / folder, name)
    found = discover([tmp_path])
    assert {dataset.name: [sample.boxes for sample in dataset.samples] for dataset in found.datasets} == {
        "Unseen": [None, 1],
        "piccolo": [None],
    }
    assert [(account.folder.name, account.left_out) for account in found.accounts() if account.left_out] == [
        ("case1_1", {"no masks were found for its folder": 2}),
        ("case1_1", {"no masks were found for its folder": 2}),
        ("void", {"no masks were found for its folder": 1}),
    ]
