"""What is wrong with the pairs and their tables is said before a run starts."""

from collections.abc import Callable
from pathlib import Path

from training.config import make_config
from training.fitting.fit import create_run
from training.runs.run_folder import RunFolder


def test_tables_that_fit_no_frame_are_told_in_the_log(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text("frame,group\nx100H0050,anna\n")
    run = RunFolder(tmp_path / "run")
    create_run(run, [root], make_config("shipped", ["split=grouped", "validation_fraction=0.3"]))
    assert "clinic: groups.csv names 1 frames that are not there" in run.log_file.read_text(encoding="utf-8")
