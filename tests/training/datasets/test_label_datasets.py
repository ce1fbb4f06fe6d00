"""Pictures with label files are pairs; boxes stay boxes, and what cannot be used is named and counted."""

import json
import re
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

COCO_SHAPES = (
    '{"image_id": 1, "category_id": 1, "segmentation": [[3, 3]]}, '
    '{"image_id": 1, "category_id": 2, "segmentation": [[1, 1, 9, 1, 9, 9]]}'
)
LABELME_SHAPES = (
    '{"imagePath": "a0.png", "imageHeight": 20, "imageWidth": 30, "shapes": ['
    '{"label": "LABEL", "shape_type": "point", "points": [[3, 3]]}, '
    '{"label": "polyp", "shape_type": "polygon", "points": [[1, 1], [9, 1], [9, 9]]}]}'
)
DATUMARO_SHAPES = (
    '{"categories": {"label": {"labels": [{"name": "LABEL"}, {"name": "polyp"}]}}, "items": [{"id": "a0", '
    '"image": {"size": [20, 30]}, "annotations": [{"type": "points", "label_id": 0, "points": [3, 3]}, '
    '{"type": "polygon", "label_id": 1, "points": [1, 1, 9, 1, 9, 9]}]}]}'
)
CVAT_SHAPE = '<polygon label="polyp" points="1,1;9,1;9,9"/>'
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
    assert "1 picture is listed without an object, so its mask is empty." in dataset.notes
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
    assert "1 label is of a picture that does not exist: gone.png in coco.json." in dataset.notes


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
    (note,) = found.datasets[0].notes
    assert note.startswith("Pictures whose labels cannot be used: a0.png in coco.json: an annotation that cannot be")


COCO = (
    '{"images": [{"id": 1, "file_name": "a0.png", "width": 30, "height": 20}], "categories": [%s], "annotations": [%s]}'
)
LABELME = '{"imagePath": "a0.png", "imageHeight": 20, "imageWidth": %s, "shapes": []}'
MASK_WITHOUT_A_PLACE = LABELME.replace("[]", '[{"label": "polyp", "shape_type": "mask", "points": []}]') % 30
DATUMARO = '{"categories": {"label": {"labels": []}}, "items": [{"id": "a0", %s}]}'
VOC = "<annotation><size><width>30</width><height>20</height></size><filename>a0.png</filename>%s</annotation>"
SHAPE = '<annotations><image name="a0.png" width="30" height="20">%s</image></annotations>'


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("a.json", COCO[:70], r"a\.json is not a COCO file .*damaged: it is not JSON from line 1, column 71 on"),
        (
            "a.json",
            COCO.replace('"categories": [%s], ', "") % "",
            r"a\.json is not a COCO file .*: categories is missing",
        ),
        ("a.json", COCO % ("", '{"image_id": 7}'), r"a\.json is not .*: an annotation is of the image 7, which is not"),
        ("a.json", COCO % ("", '{"image_id": 1, "category_id": 3}'), r"a\.json is not .* of the category 3, which is"),
        ("a.json", COCO.replace("20}", "0}") % ("", ""), r"a0\.png in a\.json: no image has 30 x 0 pixels"),
        ("a.json", COCO % ('{"id": 1, "name": "a"}, {"id": 1, "name": "b"}', ""), r"several entries have the id 1"),
        ("a0.json", MASK_WITHOUT_A_PLACE, r"a0\.png in a0\.json: a shape that cannot be read \(a value of another"),
        ("a0.json", LABELME[:50], r"a0\.json is not a labelme file, or is damaged: it is not JSON"),
        ("a0.json", LABELME % "null", r"a0\.json is not a labelme file, or is damaged: a value of another kind"),
        ("a.json", DATUMARO % '"image": {"size": [20, 30]}', r"a\.json is not a Datumaro .*: annotations is missing"),
        ("a.json", DATUMARO % '"annotations": []', r"a0\.png in a\.json: no size of the image"),
        ("a0.xml", VOC[:90], r"a0\.xml is not a PASCAL VOC file, or is damaged: no element found"),
        ("a0.xml", VOC % "<object><name>polyp</name></object>", r"a0\.xml: a box that cannot be read \(xmin is miss"),
        ("a.xml", SHAPE[:70], r"a\.xml is not a CVAT file, or is damaged"),
        ("a.xml", SHAPE % '<box label="polyp" xtl="1"/>', r"a0\.png in a\.xml: a shape .* \(ytl is missing\)"),
        ("labels/a0.txt", "0 0,1 0,1 0,5 0,5", r"a0\.png in a0\.txt: a line that cannot be read \(.*'0,1'\)"),
        ("labels/a0.txt", "polyp 0.1 0.1 0.5 0.5", r"a0\.txt: a line that does not begin with the number of a class"),
        ("labels/a9.txt", "0 0.1 0.1 0.5 0.5", r"picture that does not exist: a9\.jpg in a9\.txt"),
        ("gt/gt.txt", "1,1,2,3,4", r"gt\.txt is not a MOT file, or is damaged: line 1 is not frame, track, left"),
    ],
)
def test_broken_label_files_are_named_with_the_reason(tmp_path: Path, file: str, content: str, reason: str) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "img1/000001.png", "images/b.png")
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(content)
    (root / "data.yaml").write_text("names: [polyp]")
    with pytest.raises(DatasetError, match=reason):
        discover([root])
    pictures(root, "masks/b.png")
    (dataset,) = discover([root]).datasets
    assert dataset.name == "clinic" and re.search(reason, " ".join(dataset.notes))


