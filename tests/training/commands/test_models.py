"""The commands evaluate, compare, package and import-weights, on the shipped model and a short run."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
import typer
from typer.testing import CliRunner

from polyp_core.errors import ExportError, PolypViewerError
from polyp_core.model.model_file import ModelFile, read_model_file
from polyp_core.model.network_spec import NetworkSpec
from polyp_core.model.networks import build_network
from resources import MODEL_FILE
from training.cli import _app
from training.evaluation.averaging import score_by_all_schemes
from training.runs.run_folder import RunFolder

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


def polyp_train(*arguments: object):
    done = CliRunner().invoke(_app, list(map(str, arguments)))
    assert done.exit_code == 0, done.output
    return done


def test_evaluate_prints_text_and_json_and_writes_a_table(bright_model: Path, tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    text = polyp_train("evaluate", bright_model, FRAMES, "--column-iou", "--device", "cpu", "--table", table).stdout
    assert "polypgen\n  threshold 0.5, every region\n" in text and "Worst images:" in text
    assert "mean over image columns (no polyp IoU)" in text
    assert (
        "\nPairs: all. The model card of this model does not name its training pictures, so they may be among these.\n"
        in text
    )
    assert len(table.read_text(encoding="utf-8").splitlines()) == 11
    content = json.loads(polyp_train("evaluate", bright_model, FRAMES, "--column-iou", "--tta", "--json").stdout)
    own = content["datasets"]["polypgen"]
    assert content["tta"] is True and content["model_sha256"] == read_model_file(bright_model).sha256
    # What is averaged over columns praises the same masks more.
    assert own["column_iou"] > own["iou"]


def test_evaluate_names_the_side_and_counts_training_pictures(one_epoch: RunFolder) -> None:
    data, split = one_epoch.path.parent / "polypgen", one_epoch.split_file
    train = len(one_epoch.read_split().train)
    options = ("evaluate", one_epoch.model_file, data, "--split", split, "--device", "cpu")
    trained = polyp_train(*options, "--side", "train").stdout
    scores = f"{train} of {train} are training pictures of this model, so its scores are too good."
    assert f"\nPairs: training side of the split (grouped). {scores}\n" in trained
    ran = polyp_train(*options)
    none = "None of them is a training picture of this model."
    assert f"\nPairs: validation side of the split (grouped). {none}\n" in ran.stdout
    assert "note: The split has no test side, so its validation side is scored." in ran.stderr


def test_compare_names_the_models_the_side_and_counts_training_pictures_of_both(
    one_epoch: RunFolder, bright_model: Path
) -> None:
    data, train = one_epoch.path.parent / "polypgen", len(one_epoch.read_split().train)
    options = ("compare", one_epoch.model_file, bright_model, data, "--split", one_epoch.split_file)
    trained = f"{train} of {train} are training pictures of A, so its scores are too good."
    unknown = "The model card of B does not name its training pictures, so they may be among these."
    printed = polyp_train(*options, "--side", "train").stdout
    assert printed.startswith(f"A {one_epoch.model_file}, B {bright_model}\n")
    assert f"\nPairs: training side of the split (grouped). {trained} {unknown}\n" in printed
    ran = polyp_train(*options, "--json")
    content = json.loads(ran.stdout)
    assert (content["side"], content["split"]) == ("validation", "grouped")
    assert content["training_pictures"] == {"a": 0, "b": None}
    assert "note: The split has no test side, so its validation side is scored." in ran.stderr


def test_a_name_like_a_formula_is_text_in_the_table(bright_model: Path, tmp_path: Path, write_image) -> None:
    folder = tmp_path / "@dataset"
    write_image(folder / "images" / "=1+1.png", np.full((32, 32, 3), 90, np.uint8))
    write_image(folder / "masks" / "=1+1.png", np.pad(np.full((8, 8), 255, np.uint8), 12))
    table = tmp_path / "pairs.csv"
    polyp_train("evaluate", bright_model, folder, "--device", "cpu", "--table", table)
    (row,) = pd.read_csv(table).to_dict("records")
    texts = [cell for cell in row.values() if isinstance(cell, str)]
    assert "'@dataset" in texts
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]
    assert row["dice"] == pytest.approx(row["dice"]) and isinstance(row["fn"], int)


def test_the_column_average_is_equal_in_text_and_json(bright_model: Path, tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    arguments = ("evaluate", bright_model, FRAMES, "--column-iou", "--device", "cpu")
    printed = polyp_train(*arguments, "--table", table, "--json").stdout
    rows = pd.read_csv(table)
    average = json.loads(printed)["datasets"]["polypgen"]["column_iou"]
    # Of the ten frames two show no polyp: there it would average columns of nothing.
    assert average == pytest.approx(rows[rows["tp"] + rows["fn"] > 0]["column_iou"].mean())
    assert average != pytest.approx(rows["column_iou"].mean(), abs=1e-4)
    assert average == pytest.approx(score_by_all_schemes(rows)[-1].iou.mean)
    assert f"mean over image columns (no polyp IoU): {average:.3f}" in polyp_train(*arguments).stdout


def test_the_column_average_of_frames_without_a_polyp_is_undefined(
    bright_model: Path, tmp_path: Path, write_image
) -> None:
    write_image(tmp_path / "images" / "a.png", np.full((32, 32, 3), 90, np.uint8))
    write_image(tmp_path / "masks" / "a.png", np.zeros((32, 32), np.uint8))
    arguments = ("evaluate", bright_model, tmp_path, "--column-iou", "--device", "cpu")
    (own,) = json.loads(polyp_train(*arguments, "--json").stdout)["datasets"].values()
    assert own["column_iou"] is own["iou"] is None
    assert "mean over image columns (no polyp IoU): undefined" in polyp_train(*arguments).stdout


def test_compare_finds_a_model_that_marks_everything_worse_than_the_shipped_one(
    write_loud_model: Callable[..., ModelFile], tmp_path: Path
) -> None:
    loud = write_loud_model(tmp_path / "loud.safetensors", None).path
    arguments = ("compare", MODEL_FILE, loud, FRAMES, "--device", "cpu")
    content = json.loads(polyp_train(*arguments, "--json").stdout)["datasets"]["polypgen"]
    assert content["difference"]["high"] < 0
    assert content["wins_a"] + content["wins_b"] + content["ties"] == content["n"]
    assert content["reading"].startswith("B is worse: its Dice is lower by")
    assert content["reading"] in polyp_train(*arguments).stdout


def test_import_weights_and_package(one_epoch: RunFolder, tmp_path: Path) -> None:
    torch.save(build_network(NetworkSpec(architecture="unet")).state_dict(), tmp_path / "old.pth")
    printed = polyp_train("import-weights", tmp_path / "old.pth", "--out", tmp_path / "old.safetensors", "--side", 64)
    assert "unet" in printed.stdout and read_model_file(tmp_path / "old.safetensors").card.input_size == 64
    made = tmp_path / "out.safetensors"
    printed = polyp_train("package", one_epoch.path, "--out", made, "--name", "ours", "--no-quantise")
    assert read_model_file(made).sha256[:16] in printed.stdout and read_model_file(made).card.name == "ours"


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(_app, list(map(str, arguments)), standalone_mode=False)
    assert done.exit_code != 0
    assert isinstance(done.exception, PolypViewerError | typer.TyperException), done.exception
    return str(done.exception)


@pytest.mark.parametrize("arguments", [("evaluate", "absent", FRAMES), ("package", FRAMES), ("compare", MODEL_FILE)])
def test_missing_files_are_reported(arguments: tuple[object, ...]) -> None:
    assert refused(*arguments)


@pytest.mark.parametrize("as_json", [(), ("--json",)])
@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("folder", "a folder of that name already exists"),
        ("file/pairs.csv", "part of the path is a file, not a folder"),
        ("file/deep/pairs.csv", "part of the path is a file, not a folder"),
        (f"{'n' * 300}.csv", "the name is too long"),
    ],
)
def test_a_table_that_cannot_be_written_is_refused_before_anything_is_scored(
    tmp_path: Path, out: str, reason: str, as_json: tuple[str, ...]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    printed = refused("evaluate", tmp_path / "no model", FRAMES, "--table", tmp_path / out, *as_json)
    assert printed == f"Cannot write {tmp_path / out}: {reason}."


def test_the_folder_of_a_table_is_created(bright_model: Path, tmp_path: Path) -> None:
    table = tmp_path / "new" / "folder" / "pairs.csv"
    assert "no such file" in refused("evaluate", tmp_path / "no model", FRAMES, "--table", table)
    assert list(tmp_path.iterdir()) == []
    polyp_train("evaluate", bright_model, FRAMES, "--device", "cpu", "--table", table)
    assert table.exists()


def test_scores_are_printed_even_if_the_table_cannot_be_written(
    bright_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    arguments = ("evaluate", bright_model, FRAMES, "--device", "cpu", "--table", tmp_path / "pairs.csv", "--json")
    done = CliRunner().invoke(_app, list(map(str, arguments)), standalone_mode=False)
    assert isinstance(done.exception, ExportError) and "the disk is full" in str(done.exception)
    assert json.loads(done.stdout)["datasets"]["polypgen"]["n"] == 8


@pytest.mark.parametrize("command", ["eda", "package"])
def test_unwritable_outputs_are_refused_before_the_work_starts(
    command: str, one_epoch: RunFolder, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    what = one_epoch.path if command == "package" else tmp_path / "no datasets"
    assert "part of the path is a file" in refused(command, what, "--out", in_the_way / "out.safetensors")


def test_comparing_one_frame_has_no_interval_and_valid_json(bright_model: Path, tmp_path: Path) -> None:
    frame = next((FRAMES / "images").iterdir())
    for file in (frame, FRAMES / "masks" / f"{frame.stem}.png"):
        (tmp_path / file.parent.name).mkdir()
        shutil.copy(file, tmp_path / file.parent.name)
    printed = polyp_train("compare", bright_model, bright_model, tmp_path, "--device", "cpu", "--json").stdout
    (result,) = json.loads(printed, parse_constant=pytest.fail)["datasets"].values()
    assert result["difference"] == {"mean": 0, "low": None, "high": None}
    assert result["reading"] == "Too few independent images for a conclusion."


def test_comparing_on_frames_without_a_polyp_is_reported(bright_model: Path, tmp_path: Path, write_image) -> None:
    write_image(tmp_path / "images" / "a.png", np.full((32, 32, 3), 90, np.uint8))
    write_image(tmp_path / "masks" / "a.png", np.zeros((32, 32), np.uint8))
    assert "shows a polyp" in refused("compare", bright_model, bright_model, tmp_path, "--device", "cpu")


@pytest.mark.parametrize("side", ["100", "0", "-32", "4096"])
def test_an_invalid_input_side_is_refused(tmp_path: Path, side: str) -> None:
    printed = refused("import-weights", tmp_path / "old.pth", "--out", tmp_path / "new.safetensors", "--side", side)
    assert f"not {side}" in printed


@pytest.mark.parametrize("command", [("evaluate", MODEL_FILE), ("compare", MODEL_FILE, MODEL_FILE)])
def test_a_missing_side_of_a_split_is_refused_with_the_existing_ones(command: tuple[object, ...]) -> None:
    assert "'train', 'validation', 'test'" in refused(*command, FRAMES, "--side", "tset")
