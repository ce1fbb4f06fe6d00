"""State of a resumed run: the best model so far, and the position in the order of the data."""

import json
import multiprocessing
from pathlib import Path

import numpy as np
import pytest
import torch

from polyp_core.model.model_file import read_model_file
from training.fit.data import PairDataset
from training.fit.fit import train
from training.runs.run_folder import RunFolder


def test_a_resumed_run_replaces_the_best_model_only_by_a_better_one(go_on) -> None:
    run = go_on("epochs=2", "workers=0")
    (row,) = run.read_scores()
    checkpoint = torch.load(run.checkpoint_file, weights_only=False)
    kept = checkpoint["callbacks"]["KeepRun"]
    assert kept["best_epoch"] == 0 and kept["best_dice"] == pytest.approx(row["validation_dice"], abs=1e-5)
    kept["best_dice"] = 1.0  # no epoch is as good
    torch.save(checkpoint, run.checkpoint_file)
    before = {name: np.array(value) for name, value in read_model_file(run.model_file).weights().items()}

    train(run)

    status = run.read_status()
    assert status is not None and (status.best_epoch, status.best_dice) == (0, 1.0)
    after = read_model_file(run.model_file).weights()
    assert all(np.array_equal(value, after[name]) for name, value in before.items())


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the loading process must inherit the spy")
def test_a_resumed_run_continues_in_the_order_of_the_data(
    go_on, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A loader worker draws its first batches before the epoch is set."""
    drawn = tmp_path / "drawn.txt"
    load = PairDataset.__getitems__

    def spy(pairs, keys):
        with drawn.open("a", encoding="utf-8") as file:
            file.write(json.dumps([len(pairs.pairs.samples), [[int(n) for n in key] for key in keys]]) + "\n")
        return load(pairs, keys)

    monkeypatch.setattr(PairDataset, "__getitems__", spy)

    def drawn_by(run: RunFolder) -> list[list[int]]:
        drawn.write_text("", encoding="utf-8")
        train(run)
        batches = map(json.loads, drawn.read_text(encoding="utf-8").splitlines())
        return [key for count, keys in batches if count == len(run.read_split().train) for key in keys]

    resumed = go_on("epochs=2", "workers=1")
    unbroken = RunFolder(resumed.path.with_name("unbroken"))
    unbroken.create(resumed.read_record(), resumed.read_split())
    after = drawn_by(resumed)
    whole = drawn_by(unbroken)
    assert len(whole) % 2 == 0 and {number for number, _ in whole} == {0, 1}
    assert after == whole[len(whole) // 2 :]
