"""The next export cleans up after a killed one and restores old results, but leaves running exports alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from polyp_core.errors import ExportError
from polyp_core.export.manifest import MANIFEST_NAME
from polyp_core.export.partial_folder import recover_leftovers_below
from polyp_core.export.staging import StagedFolder, existing_outputs

NAMES = ["frames.csv", "masks"]

# Exports into the folder argv[1], where the move number argv[2] of a file or folder finds the process killed.
CHILD = """
import os, signal, sys
from pathlib import Path
from polyp_core.export.staging import StagedFolder

folder, last, moves = Path(sys.argv[1]), int(sys.argv[2]), 0

def killing(move):
    def moved(path, target):
        global moves
        if moves == last:
            os.kill(os.getpid(), signal.SIGKILL)
        moves += 1
        return move(path, target)
    return moved

with StagedFolder(folder, ["frames.csv", "masks"], overwrite=True) as staged:
    (staged / "frames.csv").write_text("new")
    (staged / "masks").mkdir()
    (staged / "masks" / "0.png").write_text("new")
    print("writing", flush=True)
    if last < 0:
        sys.stdin.readline()
    Path.rename, Path.replace = killing(Path.rename), killing(Path.replace)
"""

needs_sigkill = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")


def export(folder: Path, text: str) -> None:
    with StagedFolder(folder, NAMES, overwrite=False) as staged:
        (staged / "frames.csv").write_text(text)
        (staged / "masks").mkdir()
        (staged / "masks" / "0.png").write_text(text)


def killed_at(folder: Path, move: int) -> bool:
    """Kills an export at that rename; returns whether it got that far."""
    return subprocess.run([sys.executable, "-c", CHILD, folder, str(move)], check=False, timeout=400).returncode != 0


def results(folder: Path) -> set[str]:
    return {(folder / "frames.csv").read_text(), (folder / "masks" / "0.png").read_text()}


def visible(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != MANIFEST_NAME)


@needs_sigkill
def test_a_kill_at_any_step_leaves_results_of_one_run_and_keeps_user_files(tmp_path: Path) -> None:
    ends = []
    for move in range(40):
        folder = tmp_path / str(move) / "clip"
        export(folder, "old")
        (folder / "masks" / "notes.txt").write_text("mine")
        (folder / "masks" / "more").mkdir()
        (folder / "masks" / "more" / "0.png").write_text("mine")
        was_killed = killed_at(folder, move)
        assert existing_outputs(folder, NAMES).names == tuple(NAMES), move
        assert len(results(folder)) == 1, move
        ends += results(folder)
        assert visible(folder) == [
            "frames.csv",
            "masks",
            "masks/0.png",
            "masks/more",
            "masks/more/0.png",
            "masks/notes.txt",
        ]
        assert (folder / "masks" / "notes.txt").read_text() == "mine"
        # What is there is known as this program's own, and can be replaced.
        with StagedFolder(folder, ["masks"], overwrite=True) as staged:
            (staged / "masks").mkdir()
        assert (folder / "masks" / "more" / "0.png").read_text() == "mine"
        if not was_killed:
            break
    assert ends == sorted(ends, reverse=True) and set(ends) == {"old", "new"}
    assert move > 6


@needs_sigkill
def test_partial_files_and_created_folders_of_a_killed_export_are_removed(tmp_path: Path) -> None:
    assert killed_at(tmp_path / "out" / "clip", 0)
    assert list((tmp_path / "out" / "clip").glob(".partial-*"))
    recover_leftovers_below(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@needs_sigkill
def test_a_user_file_among_partly_moved_results_is_kept(tmp_path: Path) -> None:
    for move in range(40):
        folder = tmp_path / str(move)
        export(folder, "old")
        killed_at(folder, move)
        if (folder / "masks" / "0.png").exists() and (folder / "masks" / "0.png").read_text() == "new":
            break
    assert list(folder.glob(".partial-*"))
    (folder / "masks" / "notes.txt").write_text("mine")
    existing_outputs(folder, NAMES)
    assert results(folder) == {"old"}
    assert visible(folder) == ["frames.csv", "masks", "masks/0.png", "masks/notes.txt"]


def test_the_partial_folder_of_a_running_process_is_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHILD, tmp_path / "clip", "-1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as living:
        assert living.stdout is not None and living.stdout.readline() == "writing\n"
        recover_leftovers_below(tmp_path)
        with pytest.raises(RuntimeError), StagedFolder(tmp_path / "clip", ["coco.json"], overwrite=False):
            raise RuntimeError
        assert len(list((tmp_path / "clip").glob(".partial-*"))) == 1
        living.communicate("go on\n", timeout=400)
    assert living.returncode == 0
    assert results(tmp_path / "clip") == {"new"}


def test_the_partial_folder_of_the_same_process_is_kept(tmp_path: Path) -> None:
    with StagedFolder(tmp_path, ["masks"], overwrite=False) as staged:
        (staged / "masks").mkdir()
        assert existing_outputs(tmp_path, NAMES).names == ()
        assert staged.is_dir()
    assert visible(tmp_path) == ["masks"]


def test_partial_folders_of_an_earlier_version_are_restored_and_removed(tmp_path: Path) -> None:
    partial = tmp_path / ".partial-0123abcd"
    (partial / "masks").mkdir(parents=True)
    (partial / "replaced").mkdir()
    (partial / "replaced" / "masks").mkdir()
    (partial / "replaced" / "masks" / "0.png").write_text("old")
    with pytest.raises(ExportError, match="already holds masks"):
        StagedFolder(tmp_path, ["masks"], overwrite=False)
    assert visible(tmp_path) == ["masks", "masks/0.png"]


def test_a_user_folder_with_a_similar_name_is_kept(tmp_path: Path) -> None:
    for name in (".partial-2024", ".partial-0123abcd.old", "partial-0123abcd"):
        (tmp_path / "clip" / name).mkdir(parents=True)
    (tmp_path / "clip" / ".partial-0123abcd").mkdir()  # without a lock, and in a folder that is not exported to
    recover_leftovers_below(tmp_path)
    assert len(visible(tmp_path)) == 5


@needs_sigkill
def test_the_next_command_cleans_up_after_a_killed_one(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, tmp_path / "clip", "-1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None and process.stdin is not None
    process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert list((tmp_path / "clip").glob(".partial-*"))
    export(tmp_path / "clip", "next")
    assert results(tmp_path / "clip") == {"next"} and visible(tmp_path / "clip") == [
        "frames.csv",
        "masks",
        "masks/0.png",
    ]
