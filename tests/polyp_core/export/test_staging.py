from pathlib import Path

import pytest

from polyp_core.errors import ExportError
from polyp_core.export.staging import StagedFolder


def everything_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_outputs_appear_together_and_nothing_else_does(tmp_path: Path):
    with StagedFolder(tmp_path / "a" / "b", ["one.csv", "masks"], overwrite=False) as staged:
        (staged / "one.csv").write_text("1")
        (staged / "masks").mkdir()
        (staged / "masks" / "0.png").write_text("0")
        assert not (tmp_path / "a" / "b" / "one.csv").exists()
    assert everything_in(tmp_path) == ["a", "a/b", "a/b/masks", "a/b/masks/0.png", "a/b/one.csv"]


def test_after_a_failure_not_even_the_folders_are_left(tmp_path: Path):
    with (
        pytest.raises(RuntimeError),
        StagedFolder(tmp_path / "a" / "b", ["one.csv"], overwrite=False) as staged,
    ):
        (staged / "one.csv").write_text("1")
        raise RuntimeError
    assert everything_in(tmp_path) == []


def test_existing_outputs_are_refused_by_name(tmp_path: Path):
    (tmp_path / "one.csv").write_text("old")
    with pytest.raises(ExportError, match=r"already holds one\.csv"):
        StagedFolder(tmp_path, ["one.csv", "two.csv"], overwrite=False)


def test_overwriting_replaces_only_when_all_is_written(tmp_path: Path):
    (tmp_path / "masks").mkdir()
    (tmp_path / "masks" / "old.png").write_text("old")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RuntimeError), StagedFolder(tmp_path, ["masks"], overwrite=True) as staged:
        (staged / "masks").mkdir()
        raise RuntimeError
    assert everything_in(tmp_path) == ["masks", "masks/old.png", "notes.txt"]
    with StagedFolder(tmp_path, ["masks"], overwrite=True) as staged:
        (staged / "masks").mkdir()
        (staged / "masks" / "new.png").write_text("new")
    assert everything_in(tmp_path) == ["masks", "masks/new.png", "notes.txt"]


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(ExportError, match=r"Cannot write .*file"),
        StagedFolder(tmp_path / "file" / "out", ["one.csv"], overwrite=False),
    ):
        pass
    assert everything_in(tmp_path) == ["file"]
