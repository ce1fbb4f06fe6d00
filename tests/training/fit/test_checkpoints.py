"""No code in a checkpoint is run, and an unusable checkpoint is refused."""

import copy
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from polyp_core.errors import ModelFileError, PolypViewerError, TrainingError
from polyp_core.model.networks import resunet
from training.fit.fit import train
from training.model.encoder_weights import load_encoder_weights
from training.packaging.legacy_weights import import_weights
from training.runs.run_folder import RunFolder


class Payload:
    """Creates the folder `mark` when unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.mark),)


def save_zip(content: object, path: Path) -> None:
    torch.save(content, path)


def save_legacy(content: object, path: Path) -> None:
    torch.save(content, path, _use_new_zipfile_serialization=False)


def save_pickle(content: object, path: Path) -> None:
    path.write_bytes(pickle.dumps(content, protocol=2))  # the protocol that PyTorch reads


def refused(run: RunFolder) -> str:
    with pytest.raises(TrainingError) as caught:
        train(run)
    text = str(caught.value)
    assert str(run.checkpoint_file) in text and "--from" in text and "delete the checkpoint" in text
    assert text.count("\n") == 0 and "weights_only" not in text
    status = run.read_status()
    assert status is not None and (status.state, status.message) == ("failed", text)
    return text


@pytest.mark.parametrize("save", [save_zip, save_legacy, save_pickle])
def test_a_checkpoint_with_code_is_refused_without_running_it(
    go_on: Callable[..., RunFolder], tmp_path: Path, save: Callable[[object, Path], None]
) -> None:
    run, mark = go_on("epochs=2"), tmp_path / "it ran"
    content = torch.load(run.checkpoint_file, weights_only=True)
    content["callbacks"]["KeepRun"]["best_dice"] = Payload(mark)
    save(content if save is not save_pickle else {"callbacks": Payload(mark)}, run.checkpoint_file)
    assert "could run code, so it is refused" in refused(run)
    assert not mark.exists()
    # The file is what it is said to be: the unsafe reader runs it.
    if save is save_pickle:
        pickle.loads(run.checkpoint_file.read_bytes())
    else:
        torch.load(run.checkpoint_file, weights_only=False)
    assert mark.exists()


@pytest.mark.parametrize("save", [save_zip, save_legacy, save_pickle])
def test_weights_with_code_are_refused_without_running_it(tmp_path: Path, save: Callable[[object, Path], None]) -> None:
    mark, file = tmp_path / "it ran", tmp_path / "weights.pth"
    save({"conv1.weight": Payload(mark)}, file)
    with pytest.raises(ModelFileError, match="could run code, so it is refused"):
        import_weights(file, tmp_path / "out.safetensors", name="n", side_px=64, licence="l")
    with pytest.raises(TrainingError, match="could run code, so they are refused"):
        load_encoder_weights(resunet(), str(file))
    assert not mark.exists() and not (tmp_path / "out.safetensors").exists()


def test_a_truncated_checkpoint_is_refused(go_on: Callable[..., RunFolder]) -> None:
    run = go_on("epochs=2")
    whole = run.checkpoint_file.read_bytes()
    kept = run.model_file.read_bytes()
    for length in (0, 1, 3, 40, 3000, len(whole) // 2, len(whole) - 1):
        run.checkpoint_file.write_bytes(whole[:length])
        assert ("is empty" if not length else "checkpoint") in refused(run)
    zeroed = bytearray(whole)
    zeroed[200:20_000] = bytes(19_800)
    for damaged in (bytes(100), bytes(len(whole)), zeroed, b"What I did today\n" * 9):
        run.checkpoint_file.write_bytes(damaged)
        refused(run)
    assert run.model_file.read_bytes() == kept
    run.checkpoint_file.write_bytes(whole)
    train(run)
    assert [row["epoch"] for row in run.read_scores()] == [0, 1]


def without(*path: str | int) -> Callable[[Any], None]:
    def change(content: Any) -> None:
        for name in path[:-1]:
            content = content[name]
        del content[path[-1]]

    return change


def having(value: object, *path: str | int) -> Callable[[Any], None]:
    def change(content: Any) -> None:
        for name in path[:-1]:
            content = content[name]
        content[path[-1]] = value

    return change


WEIGHT = "network.encoder.model.conv1.0.weight"
DAMAGE = [
    without("current_model_state", WEIGHT),
    having(None, "averaging_state"),
    *(without(part) for part in ("epoch", "global_step", "state_dict", "loops", "callbacks", "optimizer_states")),
    *(without(part) for part in ("pytorch-lightning_version", "lr_schedulers")),
    *(having(None, part) for part in ("epoch", "global_step", "state_dict", "loops", "callbacks")),
    *(having(value, "pytorch-lightning_version") for value in (3, "latest", "1.2.3")),
    having("yesterday", "highest_rate"),
    having(-1, "epoch"),
    having({}, "callbacks"),
    without("callbacks", "KeepRun", "best_dice"),
    having("0.9", "callbacks", "KeepRun", "best_dice"),
    without("callbacks", "MovingAverage", "latest_update_step"),
    without("loops", "fit_loop"),
    without("loops", "fit_loop", "epoch_progress"),
    without("loops", "fit_loop", "epoch_progress", "current", "processed"),
    having([], "loops", "fit_loop", "epoch_loop.batch_progress"),
    without("state_dict", WEIGHT),
    having(torch.zeros(3), "state_dict", "network.more"),
    having(torch.zeros(64, 3, 3, 3), "state_dict", WEIGHT),
    having(torch.zeros(16, 3, 3, 3, dtype=torch.int64), "state_dict", WEIGHT),
    having("weights", "state_dict", WEIGHT),
    having([], "optimizer_states"),
    having({}, "optimizer_states", 0),
    having({}, "optimizer_states", 0, "param_groups"),
    without("optimizer_states", 0, "param_groups", 1),
    without("optimizer_states", 0, "param_groups", 0, "betas"),
    without("optimizer_states", 0, "state", 0, "exp_avg"),
    having(torch.zeros(5), "optimizer_states", 0, "state", 0, "exp_avg"),
    having({}, "optimizer_states", 0, "state", 9999),
    having([], "lr_schedulers"),
    having([{}], "lr_schedulers"),
]


def test_a_checkpoint_with_missing_or_wrong_parts_is_refused(go_on: Callable[..., RunFolder]) -> None:
    run = go_on("epochs=2")
    content = torch.load(run.checkpoint_file, weights_only=True)
    # Most of what is large, and may be missing, is left out: it is written again for every case.
    averaged = {name: content.pop(name) for name in ("current_model_state", "averaging_state")}
    moments = content["optimizer_states"][0]["state"]
    content["optimizer_states"][0]["state"] = {0: moments[0]}
    for number, change in enumerate(DAMAGE):
        changed = content | (averaged if number < 2 else {})
        for name in ("callbacks", "loops", "optimizer_states", "lr_schedulers"):
            changed[name] = copy.deepcopy(content[name])
        for name in changed.keys() & {"state_dict", *averaged}:
            changed[name] = dict(changed[name])
        change(changed)
        torch.save(changed, run.checkpoint_file)
        print("damage", number)
        refused(run)
    assert len(run.read_scores()) == 1


def test_a_checkpoint_with_other_content_is_refused(go_on: Callable[..., RunFolder]) -> None:
    run = go_on("epochs=2")
    for content in ([1, 2], torch.zeros(3), "text", {}, {"state_dict": {}}):
        torch.save(content, run.checkpoint_file)
        refused(run)


def test_a_run_whose_checkpoint_was_deleted_trains_from_its_start(go_on: Callable[..., RunFolder]) -> None:
    run = go_on("epochs=2", "learning_rate=0.003")
    run.checkpoint_file.unlink()
    before = run.metrics_file.read_text(encoding="utf-8")
    train(run)
    rows = run.metrics_file.read_text(encoding="utf-8").splitlines()
    assert [row["epoch"] for row in run.read_scores()] == [0, 1]
    assert rows[1] != before.splitlines()[1]  # of the rate before


def test_fewer_epochs_than_already_trained_are_refused(go_on: Callable[..., RunFolder]) -> None:
    run = go_on("epochs=3")
    train(run)
    record = run.read_record()
    fewer = record.config.model_copy(update={"epochs": 2})
    run.write_record(record.model_copy(update={"config": fewer}))
    with pytest.raises(PolypViewerError, match=r"has trained 3 epochs already .*epochs=4"):
        train(run)
