"""`polyp-train scan` from the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

Write = Callable[..., Path]
RealFrame = tuple[str, np.ndarray, np.ndarray]


def polyp_train(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training.cli", *map(str, arguments)]
    environment = os.environ | {"POLYP_VIEWER_HOME": str(home)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def clinics(make_pairs: Callable[..., Path], real_frames: list[RealFrame], write_image: Write) -> Path:
    """Two datasets; the second contains a brighter copy of a frame of the first."""
    root = make_pairs("data/first").parent
    _, image, mask = real_frames[3]
    write_image(root / "second" / "images" / "again.jpg", np.clip(image * 1.1, 0, 255).astype(np.uint8))
    write_image(root / "second" / "masks" / "again.png", mask)
    return root


def test_scan_reports_in_text_and_json(clinics: Path, tmp_path: Path) -> None:
    (clinics / "first" / "images" / "100H0050.png").write_bytes(b"broken")
    text = polyp_train(tmp_path, "scan", clinics)
    assert text.returncode == 0, text.stderr
    assert "first: 10 pairs" in text.stdout
    assert "pairs that cannot be read: 1" in text.stdout
    assert "100H0050.png" in text.stdout
    assert " pictures     all " in text.stdout  # of the second dataset, which has one size
    content = json.loads(polyp_train(tmp_path, "scan", clinics, "--json", "--leaks").stdout)
    assert [(d["name"], d["pairs"], d["usable"]) for d in content["datasets"]] == [("first", 10, 9), ("second", 1, 1)]
    (leak,) = content["leaks"]
    assert (leak["first"], leak["second"]) == ("first/220OLCV1_100H0008", "second/again")
    assert leak["kind"] == "across datasets"


def test_failures_are_one_line_and_exit_code_2(tmp_path: Path) -> None:
    for arguments in (("scan", tmp_path / "nowhere"), ("scan", tmp_path, "--split", tmp_path / "none.json"), ("scan",)):
        result = polyp_train(tmp_path, *arguments)
        assert result.returncode == 2
        assert result.stderr.startswith("error: ")
        assert result.stderr.count("\n") == 1


def test_help_does_not_import_heavy_libraries() -> None:
    heavy = ("torch", "lightning", "pandas", "matplotlib", "scipy", "cv2", "albumentations", "pyarrow")
    script = (
        "import sys; sys.argv = ['polyp-train', '--help']\n"
        "from training.cli import main\n"
        "try: main()\n"
        f"finally: print('loaded:', sorted(set({heavy}) & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "scan" in result.stdout
    assert "loaded: []" in result.stdout
