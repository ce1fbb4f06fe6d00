"""The lock of a run keeps other processes from changing it."""

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from polyp_core.errors import TrainingError
from polyp_core.files.partial_files import open_locked
from training.config.make_config import changed
from training.fit.fit import train
from training.runs.process import resume_run
from training.runs.run_folder import RunFolder
from training.runs.run_lock import refuse_if_running, run_lock
from training.runs.run_snapshot import read_run_snapshot

from ..conftest import Ran


@pytest.fixture
def run(one_epoch: RunFolder, tmp_path: Path) -> RunFolder:
    """A run with many remaining epochs, on its own copy of the frames."""
    shutil.copytree(one_epoch.path.parent, tmp_path / "copy")
    run = RunFolder(tmp_path / "copy" / one_epoch.path.name)
    record = run.read_record()
    config = changed(record.config, ["epochs=5000"])
    run.write_record(record.model_copy(update={"config": config, "roots": (tmp_path / "copy" / "polypgen",)}))
    return run


@pytest.fixture
def training_process(run: RunFolder) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that is training the run and has finished an epoch."""
    process = subprocess.Popen([sys.executable, "-m", "training.cli", "fit", "--resume", str(run.path)])
    while len(run.read_scores()) < 2:
        assert process.poll() is None
        time.sleep(0.05)
    yield process
    process.kill()
    process.wait()


def test_a_run_in_training_is_refused_until_its_process_ends(
    run: RunFolder, training_process: subprocess.Popen[bytes], polyp_train: Callable[..., Ran]
) -> None:
    record, output = run.record_file.read_bytes(), run.path / "output.txt"
    who = f"process {training_process.pid} on {platform.node()}"
    second = polyp_train("fit", "--resume", run.path, "--set", "batch_size=2")
    assert second.code == 2
    assert second.err.startswith("error: The run in") and who in second.err and second.err.count("\n") == 1
    with pytest.raises(TrainingError, match=who):
        resume_run(run.path)
    with pytest.raises(TrainingError, match=who):
        train(run)
    packaged = polyp_train("package", run.path)
    assert packaged.code == 2 and who in packaged.err
    # The window's attempt left nothing behind, and the first process was not disturbed.
    assert not output.exists() and run.record_file.read_bytes() == record
    assert read_run_snapshot(run.path).phase == "running"
    status = run.read_status()
    assert status is not None and status.pid == training_process.pid and not run.stop_file.exists()

    training_process.kill()
    training_process.wait()
    # At once, not only when the heartbeat has been silent for long.
    assert read_run_snapshot(run.path).phase == "killed"
    refuse_if_running(run)
    with run_lock(run):
        pass


def test_the_heartbeat_is_used_for_runs_without_a_lock(one_epoch: RunFolder, tmp_path: Path) -> None:
    """As for runs of earlier versions or on other machines."""
    run = RunFolder(tmp_path / "run")
    shutil.copytree(one_epoch.path, run.path)
    status = run.read_status()
    assert status is not None
    with run_lock(run):
        pass
    for content in (None, b"{", b'{"pid": 7, "host": "elsewhere", "since": "2026-01-02T03:04:05Z"}'):
        run.write_status(
            status.model_copy(update={"state": "running", "heartbeat": status.heartbeat.now(status.heartbeat.tzinfo)})
        )
        run.lock_file.unlink()
        if content is not None:
            run.lock_file.write_bytes(content)
        assert read_run_snapshot(run.path).phase == "running"
        with run_lock(run):
            pass
        assert read_run_snapshot(run.path).phase == "killed"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
def test_a_forked_loader_that_outlives_its_parent_does_not_keep_the_lock(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from pathlib import Path; "
        "from training.runs.run_folder import RunFolder; from training.runs.run_lock import run_lock; "
        "lock = run_lock(RunFolder(Path(sys.argv[1]))); lock.__enter__(); child = os.fork(); "
        "os._exit(0) if child else (print(os.getpid(), flush=True), time.sleep(60))"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.wait()
    try:
        refuse_if_running(RunFolder(tmp_path))
        with run_lock(RunFolder(tmp_path)):
            os.kill(child, 0)  # it is still there
    finally:
        os.kill(child, 9)
        parent.stdout.close()


def test_partial_files_of_a_killed_run_are_removed(one_epoch: RunFolder, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    shutil.copytree(one_epoch.path, run.path)
    left = [
        run.path / "checkpoints" / ".last.0123abcd.partial.ckpt",
        run.path / ".model.0123abcd.partial.safetensors",
        run.path / ".model.unchecked.safetensors",
        run.path / "..model.unchecked.0123abcd.partial.safetensors",
        run.path / ".status.0123abcd.partial.json",
        run.path / "samples" / ".epoch_001.0123abcd.partial.png",
    ]
    stays = [
        run.path / ".launch.0123abcd.partial.json",  # the window may be writing it
        run.path / "notes.partial.txt",
        run.path / ".hidden",
    ]
    for file in (*left, *stays):
        file.write_bytes(b"half")
    window = open_locked(stays[0], 0o600)
    with pytest.raises(Exception, match="pairs"):  # the frames are not where the copy looks for them
        shutil.move(one_epoch.path.parent / "polypgen", tmp_path / "away")
        try:
            train(run)
        finally:
            shutil.move(tmp_path / "away", one_epoch.path.parent / "polypgen")
    assert not [file for file in left if file.exists()]
    assert all(file.exists() for file in stays)
    os.close(window)
    old = time.time() - 7200
    os.utime(stays[0], (old, old))
    run.remove_leftovers()
    assert not stays[0].exists()
