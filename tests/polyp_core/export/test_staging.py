import os
import sys
import threading
import time
from pathlib import Path

import pytest

from polyp_core.errors import ExportError
from polyp_core.export.manifest import MANIFEST_NAME
from polyp_core.export.staging import StagedFolder, existing_outputs


def everything_in(folder: Path) -> list[str]:
    """All files except the manifests."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != MANIFEST_NAME)


def export(folder: Path, files: dict[str, str], **how: bool) -> StagedFolder:
    """Writes `files`, by their paths, as an export does."""
    names = sorted({name.partition("/")[0] for name in files})
    with (staged_folder := StagedFolder(folder, names, **({"overwrite": False} | how))) as staged:
        for name, text in files.items():
            (staged / name).parent.mkdir(exist_ok=True)
            (staged / name).write_text(text)
    return staged_folder


def test_all_outputs_appear_together_and_no_other_files(tmp_path: Path):
    with StagedFolder(tmp_path / "a" / "b", ["one.csv", "masks"], overwrite=False) as staged:
        (staged / "one.csv").write_text("1")
        (staged / "masks").mkdir()
        (staged / "masks" / "0.png").write_text("0")
        assert not (tmp_path / "a" / "b" / "one.csv").exists()
    assert everything_in(tmp_path) == ["a", "a/b", "a/b/masks", "a/b/masks/0.png", "a/b/one.csv"]


def test_a_failure_leaves_no_files_or_folders(tmp_path: Path):
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


def test_overwriting_replaces_results_only_after_all_are_written(tmp_path: Path):
    export(tmp_path, {"masks/old.png": "old"})
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
    with StagedFolder(folder, NAMES, overwrite=True) as staged:
        for name in NAMES:
            (staged / name).write_text("new")


@pytest.mark.parametrize("stubborn", NAMES)
@pytest.mark.parametrize("where", ["in place", "staged"])
def test_a_failed_replacement_keeps_all_old_results_and_no_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stubborn: str, where: str
):
    export(tmp_path, dict.fromkeys(NAMES, "old"))
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


def test_old_results_that_cannot_be_restored_are_kept_and_their_path_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    export(tmp_path, dict.fromkeys(NAMES, "old"))
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
    monkeypatch.undo()
    with pytest.raises(ExportError, match="already holds"):
        StagedFolder(tmp_path, NAMES, overwrite=False)
    assert everything_in(tmp_path) == NAMES
    assert {(tmp_path / name).read_text() for name in NAMES} == {"old"}


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege there")
def test_a_broken_link_counts_as_existing_and_can_be_replaced(tmp_path: Path):
    (tmp_path / "masks").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ExportError, match="already holds masks"):
        StagedFolder(tmp_path, ["masks"], overwrite=False)
    with StagedFolder(tmp_path, ["masks"], overwrite=True) as staged:
        (staged / "masks").mkdir()
    assert everything_in(tmp_path) == ["masks"] and (tmp_path / "masks").is_dir()


def test_a_file_at_the_path_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(ExportError, match=r"Cannot write .*file"),
        StagedFolder(tmp_path / "file" / "out", ["one.csv"], overwrite=False),
    ):
        pass
    assert everything_in(tmp_path) == ["file"]


def test_a_user_file_inside_an_output_folder_survives_overwriting(tmp_path: Path):
    export(tmp_path, {"masks/0.png": "old", "masks/1.png": "old"})
    (tmp_path / "masks" / "notes.txt").write_text("mine")
    (tmp_path / "masks" / "mine.png").write_text("mine")
    export(tmp_path, {"masks/0.png": "new"}, overwrite=True)
    assert everything_in(tmp_path) == ["masks", "masks/0.png", "masks/mine.png", "masks/notes.txt"]
    assert (tmp_path / "masks" / "0.png").read_text() == "new"
    assert (tmp_path / "masks" / "notes.txt").read_text() == (tmp_path / "masks" / "mine.png").read_text() == "mine"


@pytest.mark.parametrize("name", ["frames.csv", "masks/0.png"])
def test_a_result_that_the_user_edited_is_not_replaced(tmp_path: Path, name: str):
    export(tmp_path, {"frames.csv": "old", "masks/0.png": "old"})
    (tmp_path / name).write_text("corrected")
    with pytest.raises(ExportError, match=rf"Cannot write .*{Path(name).name}.* changed since"):
        StagedFolder(tmp_path, ["frames.csv", "masks"], overwrite=True)
    assert (tmp_path / name).read_text() == "corrected"


def test_an_edit_of_equal_size_is_detected_by_its_modification_time(tmp_path: Path):
    export(tmp_path, {"frames.csv": "0.5"})
    (tmp_path / "frames.csv").write_text("0.7")
    later = time.time() + 60
    os.utime(tmp_path / "frames.csv", (later, later))
    with pytest.raises(ExportError, match="changed since"):
        StagedFolder(tmp_path, ["frames.csv"], overwrite=True)


def test_a_result_edited_during_an_export_is_not_replaced(tmp_path: Path):
    export(tmp_path, {"frames.csv": "old", "masks/0.png": "old"})
    with (
        pytest.raises(ExportError, match="changed since"),
        StagedFolder(tmp_path, ["frames.csv", "masks"], overwrite=True) as staged,
    ):
        (staged / "frames.csv").write_text("new")
        (staged / "masks").mkdir()
        (tmp_path / "masks" / "0.png").write_text("corrected")
    assert everything_in(tmp_path) == ["frames.csv", "masks", "masks/0.png"]
    assert [(tmp_path / name).read_text() for name in ("frames.csv", "masks/0.png")] == ["old", "corrected"]


def test_a_user_file_with_the_name_of_a_new_result_is_not_replaced(tmp_path: Path):
    export(tmp_path, {"masks/0.png": "old"})
    (tmp_path / "masks" / "1.png").write_text("mine")
    with pytest.raises(ExportError, match=r"Cannot write .*1\.png"):
        export(tmp_path, {"masks/0.png": "new", "masks/1.png": "new"}, overwrite=True)
    assert everything_in(tmp_path) == ["masks", "masks/0.png", "masks/1.png"]
    assert [(tmp_path / "masks" / name).read_text() for name in ("0.png", "1.png")] == ["old", "mine"]


@pytest.mark.parametrize("name", ["masks/a.png", "masks/a.tif", "frames.csv", "annotated.mp4", "coco.json"])
def test_files_of_other_origin_are_never_replaced(tmp_path: Path, name: str):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(ExportError, match="was not written by this program"):
        StagedFolder(tmp_path, [name.partition("/")[0]], overwrite=True)
    assert not existing_outputs(tmp_path, [name.partition("/")[0]]).replaceable
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes a privilege there")
def test_a_link_to_the_users_folder_is_not_replaced(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "masks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportError, match="was not written by this program"):
        StagedFolder(tmp_path, ["masks"], overwrite=True)


def test_of_two_simultaneous_exports_the_first_to_finish_wins(tmp_path: Path):
    with (
        pytest.raises(ExportError, match=r"already holds one\.csv"),
        StagedFolder(tmp_path, ["one.csv"], overwrite=False) as staged,
    ):
        (staged / "one.csv").write_text("second")
        export(tmp_path, {"one.csv": "first"})
    assert everything_in(tmp_path) == ["one.csv"]
    assert (tmp_path / "one.csv").read_text() == "first"


def test_exports_that_finish_at_the_same_time_do_not_mix(tmp_path: Path):
    ready, ended = threading.Barrier(8), []

    def run(number: int) -> None:
        try:
            with StagedFolder(tmp_path / "clip", NAMES, overwrite=False) as staged:
                for name in NAMES:
                    (staged / name).write_text(str(number))
                ready.wait(120)
        except ExportError:
            return
        ended.append(str(number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(ended) == 1
    assert {(tmp_path / "clip" / name).read_text() for name in NAMES} == set(ended)
    assert everything_in(tmp_path / "clip") == NAMES


def test_keep_both_keeps_both_results(tmp_path: Path):
    export(tmp_path / "clip", {"one.csv": "1"}, keep_both=True)
    assert export(tmp_path / "clip", {"one.csv": "2"}, keep_both=True).folder == tmp_path / "clip-2"
    (tmp_path / "clip-3").mkdir()
    (tmp_path / "clip-3" / "notes.txt").write_text("mine")
    assert export(tmp_path / "clip", {"one.csv": "4"}, keep_both=True).folder == tmp_path / "clip-4"
    assert [(tmp_path / name / "one.csv").read_text() for name in ("clip", "clip-2", "clip-4")] == ["1", "2", "4"]


def test_keep_both_takes_the_next_number_if_another_export_finished_first(tmp_path: Path):
    with (staged_folder := StagedFolder(tmp_path / "clip", ["one.csv"], overwrite=False, keep_both=True)) as staged:
        (staged / "one.csv").write_text("second")
        export(tmp_path / "clip", {"one.csv": "first"})
    assert staged_folder.folder == tmp_path / "clip-2"
    assert everything_in(tmp_path) == ["clip", "clip-2", "clip-2/one.csv", "clip/one.csv"]
    export(tmp_path / "clip-2", {"one.csv": "third"}, overwrite=True)
    assert [(tmp_path / name / "one.csv").read_text() for name in ("clip", "clip-2")] == ["first", "third"]


def test_outputs_added_later_are_in_the_manifest(tmp_path: Path):
    export(tmp_path, {"masks/0.png": "1"})
    export(tmp_path, {"frames.csv": "1"})
    export(tmp_path, {"masks/0.png": "2", "frames.csv": "2"}, overwrite=True)
    assert everything_in(tmp_path) == ["frames.csv", "masks", "masks/0.png"]
