"""`coco.json` is read and evaluated with pycocotools."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.masks.probability_levels import levels_of

from ...conftest import CLIP_RATE_FPS, clip_picture

STYLE = OverlayStyle(threshold=0.5)
OUTPUTS = frozenset({"coco", "masks", "bare-frames", "csv"})


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """Three images, each with one or two squares that the tests' segmenter predicts as polyps."""
    folder = tmp_path / "images"
    folder.mkdir()
    for index in range(3):
        picture = clip_picture(index)
        if index == 1:
            picture[80:110, 100:125] = 160
            picture[80:110, 125:150] = 200
        _, data = cv2.imencode(".bmp", picture)
        (folder / f"{index + 7}.bmp").write_bytes(data.tobytes())
    return folder


def export(source: Path, out: Path, thread: SegmenterThread, privacy: Privacy | None = None, **options: object) -> Path:
    chosen = AnnotateOptions(style=STYLE, outputs=OUTPUTS, privacy=privacy or Privacy(), **options)  # type: ignore[arg-type]
    return annotate(source, out, chosen, thread).folder


@pytest.mark.parametrize("kind", ["segm", "bbox"])
def test_a_file_evaluated_against_itself_has_an_average_precision_of_1(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread, kind: str
):
    folder = export(images, tmp_path / "out", segmenter_thread)
    truth = COCO(str(folder / "coco.json"))
    found = truth.loadRes(json.loads((folder / "coco.json").read_text(encoding="utf-8"))["annotations"])
    evaluation = COCOeval(truth, found, kind)
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(1.0)
    assert len(truth.getAnnIds()) == 4
    masks = {}
    for annotation in truth.loadAnns(truth.getAnnIds()):
        masks.setdefault(annotation["image_id"], []).append(truth.annToMask(annotation))
        assert annotation["iscrowd"] == 0
        assert annotation["area"] == masks[annotation["image_id"]][-1].sum()
    for image in truth.loadImgs(truth.getImgIds()):
        exported = read_image(folder / "masks" / image["exported_name"])[..., 0] > 0
        assert np.array_equal(np.any(masks[image["id"]], axis=0), exported)


def test_an_image_is_named_by_its_file_and_a_video_frame_by_the_exported_image(
    images: Path, clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    folder = export(images, tmp_path / "out", segmenter_thread)
    content = json.loads((folder / "coco.json").read_text(encoding="utf-8"))
    assert [image["file_name"] for image in content["images"]] == ["7.bmp", "8.bmp", "9.bmp"]
    assert all((images / image["file_name"]).is_file() for image in content["images"])

    folder = export(clip, tmp_path / "out", segmenter_thread, ranges=(range(10, 12), range(40, 41)))
    content = json.loads((folder / "coco.json").read_text(encoding="utf-8"))
    assert content["info"]["fps"] == CLIP_RATE_FPS
    assert [image["frame_index"] for image in content["images"]] == [10, 11, 40]
    assert [image["time_s"] for image in content["images"]] == [0.4, 0.44, 1.6]
    for image in content["images"]:
        assert read_image(folder / "bare-frames" / image["file_name"]).shape == (image["height"], image["width"], 3)
    assert [entry["frame_index"] for entry in content["annotations"]] == [10, 11, 40]
    assert [entry["time_s"] for entry in content["annotations"]] == [0.4, 0.44, 1.6]


def test_a_cropped_image_is_named_by_its_exported_image_whose_size_fits_the_annotations(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    folder = export(images, tmp_path / "out", segmenter_thread, Privacy(crop=Box(0, 0, 90, 80)))
    for image in json.loads((folder / "coco.json").read_text(encoding="utf-8"))["images"]:
        assert (image["width"], image["height"]) == (90, 80)
        assert read_image(folder / "bare-frames" / image["file_name"]).shape == (80, 90, 3)


def test_the_score_is_the_largest_probability_of_the_region(
    images: Path, tmp_path: Path, segmenter_thread: SegmenterThread
):
    """The tests' segmenter predicts the brightness of a pixel as its level: at most 200 and 250."""
    folder = export(images, tmp_path / "out", segmenter_thread)
    annotations = json.loads((folder / "coco.json").read_text(encoding="utf-8"))["annotations"]
    scores = [entry["score"] for entry in annotations if entry["image_id"] == 2]
    assert levels_of(scores).astype(int) == pytest.approx([200, 250], abs=5)
