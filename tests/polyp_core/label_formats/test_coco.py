"""COCO files that this program or another one wrote are read with the regions that they hold."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from polyp_core.errors import DatasetError
from polyp_core.label_formats.coco import open_coco, read_coco
from polyp_core.label_formats.label_format import LabelledImage, LabelledObject
from polyp_core.masks.regions import find_regions


def drawn_image(name: str, seed: int) -> LabelledImage:
    random = np.random.default_rng(seed)
    mask = np.zeros((90, 120), np.bool_)
    mask[10:40, 5:60] = random.random((30, 55)) < 0.9
    mask[60:80, 70:110] = True
    regions = find_regions(mask, random.integers(0, 256, mask.shape, dtype=np.uint8))
    objects = [LabelledObject.of_region(region, 90, 120) for region in regions]
    return LabelledImage(name, 120, 90, objects, seed, seed / 25, f"{seed:06d}.png", 0.25)


def write(path: Path, segmentation: Any, *, category: str = "polyp", **image: Any) -> Path:
    content = {
        "images": [{"id": 7, "file_name": "a.png", "width": 8, "height": 4} | image],
        "categories": [{"id": 3, "name": category}],
        "annotations": [{"id": 1, "image_id": 7, "category_id": 3, "segmentation": segmentation}],
    }
    path.write_text(json.dumps(content))
    return path


def test_what_was_written_is_read_again(tmp_path: Path):
    images = [drawn_image("a.png", 1), drawn_image("b.png", 2), LabelledImage("c.png", 5, 4, [])]
    with open_coco(tmp_path / "coco.json", "made here", 25.0) as add:
        for image in images:
            add(image)
    assert [path.name for path in tmp_path.iterdir()] == ["coco.json"]
    found = read_coco(tmp_path / "coco.json")
    for image, again in zip(images, found, strict=True):
        assert again.file_name == image.file_name and again.exported_name == image.exported_name
        assert (again.frame_index, again.time_s, again.presence) == (image.frame_index, image.time_s, image.presence)
        for region, same in zip(image.regions, again.regions, strict=True):
            assert same.box_xywh == region.box_xywh and np.array_equal(same.pixels, region.pixels)
            assert same.area_px == region.area_px and same.area_fraction == pytest.approx(region.area_fraction)
            assert same.max_probability == pytest.approx(region.max_probability, abs=1e-4)


@pytest.mark.parametrize(
    "segmentation",
    [
        {"size": [4, 8], "counts": [5, 2, 2, 2, 21]},
        {"size": [4, 8], "counts": "522005"},
        [[1, 1, 3, 1, 3, 3, 1, 3]],
    ],
    ids=["run lengths", "compressed run lengths", "polygon"],
)
def test_every_kind_of_segmentation_is_read(tmp_path: Path, segmentation: Any):
    if isinstance(segmentation, dict) and isinstance(segmentation["counts"], str):
        from pycocotools import mask as coco_mask

        picture = np.zeros((4, 8), np.uint8, order="F")
        picture[1:3, 1:3] = 1
        segmentation["counts"] = coco_mask.encode(picture)["counts"].decode()
    (image,) = read_coco(write(tmp_path / "a.json", segmentation))
    (region,) = image.regions
    assert (region.box_xywh, region.area_px, region.max_probability) == ((1, 1, 2, 2), 4, None)


def test_other_categories_and_empty_annotations_are_no_regions(tmp_path: Path):
    counts = {"size": [4, 8], "counts": [5, 2, 2, 2, 21]}
    assert read_coco(write(tmp_path / "a.json", counts, category="instrument"))[0].regions == []
    assert read_coco(write(tmp_path / "b.json", {"size": [4, 8], "counts": [32]}))[0].regions == []


@pytest.mark.parametrize(
    "segmentation",
    [
        {"size": [4, 8], "counts": [5, 2]},
        {"size": [4, 8], "counts": [5, -2, 29]},
        {"size": [4, 8], "counts": "zzzz"},
        {"size": [4, 8], "counts": "ö"},
        {"size": [4, 8], "counts": "o" * 100 + "1"},
        {"size": [4, 8], "counts": []},
        {"size": [4, 8]},
        [[1, 2, 3]],
        [],
        "text",
        None,
    ],
)
def test_damaged_segmentations_are_refused(tmp_path: Path, segmentation: Any):
    with pytest.raises(DatasetError, match=r"a\.json is not a COCO file"):
        read_coco(write(tmp_path / "a.json", segmentation))


def test_files_that_are_no_coco_files_are_refused(tmp_path: Path):
    path = tmp_path / "a.json"
    with pytest.raises(DatasetError, match="does not exist"):
        read_coco(path)
    for text in ("", "[]", "{}", '{"images": [], "categories": [], "annotations": [3]}'):
        path.write_text(text)
        with pytest.raises(DatasetError, match="is not a COCO file"):
            read_coco(path)
    with pytest.raises(DatasetError, match="is not a COCO file"):  # too large to be decoded
        read_coco(write(path, {"counts": [10**18]}, width=10**9, height=10**9))
