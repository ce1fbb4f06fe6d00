"""The snapshot of a run is correct in every phase and after failures."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from training.runs.process import RunProcess
from training.runs.run_folder import SILENT_AFTER_S, RunFolder, Status
from training.runs.run_snapshot import fingerprint, last_message, phase_of, read_run_snapshot, tail

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NOBODY = 2**22 + 1
"""No process has this number."""


def status(state: str, *, pid: int = NOBODY, silent_s: float = 0.0, started_s: float = 60.0) -> Status:
    return Status(
        state=state,
        pid=pid,
        started=NOW - timedelta(seconds=started_s),
        heartbeat=NOW - timedelta(seconds=silent_s),
        epochs=2,
    )


def launch(ago_s: float) -> RunProcess:
    return RunProcess(pid=NOBODY, started=NOW - timedelta(seconds=ago_s), roots=(), resumes=False)


@pytest.mark.parametrize(
    ("launched", "said", "there", "asked", "phase"),
    [
        (launch(5), None, True, False, "starting"),
        (launch(5), None, False, False, "did not start"),
        (launch(5), None, False, True, "stopped"),
        (launch(5000), None, True, False, "did not start"),  # the number is another's by now
        (launch(5), status("stopped", silent_s=50), True, False, "starting"),  # resumed
        (launch(5), status("running", silent_s=50), False, False, "did not start"),
        (launch(70), status("running"), True, False, "running"),
        (None, status("running"), False, False, "running"),  # on another machine
        (None, status("running", silent_s=10), False, False, "killed"),
        (None, status("running", pid=os.getpid(), silent_s=10), False, False, "running"),
        (None, status("finishing", pid=os.getpid(), silent_s=SILENT_AFTER_S + 1), False, False, "killed"),
        (launch(70), status("finished", silent_s=9999), False, False, "finished"),
        (launch(70), status("failed", silent_s=9999), True, False, "failed"),
    ],
)
def test_status_and_process_determine_the_phase(
    launched: RunProcess | None, said: Status | None, there: bool, asked: bool, phase: str
) -> None:
    assert phase_of(launched, said, there, asked_to_stop=asked, now=NOW) == phase


def test_the_snapshot_of_a_finished_run_is_complete(one_epoch: RunFolder) -> None:
    snapshot = read_run_snapshot(one_epoch.path)
    assert (snapshot.phase, len(snapshot.rows), snapshot.has_model) == ("finished", 1, True)
    assert snapshot.sheets == ((0, one_epoch.samples_file(0)),)
    assert "Epoch 1 of 1" in snapshot.log and snapshot.config == one_epoch.read_record().config
    assert not snapshot.can_resume  # all epochs are done
    assert read_run_snapshot(one_epoch.path) == snapshot


def test_the_snapshot_of_a_killed_run_has_the_end_of_its_log(one_epoch: RunFolder, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    shutil.copytree(one_epoch.path, run.path)
    before = fingerprint(run.path)
    dead = status("running", silent_s=0).model_copy(update={"heartbeat": datetime.now(UTC) - timedelta(minutes=1)})
    run.write_status(dead)
    assert fingerprint(run.path) != before
    snapshot = read_run_snapshot(run.path)
    assert snapshot.phase == "killed" and "Resume" in snapshot.message
    assert "The run has finished" in snapshot.last_message.splitlines()[-1]


def test_unreadable_files_are_reported(one_epoch: RunFolder, tmp_path: Path) -> None:
    assert read_run_snapshot(tmp_path / "gone").phase == "missing"
    run = RunFolder(tmp_path / "run")
    shutil.copytree(one_epoch.path, run.path)
    run.record_file.write_text('{"format": 9}', encoding="utf-8")
    snapshot = read_run_snapshot(run.path)
    assert snapshot.record is None and "not the config of a run of this version" in snapshot.message


def test_a_long_log_is_read_from_its_end(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    run.log_file.write_text("".join(f"line {i} ü\n" for i in range(10_000)), encoding="utf-8")
    words = tail(run.log_file, 1000)
    assert words.startswith("line ") and words.endswith("line 9999 ü\n") and len(words) <= 1000
    assert last_message(run).splitlines()[-1] == "line 9999 ü"
