import os
import subprocess
import sys

import pytest

from polyp_core.environment import refuse_unusable_cluster
from polyp_core.errors import PolypViewerError


def test_a_notebook_matplotlib_backend_is_ignored() -> None:
    code = (
        "from polyp_core.environment import set_matplotlib_backend; set_matplotlib_backend()\n"
        "import training.runs.curves, training.statistics.report.figures"
    )
    environment = {**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=120, env=environment, capture_output=True)
    assert ended.returncode == 0, ended.stderr


def test_every_command_sets_the_matplotlib_backend() -> None:
    for module in ("training.cli", "polyp_core.cli"):
        code = (
            f"import os, sys, {module} as cli\nsys.argv = ['x', '--help']\n"
            "try: cli.main()\nexcept SystemExit: pass\nprint('backend', os.environ['MPLBACKEND'])"
        )
        environment = {**os.environ, "MPLBACKEND": "module://nowhere"}
        ended = subprocess.run(
            [sys.executable, "-c", code], check=False, timeout=120, env=environment, capture_output=True, text=True
        )
        assert ended.stdout.splitlines()[-1] == "backend agg", ended.stderr


@pytest.mark.parametrize("name", ["LOCAL_RANK", "RANK", "SLURM_NTASKS", "SLURM_PROCID"])
def test_an_invalid_rank_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "abc")
    with pytest.raises(PolypViewerError, match=f"{name} must be a whole number but is 'abc'"):
        refuse_unusable_cluster(trains=False)


def test_unsupported_slurm_tasks_are_refused_for_training_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLURM_NTASKS", "4")
    refuse_unusable_cluster(trains=False)
    with pytest.raises(PolypViewerError, match="--ntasks-per-node"):
        refuse_unusable_cluster(trains=True)
    monkeypatch.setenv("SLURM_JOB_NAME", "interactive")
    refuse_unusable_cluster(trains=True)


def test_the_commands_report_it_in_one_line() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "training.cli", "scan", "."],
        check=False,
        timeout=120,
        env={**os.environ, "LOCAL_RANK": "abc"},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: The environment variable LOCAL_RANK")
