"""`polyp-train fit` uses or refuses every option, and creates no run that cannot train."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from polyp_core.errors import PolypViewerError
from polyp_core.label_formats.mask_files import read_mask_image
from training.cli import _app
from training.config.fit_config import DECIDED_BY_SPLIT, FIXED_ONCE_BEGUN
from training.config.make_config import make_config
from training.datasets.split_files import write_split
from training.fit.create_run import create_run
from training.runs.run_folder import RunFolder

VALUES = {
    "preset": "shipped",
    "architecture": "resunet",
    "encoder": "resnet18",
    "encoder_depth": "4",
    "encoder_rate": "0.5",
    "decoder_channels": "64,48,32",
    "presence_weight": "0.5",
    "polyp_free_validation": "0.3",
    "side_px": "64",
    "encoder_weights": "imagenet",
    "start_from": "a model",
    "teacher": "a model",
    "optimiser": "adam",
    "schedule": "constant",
    "seed": "7",
    "split": "random",
    "validation_fraction": "0.5",
    "hold_out": "polypgen",
}


def fit(*arguments: object) -> str:
    done = CliRunner().invoke(_app, ["fit", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(_app, ["fit", *map(str, arguments)])
    assert isinstance(done.exception, PolypViewerError), done.output
    return str(done.exception)


@pytest.fixture
def run(one_epoch: RunFolder, tmp_path: Path) -> RunFolder:
    """A copy of the run of one epoch."""
    shutil.copytree(one_epoch.path, tmp_path / "run")
    return RunFolder(tmp_path / "run")


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("field", [*FIXED_ONCE_BEGUN, *DECIDED_BY_SPLIT])
def test_settings_that_cannot_change_are_refused_on_resume(run: RunFolder, field: str) -> None:
    before = contents(run.path)
    message = refused("--resume", run.path, "--set", "epochs=2", "--set", f"{field}={VALUES[field]}")
    assert f"Leave out --set {field}; or leave out --resume." in message
    assert contents(run.path) == before


def test_unusable_settings_are_not_saved_on_resume(run: RunFolder, monkeypatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    before = contents(run.path)
    assert "no CUDA device" in refused("--resume", run.path, "--set", "device=cuda")
    assert "99 processes cannot share 7" in refused("--resume", run.path, "--set", "devices=99")
    assert contents(run.path) == before


def test_show_config_does_not_change_a_run(run: RunFolder) -> None:
    before = contents(run.path)
    assert json.loads(fit("--resume", run.path, "--set", "epochs=9", "--show-config"))["epochs"] == 9
    assert contents(run.path) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--resume RUN --preset shipped --out elsewhere", "--out, --preset; or leave out --resume"),
        ("--resume RUN --encoder-weights none", "--encoder-weights; or leave out --resume"),
        ("data --resume RUN --split s.json", "ROOT, --split; or leave out --resume"),
        ("--config c.json --preset shipped", "--preset; or leave out --config"),
        ("--config c.json --set preset=shipped", "--set preset; or leave out --config"),
        ("--split s.json --hold-out polypgen", "--hold-out; or leave out --split"),
        ("--split s.json --set split=random", "--set split; or leave out --split"),
        ("--split s.json --set hold_out=a --set validation_fraction=0.5", "--set validation_fraction, --set hold_out;"),
        ("--from model --encoder-weights none", "--encoder-weights; or leave out --from"),
        ("--hold-out a --set hold_out=b", "--set hold_out; or leave out --hold-out"),
        ("--set preset=shipped", "Choose it with --preset"),
    ],
)
def test_an_option_that_would_be_ignored_is_refused(arguments: str, message: str) -> None:
    assert message in refused(*arguments.split(), "--show-config")


def test_the_config_of_a_run_states_how_the_split_file_was_made(one_epoch: RunFolder, tmp_path: Path) -> None:
    split = replace(one_epoch.read_split(), kind="random", validation_fraction=0.4, hold_out=("elsewhere",))
    write_split(tmp_path / "split.json", split)
    data, run = one_epoch.path.parent / "polypgen", RunFolder(tmp_path / "run")
    create_run(run, [data], make_config("baseline"), tmp_path / "split.json")
    config = run.read_record().config
    assert (config.split, config.validation_fraction, config.hold_out) == ("random", 0.4, ("elsewhere",))
    assert json.loads(fit("--split", tmp_path / "split.json", "--show-config"))["split"] == "random"

    again = fit(
        data, "--out", tmp_path / "again", "--config", run.record_file, "--split", run.split_file, "--show-config"
    )
    assert json.loads(again) == json.loads(config.model_dump_json())


def test_a_split_file_that_contradicts_hold_out_is_refused(one_epoch: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(make_config("baseline", ["hold_out=polypgen"]).model_dump_json(), encoding="utf-8")
    message = refused(
        "data", "--out", tmp_path / "run", "--config", tmp_path / "c.json", "--split", one_epoch.split_file
    )
    assert "does not hold out polypgen" in message
    assert not (tmp_path / "run").exists()


def test_a_validation_side_without_polyps_is_refused(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    empty = sorted((root / "masks").iterdir())[:3]
    for mask in empty:
        cv2.imwrite(str(mask), np.zeros_like(read_mask_image(mask).grey()))
    (root / "val.txt").write_text("\n".join(path.stem for path in empty), encoding="utf-8")
    rest = [path.stem for path in (root / "masks").iterdir() if path not in empty]
    (root / "train.txt").write_text("\n".join(rest), encoding="utf-8")
    message = refused(root, "--out", tmp_path / "run", "--preset", "baseline")
    assert (
        message.startswith("None of the 3 validation pairs shows a polyp") and "All of their masks are empty" in message
    )
    assert not (tmp_path / "run").exists()


def test_pairs_are_named_if_none_is_usable(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    for image in (root / "images").iterdir():
        image.write_bytes(b"x")
    message = refused(root, "--out", tmp_path / "run", "--preset", "baseline")
    assert message.startswith("None of the pairs can be used. The first: ") and "is not an image" in message
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("setting", "message"), [("device=cuda", "no CUDA device"), ("devices=99", "99 processes cannot share")]
)
def test_a_run_that_this_machine_cannot_train_is_not_created(
    setting: str, message: str, make_pairs: Callable[..., Path], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert message in refused(make_pairs(), "--out", tmp_path / "run", "--preset", "baseline", "--set", setting)
    assert not (tmp_path / "run").exists()


def test_the_command_without_arguments_shows_its_help() -> None:
    done = CliRunner().invoke(_app, [])
    assert done.exit_code == 0 and done.stdout.startswith("Usage: ") and "import-weights" in done.stdout
    assert not done.stderr
