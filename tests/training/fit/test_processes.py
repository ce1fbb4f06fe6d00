"""Runs in child processes: the command line, and distributed training with two processes."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from polyp_core.errors import TrainingError
from training.runs.run_folder import RunFolder

from ..conftest import ON_A_GIVEN_SPLIT


def polyp_train(*arguments: str | Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "training.cli", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=400, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="gloo over loopback is tested on Linux and macOS")
def test_two_processes_train_together_and_reach_no_other_machine(
    guarded: dict[str, str], one_epoch: RunFolder, tmp_path: Path
) -> None:
    settings = [*ON_A_GIVEN_SPLIT, "batch_size=2", "epochs=2", "workers=0", "devices=2"]
    options = [word for setting in settings for word in ("--set", setting)]
    run = RunFolder(tmp_path / "run")
    data = one_epoch.path.parent / "polypgen"
    arguments = ("fit", data, "--out", run.path, "--preset", "shipped", "--split", one_epoch.split_file, *options)
    done = polyp_train(*arguments, environment=guarded | {"POLYP_VIEWER_HOME": str(tmp_path / "home")})
    assert done.returncode == 0, done.stderr  # the guard ends a process that asks for another machine with 97
    rows = run.read_scores()
    assert [row["epoch"] for row in rows] == [0, 1]
    assert done.stderr.count("Starting a run") == done.stderr.count("The run has finished") == 1
    assert run.model_file.exists() and run.checkpoint_file.exists() and run.report_file.is_file()
    status = run.read_status()
    # Of 7 training pairs each of the two processes takes 3, in batches of 2.
    assert status is not None and status.state == "finished" and status.steps == 1


def test_help_does_not_import_torch() -> None:
    script = "import sys, training.cli; sys.exit(any(m in sys.modules for m in ('torch', 'pandas', 'lightning')))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_wrong_setting_is_a_one_line_error_with_exit_code_2(tmp_path: Path) -> None:
    done = polyp_train("fit", tmp_path, "--out", tmp_path / "run", "--set", "epoch=3")
    assert done.returncode == 2
    assert done.stderr.startswith("error: There is no setting epoch.") and done.stderr.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_a_process_on_another_machine_waits_until_the_run_exists(tmp_path: Path) -> None:
    from training.fit.create_run import wait_for_run

    run = RunFolder(tmp_path)
    with pytest.raises(TrainingError, match="see the same folder"):
        wait_for_run(run, timeout_s=0)
    made = threading.Timer(0.3, run.record_file.touch)
    made.start()
    wait_for_run(run, timeout_s=30)
    assert run.record_file.exists()
    made.join()