def test_damaged_files_among_label_files_are_named(tmp_path: Path) -> None:
    root = pictures(tmp_path / "clinic", "a0.png", "a1.png", "a2.png")
    write(root, BY_NAME["labelme"], [labelled(0)], ".")
    for name, content in (("a1", ""), ("camera", "{}")):
        (root / f"{name}.json").write_text(content)
    (root / "a2.json").mkdir()
    (note,) = discover([root]).datasets[0].notes
    assert "a1.json is no label file that is known" in note


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("label_format", OF_IMAGES, ids=lambda each: each.name)
def test_label_files_in_other_encodings(tmp_path: Path, label_format: LabelFormat, encoding: str) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png")
    write(root, label_format, [labelled(0)])
    for path in (each for each in root.rglob("*") if each.suffix in (".json", ".xml", ".txt", ".yaml")):
        path.write_text(path.read_text(encoding="utf-8").replace("encoding='utf-8'", ""), encoding=encoding)
    if label_format.name == "voc":
        with pytest.raises(DatasetError, match="boxes without a mask"):
            discover([root])
        return
    (sample,) = discover([root]).datasets[0].samples
    assert sample.mask_path is not None and np.array_equal(read_mask(sample.mask_path), mask(0))


@pytest.mark.parametrize("label", ["tool", "polyp"])
@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.json", COCO % ('{"id": 1, "name": "LABEL"}, {"id": 2, "name": "polyp"}', COCO_SHAPES)),
        ("a.json", LABELME_SHAPES),
        ("a.json", DATUMARO_SHAPES),
        ("a.xml", SHAPE % ('<points label="LABEL" points="3,3"/>' + CVAT_SHAPE)),
        ("labels/a0.txt", "0 0.1 0.1\n1 0.1 0.1 0.5 0.1 0.5 0.5"),
    ],
)
def test_a_stray_shape_matters_for_polyps_only(tmp_path: Path, file: str, content: str, label: str) -> None:
    root = pictures(tmp_path / "clinic", "images/a0.png", "images/b.png", "masks/b.png")
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text(content.replace("LABEL", label))
    (root / "data.yaml").write_text(f"names: [{label}, polyp]")
    samples = {sample.stem: sample for dataset in discover([root]).datasets for sample in dataset.samples}
    if label == "polyp":
        assert set(samples) == {"b"}
    else:
        assert (path := samples["a0"].mask_path) is not None and read_mask(path).any()


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
