"""`polyp-train eda` from the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def eda(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "training.cli", "eda", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | {"POLYP_VIEWER_HOME": str(home)},
        check=False,
    )


def test_eda_writes_a_report_and_prints_its_summary(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    (root / "images" / "100H0050.png").write_bytes(b"broken")
    result = eda(tmp_path, root, "--out", tmp_path / "out", "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["all"]["pairs"] == 9
    assert result.stderr.startswith("left out: ") and "100H0050.png" in result.stderr
    assert (tmp_path / "out" / "report.html").stat().st_size > 100_000


def test_folders_without_a_usable_pair_are_an_error(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    for image in (root / "images").iterdir():
        image.write_bytes(b"broken")
    result = eda(tmp_path, root, "--out", tmp_path / "out")
    assert result.returncode == 2
    assert "error: None of the pairs can be used." in result.stderr
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    result = eda(tmp_path, make_pairs("whole"), "--out", in_the_way)
    assert result.returncode == 2
    assert result.stderr.startswith("error: Cannot write")
