"""A reader's masks count instead of the model's in every output, and the outputs say so."""

import csv
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pycocotools import mask as coco_mask

from polyp_core.analysis.source_identity import content_key
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.registry import FORMATS
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.reader_review import find_picture_masks, find_review
from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.review import changes
from polyp_core.review.masks import FrameMask, ReviewMasks
from polyp_core.review.picture_review import read_picture_review, store_change, store_mask
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path

from ..conftest import CLIP_SIZE_PX

WIDTH, HEIGHT = CLIP_SIZE_PX
DRAWN = np.zeros((HEIGHT, WIDTH), np.bool_)
DRAWN[10:30, 12:52] = True


def correct(clip: Path, reader: str) -> None:
    """Draws a mask in frame 4 and marks frame 5 as polyp-free."""
    with open_source(clip) as source:
        info = source.wait_for_index()
    recording = Recording.of(content_key(clip), info)
    with ReviewFile(review_path(recording), recording) as file:
        file.add_masks(f"of_{reader.lower()}", [FrameMask(4, DRAWN)])
        put = changes.put_masks
        file.apply(reader, put(file.review(reader), MaskSource.CORRECTED, [4], layer=f"of_{reader.lower()}"))
        file.apply(reader, put(file.review(reader), MaskSource.VERIFIED_EMPTY, [5]))


def read_findings(folder: Path) -> list[dict[str, str]]:
    with (folder / "findings.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_corrected_masks_are_in_every_output(
    clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    assert find_review(clip, None, None, with_masks=True) is None
    correct(clip, "Ada")
    masks = find_review(clip, None, None, with_masks=True)
    assert isinstance(masks, ReviewMasks)
    style = OverlayStyle(opacity=1.0, colour=(0, 0, 255), min_region_fraction=0.9)
    hidden = Privacy((Box(0, 0, 20, HEIGHT),))

    def export(**options: Any) -> tuple[Path, tuple[str, ...]]:
        chosen = AnnotateOptions(
            style=style,
            outputs=frozenset(FORMATS),
            ranges=(range(2, 7),),
            masks=masks,
            findings=FindingOptions(AlarmPolicy(hold_back_s=0)),
            **options,
        )
        result = annotate(clip, tmp_path / f"out{len(options)}", chosen, segmenter_thread)
        return result.folder, result.notes

    folder, notes = export()
    assert "The masks of 2 frames by Ada count instead of the model's." in notes
    with (folder / "frames.csv").open(newline="", encoding="utf-8") as file:
        rows = {int(row["frame"]): row for row in csv.DictReader(file)}
    sources = {frame: row["mask_source"] for frame, row in rows.items()}
    assert sources == {2: "predicted", 3: "predicted", 4: "corrected", 5: "verified_empty", 6: "predicted"}
    assert float(rows[4]["polyp_fraction"]) == pytest.approx(DRAWN.mean(), abs=1e-5)
    assert rows[5]["regions"] == "0" and float(rows[5]["polyp_fraction"]) == 0
    saved = cv2.imread(str(folder / "masks" / "000004.png"), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(saved > 0, DRAWN), "neither threshold nor smallest region apply"
    assert not cv2.imread(str(folder / "masks" / "000005.png"), cv2.IMREAD_UNCHANGED).any()
    drawn = cv2.imread(str(folder / "frames" / "000004.png"))
    assert tuple(drawn[20, 30].tolist()) == (255, 0, 0)
    coco = json.loads((folder / "coco.json").read_text(encoding="utf-8"))
    assert "corrected masks of 2 frames by Ada" in coco["info"]["description"]
    (found,) = [each for each in coco["annotations"] if each["frame_index"] == 4]
    assert np.array_equal(coco_mask.decode(found["segmentation"]) > 0, DRAWN)

    (finding,) = read_findings(folder)
    assert finding["best_frame"] == "4"
    assert float(finding["peak_area_fraction"]) == pytest.approx(DRAWN.mean(), abs=1e-5)

    redacted, _ = export(privacy=hidden)
    saved = cv2.imread(str(redacted / "masks" / "000004.png"), cv2.IMREAD_UNCHANGED)
    assert not saved[:, :20].any() and np.array_equal(saved[:, 20:] > 0, DRAWN[:, 20:])

    masks = None
    predicted, notes = export(overwrite=True, caption=False)
    saved = cv2.imread(str(predicted / "masks" / "000004.png"), cv2.IMREAD_UNCHANGED)
    assert not np.array_equal(saved > 0, DRAWN) and not any("instead of the model" in note for note in notes)


def test_the_reader_of_the_masks_is_named_if_there_are_several(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path))
    correct(clip, "Ada")
    correct(clip, "Bo")
    with pytest.raises(Exception, match=r"corrected by Ada, Bo\. Choose one of them \(--reader\)"):
        find_review(clip, None, None, with_masks=True)
    found = find_review(clip, None, "Bo", with_masks=True)
    assert found is not None and found.label() == "2 frames by Bo" and found.label([range(5)]) == "1 frame by Bo"
    assert find_review(clip, None, "Cy", with_masks=True) is None


def test_masks_of_unrelated_pictures_count_in_exports_of_their_folder(
    tmp_path: Path, segmenter_thread: SegmenterThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    folder = tmp_path / "stills"
    folder.mkdir()
    for number in range(3):
        picture = np.random.default_rng(number).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
        cv2.imwrite(str(folder / f"{number}.png"), picture)
    assert find_picture_masks(folder, None) is None
    review = read_picture_review(folder / "1.png", (WIDTH, HEIGHT), "Ada")
    store_mask(review, "one", DRAWN)
    store_change(review, changes.put_masks(review.review, MaskSource.CORRECTED, [0], layer="one"))
    masks = find_picture_masks(folder, None)
    assert masks is not None and masks.label() == "1 frame by Ada" and masks.label([range(1)]) == ""
    assert find_picture_masks(folder, "Bo") is None
    drawn_twice = DRAWN.copy()
    drawn_twice[40:44, 12:20] = True
    store_mask(review, "two", drawn_twice)
    review = read_picture_review(folder / "1.png", (WIDTH, HEIGHT), "Ada")
    store_change(review, changes.put_masks(review.review, MaskSource.CORRECTED, [0], layer="two"))
    empty = read_picture_review(folder / "2.png", (WIDTH, HEIGHT), "Ada")
    store_change(empty, changes.put_masks(empty.review, MaskSource.VERIFIED_EMPTY, [0]))
    options = AnnotateOptions(outputs=frozenset({"masks", "findings"}), style=OverlayStyle(), masks=masks)
    result = annotate(folder, tmp_path / "out", segmenter_thread=segmenter_thread, options=options)
    assert any("2 frames by Ada count instead of the model" in note for note in result.notes)
    written = sorted((result.folder / "masks").iterdir())
    assert np.array_equal(cv2.imread(str(written[1]), cv2.IMREAD_UNCHANGED) > 0, drawn_twice)
    found = read_findings(result.folder)
    assert {row["best_frame"] for row in found} <= {"0", "1"}, "none in the picture that is polyp-free"
    areas = [float(row["peak_area_fraction"]) for row in found if row["best_frame"] == "1"]
    small = drawn_twice.mean() - DRAWN.mean()
    assert areas == pytest.approx([DRAWN.mean(), small], abs=1e-5), "each region is a finding"
    assert {row["confidence"] for row in found if row["best_frame"] == "1"} == {""}, "the model did not find them"
