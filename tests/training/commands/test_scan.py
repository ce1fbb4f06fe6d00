"""`polyp-train scan` from the command line."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ..conftest import Ran

Write = Callable[..., Path]
RealFrame = tuple[str, np.ndarray, np.ndarray]


@pytest.fixture
def clinics(make_pairs: Callable[..., Path], real_frames: list[RealFrame], write_image: Write) -> Path:
    """Two datasets; the second contains a brighter copy of a frame of the first."""
    root = make_pairs("data/first").parent
    _, image, mask = real_frames[3]
    write_image(root / "second" / "images" / "again.jpg", np.clip(image * 1.1, 0, 255).astype(np.uint8))
    write_image(root / "second" / "masks" / "again.png", mask)
    return root


def test_scan_reports_in_text_and_json(polyp_train: Callable[..., Ran], clinics: Path) -> None:
    (clinics / "first" / "images" / "100H0050.png").write_bytes(b"broken")
    text = polyp_train("scan", clinics)
    assert text.code == 0, text.err
    assert "first: 10 pairs" in text.out
    assert "pairs that cannot be read: 1" in text.out
    assert "100H0050.png" in text.out
    assert " pictures     all " in text.out  # of the second dataset, which has one size
    content = json.loads(polyp_train("scan", clinics, "--json", "--leaks").out)
    assert [(d["name"], d["pairs"], d["usable"]) for d in content["datasets"]] == [("first", 10, 9), ("second", 1, 1)]
    (leak,) = content["leaks"]
    assert (leak["first"], leak["second"]) == ("first/220OLCV1_100H0008", "second/again")
    assert leak["kind"] == "across datasets"


def test_failures_are_one_line_and_exit_code_2(polyp_train: Callable[..., Ran], tmp_path: Path) -> None:
    for arguments in (("scan", tmp_path / "nowhere"), ("scan", tmp_path, "--split", tmp_path / "none.json"), ("scan",)):
        result = polyp_train(*arguments)
        assert result.code == 2
        assert result.err.startswith("error: ")
        assert result.err.count("\n") == 1


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


def test_scan_accounts_for_every_picture(polyp_train: Callable[..., Ran], clinics: Path, write_image: Write) -> None:
    black = np.zeros((8, 8, 3), np.uint8)
    for name in ("clean/a.png", "lost/b.png", "lost/c.png"):
        write_image(clinics / name, black)
    (clinics / "first" / "images" / "100H0050.png").write_bytes(b"broken")
    text = polyp_train("scan", clinics, "--polyp-free", clinics / "clean")
    assert f"{clinics / 'lost'}: 2 left out (no masks were found for its folder)" in text.out
    assert "25 pictures in 6 folders: 10 in pairs, 10 masks, 1 polyp-free, 4 left out (" in text.out
    content = json.loads(polyp_train("scan", clinics, "--json").out)
    lost = next(folder for folder in content["folders"] if folder["folder"] == str(clinics / "lost"))
    assert lost["left_out"] == {"no masks were found for its folder": ["b.png", "c.png"]}
