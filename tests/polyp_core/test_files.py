"""A file that a person may lose is written whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from polyp_core.errors import ExportError
from polyp_core.files import replacing, write_text


@pytest.mark.parametrize("stem", ["内視鏡" * 27, "a" * 120, "é" * 125, "a"])
def test_every_name_that_the_file_system_takes_can_be_written(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.csv"
    write_text(path, "frame,area")
    assert path.read_text() == "frame,area"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_in_an_old_encoding_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bild_\xfc" * 40 + b".csv")
    write_text(path, "frame,area")
    assert path.read_text() == "frame,area"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives another reason")
def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="the name is too long"):
        write_text(tmp_path / f"{'a' * 260}.csv", "frame,area")
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    write_text(path, "old")
    with pytest.raises(RuntimeError), replacing(path) as beside:
        beside.write_text("new")
        assert beside.suffix == ".csv"
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
