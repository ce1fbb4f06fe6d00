"""No command writes over, around or into its inputs."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from polyp_core.errors import ExportError
from polyp_core.model.network_spec import NetworkSpec
from polyp_core.model.networks import build_network
from resources import MODEL_FILE
from training.cli import _app
from training.config.make_config import make_config
from training.fit.create_run import create_run
from training.runs.run_folder import RunFolder


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(_app, list(map(str, arguments)), standalone_mode=False)
    assert isinstance(done.exception, ExportError), (done.exception, done.stdout)
    return str(done.exception)


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("command", "option", "out", "reason"),
    [
        ("eda", "--out", "clinic", "would replace"),
        ("eda", "--out", "clinic/images", "would replace"),
        ("eda", "--out", "clinic/report", "lies inside"),
        ("eda", "--out", ".", "contains"),
        ("scan", "--write-split", "clinic/split.json", "lies inside"),
        ("scan", "--write-split", "clinic/images/100H0050.png", "lies inside"),
        ("evaluate", "--table", "clinic/masks/100H0050.png", "lies inside"),
        ("preview", "--out", "clinic/images/100H0050.png", "lies inside"),
        ("preview", "--out", "settings.json", "would replace"),
        ("fit", "--out", "clinic/run", "lies inside"),
        ("fit", "--out", ".", "contains"),
    ],
)
def test_outputs_that_overlap_datasets_are_refused(
    make_pairs: Callable[..., Path], tmp_path: Path, command: str, option: str, out: str, reason: str
) -> None:
    root = make_pairs()
    config = tmp_path / "settings.json"
    config.write_text(make_config("baseline").model_dump_json())
    before = content(tmp_path)
    words = {"evaluate": [MODEL_FILE, root], "preview": [root, "--config", config]}.get(command, [root])
    assert reason in refused(command, *words, option, tmp_path / out)
    assert content(tmp_path) == before


def test_a_report_may_lie_next_to_datasets(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    make_pairs()
    done = CliRunner().invoke(_app, ["scan", str(tmp_path), "--write-split", str(tmp_path / "split.json")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "split.json").exists()


def test_a_table_does_not_replace_the_model_or_the_split(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    model = tmp_path / "model.safetensors"
    shutil.copy(MODEL_FILE, model)
    assert "would replace" in refused("evaluate", model, make_pairs(), "--table", model)
    assert model.read_bytes() == MODEL_FILE.read_bytes()


def test_imported_weights_are_not_replaced_by_the_model(tmp_path: Path) -> None:
    weights = tmp_path / "weights.pth"
    torch.save(build_network(NetworkSpec(architecture="unet")).state_dict(), weights)
    before = weights.read_bytes()
    assert "would replace" in refused("import-weights", weights, "--out", weights, "--side", 64)
    assert weights.read_bytes() == before


@pytest.mark.parametrize("name", ["config.json", "split.json", "checkpoints/last.ckpt", "validation.json"])
def test_a_packaged_model_replaces_no_file_of_its_run(one_epoch: RunFolder, name: str) -> None:
    before = (one_epoch.path / name).read_bytes()
    message = refused("package", one_epoch.path, "--out", one_epoch.path / name, "--no-quantise")
    assert "would replace" in message
    assert (one_epoch.path / name).read_bytes() == before


def test_a_packaged_model_replaces_neither_its_scores_nor_an_image(one_epoch: RunFolder, tmp_path: Path) -> None:
    scores = tmp_path / "scores.json"
    scores.write_text("{}")
    assert "would replace" in refused("package", one_epoch.path, "--out", scores, "--scores", scores)
    image = next((one_epoch.path.parent / "polypgen" / "images").iterdir())
    assert "lies inside" in refused("package", one_epoch.path, "--out", image)


def test_a_run_does_not_replace_its_initial_model(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    folder.path.mkdir()
    shutil.copy(MODEL_FILE, folder.model_file)
    config = make_config("baseline", start_from=folder.model_file, encoder_weights="none")
    with pytest.raises(ExportError, match="would replace"):
        create_run(folder, [make_pairs()], config)
