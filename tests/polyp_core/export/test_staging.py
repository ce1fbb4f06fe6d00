import sys
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


NAMES = ["annotated.mp4", "frames.csv", "regions.csv"]


def overwrite(folder: Path) -> None:
    for name in NAMES:
        (folder / name).write_text("old")
    with StagedFolder(folder, NAMES, overwrite=True) as staged:
        for name in NAMES:
            (staged / name).write_text("new")


@pytest.mark.parametrize("stubborn", NAMES)
@pytest.mark.parametrize("where", ["in place", "staged"])
def test_what_cannot_be_replaced_leaves_all_of_the_old_and_nothing_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stubborn: str, where: str
):
    rename = Path.rename

    def rename_unless_open_elsewhere(path: Path, target: Path) -> Path:
        is_staged = path.parent != tmp_path and path.parent.name != "replaced"
        if path.name == stubborn and is_staged == (where == "staged"):
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_unless_open_elsewhere)
    with pytest.raises(ExportError, match="Cannot write"):
        overwrite(tmp_path)
    assert everything_in(tmp_path) == NAMES
    assert {(tmp_path / name).read_text() for name in NAMES} == {"old"}


def test_old_results_that_cannot_be_put_back_are_kept_and_their_place_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rename = Path.rename

    def rename_out_only(path: Path, target: Path) -> Path:
        if path.name == "regions.csv" or path.parent.name == "replaced":
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_out_only)
    with pytest.raises(ExportError, match=r"The earlier results are in .*replaced\.$"):
        overwrite(tmp_path)
    (kept,) = tmp_path.glob(".partial-*/replaced")
    assert [(kept / name).read_text() for name in everything_in(kept)] == ["old", "old"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege there")
def test_a_link_that_leads_nowhere_is_in_the_way_and_can_be_replaced(tmp_path: Path):
    (tmp_path / "masks").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ExportError, match="already holds masks"):
        StagedFolder(tmp_path, ["masks"], overwrite=False)
    with StagedFolder(tmp_path, ["masks"], overwrite=True) as staged:
        (staged / "masks").mkdir()
    assert everything_in(tmp_path) == ["masks"] and (tmp_path / "masks").is_dir()


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(ExportError, match=r"Cannot write .*file"),
        StagedFolder(tmp_path / "file" / "out", ["one.csv"], overwrite=False),
    ):
        pass
    assert everything_in(tmp_path) == ["file"]
