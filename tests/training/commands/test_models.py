"""The commands that score, compare, package and import models, on the shipped model and a short run."""

import json
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from polyp_core.model.model_file import read_model_file
from polyp_core.model.networks import build_network
from resources import MODEL_FILE
from training.cli import _app
from training.runs.run_folder import RunFolder

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


def polyp_train(*arguments: object):
    done = CliRunner().invoke(_app, list(map(str, arguments)))
    assert done.exit_code == 0, done.output
    return done


def test_evaluate_as_text_table_and_json(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    text = polyp_train("evaluate", MODEL_FILE, FRAMES, "--column-iou", "--device", "cpu", "--table", table).stdout
    assert "polypgen\n  threshold 0.5, every region\n" in text and "Worst images:" in text
    assert "mean over image columns (no polyp IoU)" in text
    assert len(table.read_text(encoding="utf-8").splitlines()) == 11
    content = json.loads(polyp_train("evaluate", MODEL_FILE, FRAMES, "--column-iou", "--tta", "--json").stdout)
    own = content["datasets"]["polypgen"]
    assert content["tta"] is True and content["model_sha256"] == read_model_file(MODEL_FILE).sha256
    # What is averaged over columns praises the same masks more.
    assert own["column_iou"] > own["iou"]


def test_compare_reads_a_short_run_as_worse_than_the_shipped_model(one_epoch: RunFolder) -> None:
    arguments = ("compare", MODEL_FILE, one_epoch.model_file, FRAMES, "--device", "cpu", "--engine", "torch")
    content = json.loads(polyp_train(*arguments, "--json").stdout)["datasets"]["polypgen"]
    assert content["difference"]["high"] < 0
    assert content["wins_a"] + content["wins_b"] + content["ties"] == content["n"]
    assert content["reading"].startswith("B is worse: its Dice is lower by")
    assert content["reading"] in polyp_train(*arguments).stdout


def test_import_weights_and_package(one_epoch: RunFolder, tmp_path: Path) -> None:
    torch.save(build_network("unet").state_dict(), tmp_path / "old.pth")
    told = polyp_train("import-weights", tmp_path / "old.pth", "--out", tmp_path / "old.safetensors", "--side", 64)
    assert "unet" in told.stdout and read_model_file(tmp_path / "old.safetensors").card.input_size == 64
    made = tmp_path / "out.safetensors"
    told = polyp_train("package", one_epoch.path, "--out", made, "--name", "ours", "--no-quantise")
    assert read_model_file(made).sha256[:16] in told.stdout and read_model_file(made).card.name == "ours"


@pytest.mark.parametrize("arguments", [("evaluate", "absent", FRAMES), ("package", FRAMES), ("compare", MODEL_FILE)])
def test_what_is_missing_ends_in_a_message(arguments: tuple[object, ...]) -> None:
    done = CliRunner().invoke(_app, list(map(str, arguments)))
    assert done.exit_code != 0
    assert str(done.exception)
