"""Datumaro, labelme and supervision read from the files that this program writes what was written.

They bring another OpenCV, so they live in an environment of their own:

    uv venv /tmp/oracle && uv pip install --python /tmp/oracle/bin/python datumaro labelme supervision
    ORACLE_PYTHON=/tmp/oracle/bin/python uv run pytest tests/polyp_core/label_formats/test_independent_readers.py
"""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject
from polyp_core.label_formats.registry import LABEL_FORMATS
from polyp_core.masks.regions import find_regions

HEIGHT, WIDTH = 40, 56

DATUMARO = """
import datumaro
for item in datumaro.Dataset.import_from(source, name):
    for each in item.annotations:
        if each.attributes.get("outside"):
            continue
        mask = None
        if each.type == datumaro.AnnotationType.mask:
            mask = each.image
        elif each.type == datumaro.AnnotationType.polygon:
            from pycocotools import mask as tools
            mask = tools.decode(tools.merge(tools.frPyObjects([list(each.points)], *shape)))
        track = each.attributes.get("lesion", each.attributes.get("track_id", ""))
        add(int(item.id.split("_")[-1]), mask, each.get_bbox(), track)
"""
LABELME = """
import glob, labelme
from pathlib import Path
for path in glob.glob(source + "/*.json"):
    for shape in labelme.LabelFile(path).shapes:
        (left, top), (right, bottom) = shape["points"]
        mask = np.zeros(shape_of_image, bool)
        mask[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = shape["mask"]
        add(int(Path(path).stem), mask, None, shape["group_id"])
"""
SUPERVISION = """
import supervision
from pathlib import Path
if name == "yolo":
    dataset = supervision.DetectionDataset.from_yolo(
        images, source + "/labels", source + "/data.yaml", force_masks=True
    )
elif name == "voc":
    dataset = supervision.DetectionDataset.from_pascal_voc(images, source)
else:
    dataset = supervision.DetectionDataset.from_coco(images, source, force_masks=True)
assert dataset.classes == ["polyp"], dataset.classes
for path, _, detections in dataset:
    for number in range(len(detections)):
        mask = None if detections.mask is None else detections.mask[number]
        left, top, right, bottom = detections.xyxy[number]
        add(int(Path(path).stem), mask, [left, top, right - left, bottom - top], "")
"""
HEAD = """
import json, sys
import numpy as np
source, images, name, out, height, width = sys.argv[1:]
shape = shape_of_image = int(height), int(width)
found = []
def add(frame, mask, box, track):
    pixels = [] if mask is None else np.flatnonzero(np.asarray(mask)).tolist()
    found.append([frame, str(track), pixels, [] if box is None else [float(side) for side in box]])
"""
TAIL = """
json.dump(found, open(out, "w"))
"""
READERS = {
    # name: script, the reader's name of the format, what is handed to it, whether it has areas, whether it has tracks
    "datumaro": (DATUMARO, "datumaro", "datumaro", True, True),
    "cvat": (DATUMARO, "cvat", "cvat.xml", True, True),
    "cvat-video": (DATUMARO, "cvat", "cvat-video.xml", True, True),
    "mot": (DATUMARO, "mot_seq", "mot", False, True),
    "labelme": (LABELME, "labelme", "labelme", True, True),
    "coco": (SUPERVISION, "coco", "coco.json", True, False),
    "yolo": (SUPERVISION, "yolo", "yolo", True, False),
    "voc": (SUPERVISION, "voc", "voc", False, False),
}


def test_every_format_has_a_reader_here():
    assert set(READERS) == {each.name for each in LABEL_FORMATS}


def recording() -> list[LabelledImage]:
    """Frames with two tracks and masks without holes, which not every reader knows."""
    images = []
    for frame in range(3, 8):
        mask = np.zeros((HEIGHT, WIDTH), np.bool_)
        mask[4 : 12 + frame, 6:20] = frame < 7
        mask[24:32, 6:14] = mask[20:30, 30 + frame : 50] = frame > 4
        regions = find_regions(mask)
        objects = [LabelledObject.of_region(each, HEIGHT, WIDTH, str(5 + n)) for n, each in enumerate(regions)]
        images.append(LabelledImage(f"{frame:06d}.png", WIDTH, HEIGHT, objects, frame_index=frame))
    return images


def _overlap(a: list[int], b: list[int]) -> float:
    """Intersection over union of two areas, given by the numbers of their pixels."""
    return len(set(a) & set(b)) / max(1, len(set(a) | set(b)))


@pytest.mark.skipif("ORACLE_PYTHON" not in os.environ, reason="needs an environment with the readers")
@pytest.mark.parametrize("name", READERS)
def test_an_independent_reader_finds_what_was_written(tmp_path: Path, name: str):
    label_format: LabelFormat = next(each for each in LABEL_FORMATS if each.name == name)
    script, reader_name, source, has_areas, has_tracks = READERS[name]
    path = tmp_path / label_format.file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "images").mkdir()
    written = recording()
    with label_format.open_writer(path, "made here", 25.0) as add:
        for image in written:
            add(image)
            Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / "images" / image.file_name)
            if name == "labelme":  # opens the pictures next to its files
                Image.new("RGB", (WIDTH, HEIGHT)).save(path / image.file_name)
    arguments = [tmp_path / source, tmp_path / "images", reader_name, tmp_path / "found.json", HEIGHT, WIDTH]
    command = [os.environ["ORACLE_PYTHON"], "-c", HEAD + script + TAIL, *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = sorted(map(tuple, json.loads((tmp_path / "found.json").read_text())), key=lambda each: (each[0], each[3]))
    first = 1 if name == "mot" else 0
    least = 0.7 if name == "yolo" else 1  # supervision fills a polygon up to the pixels on its outline
    expected = [(image.frame_index + first, image, each) for image in written for each in image.objects]
    assert sorted(each[0] for each in found) == [frame for frame, _, _ in expected]
    for frame, image, each in expected:
        mask = each.mask(HEIGHT, WIDTH)
        pixels = np.flatnonzero(mask).tolist()
        same = [
            (track, area, box)
            for number, track, area, box in found
            if number == frame
            and (_overlap(area, pixels) >= least if has_areas else np.allclose(box, each.box_xywh, atol=1.01))
        ]
        assert len(same) == 1, (frame, image.objects, [other[3] for other in found if other[0] == frame])
        assert not has_tracks or same[0][0] == each.lesion
