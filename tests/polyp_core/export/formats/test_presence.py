"""Exports contain the presence probability of each frame."""

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.inference.engine import Batch, EngineOutput
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.model.model_file import ModelFile

from ...conftest import BrightnessEngine


class WithPresence(BrightnessEngine):
    """The tests' engine, with the brightness of a frame's brightest pixel as presence."""

    def run(self, batch: Batch) -> EngineOutput:
        found = super().run(batch)
        return EngineOutput(found.levels, (batch.max(axis=(1, 2, 3)) / 255).astype(np.float32))


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """A dim and a bright image, each with a square."""
    folder = tmp_path / "images"
    folder.mkdir()
    for name, level in (("bright", 255), ("dim", 204)):
        picture = np.zeros((120, 160, 3), np.uint8)
        picture[40:80, 40:80] = level
        (folder / f"{name}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return folder


@pytest.mark.parametrize("level", [None, 0.9])
def test_presence_is_exported_and_empty_without_a_presence_head(
    images: Path, tmp_path: Path, model: ModelFile, level: float | None
) -> None:
    card = model.card.model_copy(update={"presence_level": level})
    model = ModelFile(model.path, card, model.sha256)
    engine = (BrightnessEngine if level is None else WithPresence)(model)
    outputs = frozenset({"csv", "coco"})
    options = AnnotateOptions(style=OverlayStyle(threshold=0.5), outputs=outputs)
    with SegmenterThread(lambda: Segmenter(model, [lambda _: engine])) as thread:
        folder = annotate(images, tmp_path / "out", options, thread).folder
    with (folder / "frames.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: (row["presence"], row["regions"]) for row in csv.DictReader(file)}
    coco = json.loads((folder / "coco.json").read_text(encoding="utf-8"))
    found = {image["file_name"]: image["presence"] for image in coco["images"]}
    if level is None:
        assert rows == {"bright.png": ("", "1"), "dim.png": ("", "1")}
        assert found == {"bright.png": None, "dim.png": None}
    else:
        assert rows == {"bright.png": ("1.0000", "1"), "dim.png": ("0.8000", "0")}
        assert found == {"bright.png": 1, "dim.png": 0.8}
        assert len(coco["annotations"]) == 1
