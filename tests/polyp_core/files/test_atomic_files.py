"""`atomic_write` replaces a file completely or leaves it unchanged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import atomic_write, write_text


@pytest.mark.parametrize("stem", ["内視鏡" * 27, "a" * 120, "é" * 125, "a"])
def test_every_valid_file_name_can_be_written(tmp_path: Path, stem: str) -> None:
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
def test_a_name_that_is_too_long_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="the name is too long"):
        write_text(tmp_path / f"{'a' * 260}.csv", "frame,area")
    assert not list(tmp_path.iterdir())


def test_a_failure_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    write_text(path, "old")
    with pytest.raises(RuntimeError), atomic_write(path) as beside:
        beside.write_text("new")
        assert beside.suffix == ".csv"
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


# Writes to the file argv[1], and is killed, or ends, when it gets a line.
WRITER = """
import os, signal, sys
from pathlib import Path
from polyp_core.files.atomic_files import atomic_write

with atomic_write(Path(sys.argv[1])) as beside:
    beside.write_text("half")
    print("writing", flush=True)
    if sys.stdin.readline() == "die\\n":
        os.kill(os.getpid(), signal.SIGKILL)
    beside.write_text("whole")
"""


def start_writer(path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "writing\n"
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("others", [0, 300])
def test_the_next_write_removes_partial_files_of_a_killed_process(tmp_path: Path, others: int) -> None:
    for number in range(others):
        (tmp_path / f"{number}.txt").touch()
    with start_writer(tmp_path / "table.csv") as killed:
        killed.communicate("die\n", timeout=400)
    assert list(tmp_path.glob(".table.*.partial.csv"))
    write_text(tmp_path / "other.txt", "new")
    assert not list(tmp_path.glob(".*"))
    assert not (tmp_path / "table.csv").exists()


def test_partial_files_of_a_running_process_are_kept(tmp_path: Path) -> None:
    with start_writer(tmp_path / "table.csv") as living:
        write_text(tmp_path / "table.csv", "of another")
        assert len(list(tmp_path.glob(".table.*.partial.csv"))) == 1
        with atomic_write(tmp_path / "own.csv") as beside:
            write_text(tmp_path / "other.csv", "new")
            assert beside.exists()
        living.communicate("end\n", timeout=400)
    assert living.returncode == 0
    assert (tmp_path / "table.csv").read_text() == "whole"


def test_user_files_with_similar_names_are_kept(tmp_path: Path) -> None:
    names = [
        ".a.partial.csv",
        ".a.0123abcd.csv",
        "a.0123abcd.partial.csv",
        ".a.0123ABCD.partial.csv",
        ".a.0123abcd.partial.b.c",
    ]
    for name in names:
        (tmp_path / name).touch()
    write_text(tmp_path / "other.txt", "new")
    assert {path.name for path in tmp_path.iterdir()} == {*names, "other.txt"}
