"""Problems of pairs and tables are reported before a run starts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from resources import MODEL_FILE
from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.split_files import write_split
from training.datasets.splits import make_split
from training.evaluation.evaluate import evaluate
from training.fit.create_run import create_run
from training.runs.run_folder import RunFolder


def test_tables_that_match_no_frame_are_logged(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text("frame,group\nx100H0050,anna\n")
    run = RunFolder(tmp_path / "run")
    create_run(run, [root], make_config("shipped", ["split=grouped", "validation_fraction=0.3"]))
    assert "clinic: groups.csv names 1 frame that does not exist" in run.log_file.read_text(encoding="utf-8")


def test_damaged_and_missing_pairs_of_a_split_are_distinguished(
    make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    root = make_pairs()
    split = make_split(find_samples([root]), "random")
    write_split(tmp_path / "split.json", split)
    run = RunFolder(tmp_path / "run")
    damaged = root / "images" / f"{split.validation[0].partition('/')[2]}.png"
    damaged.write_bytes(damaged.read_bytes()[:500])
    quoted = re.escape(f"that cannot be used. {damaged} is not an image that can be read")
    with pytest.raises(DatasetError, match=f"The split names 1 of 10 pairs {quoted}"):
        create_run(run, [root], make_config("shipped"), tmp_path / "split.json")
    assert not run.record_file.exists()
    with pytest.raises(DatasetError, match=f"1 of 2 pairs on the validation side {quoted}"):
        evaluate(MODEL_FILE, [root], split=split)
    damaged.unlink()
    with pytest.raises(DatasetError, match=rf"1 of 10 pairs that are not in .* {split.validation[0]}\. Give"):
        create_run(run, [root], make_config("shipped"), tmp_path / "split.json")
    assert not run.record_file.exists()
