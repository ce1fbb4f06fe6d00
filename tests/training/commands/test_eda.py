"""`polyp-train eda` from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

from ..conftest import Ran


def test_eda_writes_a_report_and_prints_its_summary(
    polyp_train: Callable[..., Ran], make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    root = make_pairs()
    (root / "images" / "100H0050.png").write_bytes(b"broken")
    result = polyp_train("eda", root, "--out", tmp_path / "out", "--json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["all"]["pairs"] == 9
    assert result.err.startswith("left out: ") and "100H0050.png" in result.err
    assert (tmp_path / "out" / "report.html").stat().st_size > 100_000


def test_folders_without_a_usable_pair_are_an_error(
    polyp_train: Callable[..., Ran], make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    root = make_pairs()
    for image in (root / "images").iterdir():
        image.write_bytes(b"broken")
    result = polyp_train("eda", root, "--out", tmp_path / "out")
    assert result.code == 2
    assert "error: None of the pairs can be used." in result.err
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    result = polyp_train("eda", make_pairs("whole"), "--out", in_the_way)
    assert result.code == 2
    assert result.err.startswith("error: Cannot write")
