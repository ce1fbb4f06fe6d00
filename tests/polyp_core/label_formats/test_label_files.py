"""The objects of a picture in a label file: which categories count, and pictures that are listed twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from polyp_core.errors import SourceError
from polyp_core.label_formats.label_files import labelled_mask, read_label_file
from polyp_core.label_formats.mask_paths import LabelPath

SQUARE = [[0, 0, 4, 0, 4, 4, 0, 4]]
BESIDE = [[8, 0, 12, 0, 12, 4, 8, 4]]


def write(path: Path, images: list[dict[str, Any]], annotations: list[tuple[int, int, Any]], *names: str) -> Path:
    content = {
        "images": [{"id": number, "width": 16, "height": 8} | image for number, image in enumerate(images)],
        "categories": [{"id": number, "name": name} for number, name in enumerate(names)],
        "annotations": [
            {"id": number, "image_id": image, "category_id": category, "segmentation": segmentation}
            for number, (image, category, segmentation) in enumerate(annotations)
        ],
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def area_px(file: Path, *categories: str) -> int:
    return int(labelled_mask(LabelPath(file, frozenset(categories), "a.png")).sum())


def test_the_category_polyp_alone_is_not_all_that_are_known_as_polyp(tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", [{"file_name": "a.png"}], [(0, 0, SQUARE), (0, 1, BESIDE)], "polyp", "lesion")
    known, alone = LabelPath(file, frozenset(), "a.png"), LabelPath(file, frozenset({"polyp"}), "a.png")
    assert (area_px(file), area_px(file, "polyp"), area_px(file, "lesion")) == (32, 16, 16)
    assert known.path.parent.name == "polyp", "as in the tables and caches that exist"
    for path in (known, alone, LabelPath(file, frozenset({"polyp", "a,b"}), "a.png")):
        assert LabelPath.of(path.path) == path


def test_categories_are_compared_without_spaces_around_them(tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", [{"file_name": "a.png"}], [(0, 0, SQUARE)], "Polyp ")
    assert area_px(file) == area_px(file, "polyp") == 16


def test_two_entries_of_one_picture_are_joined(tmp_path: Path) -> None:
    twice = [{"file_name": "a.png"}, {"file_name": "a.png"}]
    file = write(tmp_path / "a.json", twice, [(0, 0, SQUARE), (1, 0, BESIDE)], "polyp")
    assert area_px(file) == 32
    twice[1]["width"] = 20  # type: ignore[assignment]
    file = write(tmp_path / "b.json", twice, [(0, 0, SQUARE)], "polyp")
    with pytest.raises(SourceError, match="two entries of different sizes"):
        area_px(file)


@pytest.mark.parametrize("index", [12, "12", 12.0])
def test_the_number_of_a_frame_may_be_written_in_any_way(tmp_path: Path, index: object) -> None:
    frames = [{"file_name": "clip.mp4", "frame_index": each} for each in (index, 13)]
    file = read_label_file(write(tmp_path / "a.json", frames, [(0, 0, SQUARE)], "polyp"))
    assert list(file.images) == ["12", "13"] and file.images["12"].frame_index == 12
