"""A run with damaged files is shown, and the damaged file is named."""

import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polyp_core.errors import PolypViewerError
from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.splits import make_split
from training.runs.metrics_file import COLUMNS
from training.runs.process import resume_run
from training.runs.run_folder import RunFolder, RunRecord, Status
from training.runs.run_lock import refuse_if_running
from training.runs.run_snapshot import fingerprint, read_run_snapshot

from ..conftest import FRAMES, SMALL

READ_BY_THE_WINDOW = (
    *("config.json", "metrics.csv", "status.json", "log.txt", "output.txt", "launch.json", "asked.json"),
    "model.safetensors",
)
OTHERS = ("split.json", "validation.json", "run.lock", "stop", "verdict.json", "samples/epoch_000.png")


def is_a_folder(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.mkdir(parents=True)


def is_a_pipe(file: Path) -> None:
    file.unlink(missing_ok=True)
    os.mkfifo(file)


def is_a_circle(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.symlink_to(file)


def may_not_be_read(file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    file.chmod(0)


def holds(data: bytes) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        file.write_bytes(data)

    damage.__name__ = repr(data[:20])
    return damage


KINDS = [is_a_folder, is_a_pipe, is_a_circle, may_not_be_read]
CONTENTS = [
    *map(holds, (b"", b"\0" * 100, bytes(range(256)), b"[]", b"{}", b"null", b'"text"', b'{"a": NaN', b"\xff\xfe[\0")),
    holds(b"[" * 100_000),
]
TEXTS = ("log.txt", "output.txt")
"""Whatever they hold is shown."""


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """A finished run without its model."""
    run = RunFolder(tmp_path / "run")
    split = make_split(find_samples([FRAMES]), "random", seed=0, validation_fraction=0.3)
    now = datetime.now(UTC)
    run.create(RunRecord(created=now, roots=(FRAMES,), config=make_config("shipped", SMALL)), split)
    run.append_scores(dict.fromkeys(COLUMNS, 0.5) | {"epoch": 0})
    run.write_status(Status(state="finished", pid=1, started=now, heartbeat=now, epochs=1, epoch=1))
    run.log_file.write_text("The run has finished.\n", encoding="utf-8")
    (run.path / "samples").mkdir()
    return run


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such kinds of files")
@pytest.mark.parametrize("name", [*READ_BY_THE_WINDOW, *OTHERS])
@pytest.mark.parametrize("damage", [*KINDS, *CONTENTS], ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_named_and_the_run_is_shown(
    run: RunFolder, name: str, damage: Callable[[Path], None]
) -> None:
    file = run.path / name
    if not file.exists():
        file.touch()
    damage(file)
    fingerprint(run.path)
    snapshot = read_run_snapshot(run.path)
    assert snapshot.folder == run.path and snapshot.phase != "missing"
    if damage.__name__ == "b'{}'" and name == "asked.json":
        return  # all settings have their defaults
    is_named = name in READ_BY_THE_WINDOW and (damage in KINDS or name not in (*TEXTS, "model.safetensors"))
    assert any(name in problem for problem in snapshot.problems) == is_named, snapshot.problems
    assert all(problem in snapshot.message for problem in snapshot.problems)
    if name not in ("status.json", "launch.json"):
        assert snapshot.phase == "finished"
    # The commands that go on with it say a sentence, or go on.
    for read in (run.read_record, run.read_split, lambda: refuse_if_running(run)):
        try:
            read()
        except PolypViewerError as error:
            assert str(run.path) in str(error)
    if file.exists() and not file.is_symlink():
        file.chmod(stat.S_IRWXU)


NOW, FIRST, LAST = "2026-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"
PLAIN = {"state": "running", "pid": 7, "started": NOW, "heartbeat": NOW, "epochs": 2}


@pytest.mark.parametrize(
    "changes",
    [
        {"started": FIRST, "heartbeat": LAST},
        {"heartbeat": FIRST},
        {"started": "2026-01-01"},
        {"pid": -1},
        {"epochs": -2},
        {"state": "done"},
        {"steps": 5, "step": 2**63 - 1},
        {"seconds_left": 1e300},
    ],
)
def test_a_status_with_impossible_values_is_ignored(run: RunFolder, changes: dict[str, object]) -> None:
    run.status_file.write_text(json.dumps(PLAIN | changes), encoding="utf-8")
    launch = '{"pid": 7, "started": "0001-01-01T00:00:00Z", "roots": [], "resumes": false}'
    (run.path / "launch.json").write_text(launch, encoding="utf-8")
    assert read_run_snapshot(run.path).phase in ("did not start", "killed", "unreadable")


def test_a_finished_run_with_damaged_scores_cannot_be_resumed(run: RunFolder) -> None:
    run.metrics_file.write_text("saved;by;a;spreadsheet\n", encoding="utf-8")
    snapshot = read_run_snapshot(run.path)
    assert snapshot.phase == "finished" and not snapshot.can_resume and snapshot.epochs_done == 1


def test_a_samples_path_that_is_not_a_folder_is_named(run: RunFolder) -> None:
    shutil.rmtree(run.path / "samples")
    (run.path / "samples").write_text("x", encoding="utf-8")
    assert any("samples" in problem for problem in read_run_snapshot(run.path).problems)


def test_a_run_in_an_unreadable_folder_counts_as_missing(run: RunFolder) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("root reads everything")
    run.path.chmod(0)
    try:
        assert read_run_snapshot(run.path).phase == "missing"
        with pytest.raises(PolypViewerError):
            resume_run(run.path)
    finally:
        run.path.chmod(0o700)
