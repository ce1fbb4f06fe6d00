"""Datumaro reads the same masks from the Datumaro and CVAT files that this program writes.

Datumaro brings another OpenCV, so it lives in an environment of its own:

    uv venv /tmp/oracle && uv pip install --python /tmp/oracle/bin/python datumaro
    ORACLE_PYTHON=/tmp/oracle/bin/python uv run pytest tests/polyp_core/label_formats/test_datumaro_oracle.py
"""

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
READ = """
import sys
import datumaro
import numpy as np

masks = {
    item.id: np.any([each.image for each in item.annotations if each.type == datumaro.AnnotationType.mask], axis=0)
    for item in datumaro.Dataset.import_from(sys.argv[1], sys.argv[2])
}
np.savez(sys.argv[3], **masks)
"""


@pytest.mark.skipif("ORACLE_PYTHON" not in os.environ, reason="needs an environment with Datumaro")
@pytest.mark.parametrize("name", ["datumaro", "cvat"])
def test_datumaro_reads_the_same_masks(tmp_path: Path, name: str):
    label_format: LabelFormat = next(each for each in LABEL_FORMATS if each.name == name)
    path = tmp_path / label_format.file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    expected = {}
    with label_format.open_writer(path, "made here", 25.0) as add:
        for seed in range(4):
            noise = np.random.default_rng(seed).integers(0, 255, (9, 12), np.uint8)
            mask = np.asarray(Image.fromarray(noise).resize((WIDTH, HEIGHT))) > 120
            objects = [LabelledObject.of_region(region, HEIGHT, WIDTH) for region in find_regions(mask)]
            add(LabelledImage(f"a{seed}.png", WIDTH, HEIGHT, objects))
            expected[f"a{seed}"] = mask
            (tmp_path / "images").mkdir(exist_ok=True)
            Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / "images" / f"a{seed}.png")
    source = path if name == "cvat" else tmp_path / "datumaro"
    arguments = [os.environ["ORACLE_PYTHON"], "-c", READ, str(source), name, str(tmp_path / "masks.npz")]
    subprocess.run(arguments, check=True, capture_output=True)
    read = np.load(tmp_path / "masks.npz")
    for id, mask in expected.items():
        assert np.array_equal(read[id] > 0, mask)
