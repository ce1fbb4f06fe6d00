import os
import subprocess
import sys

import pytest

from polyp_core.errors import PolypViewerError
from training.cluster_environment import refuse_unusable_cluster


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
