"""Models, runs, splits, settings and cached maps of an earlier version open with their content."""

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from app.services.settings import load_settings
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.inference.torch_engine import TorchEngine, load_network
from polyp_core.model.card import IMAGENET_MEAN, IMAGENET_STD
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import read_model_file
from polyp_core.model.network_spec import NetworkSpec
from training.cli import _app
from training.config.make_config import make_config, read_config
from training.datasets.split_files import read_split
from training.fit.losses import segmentation_loss
from training.runs.run_folder import RunFolder
from training.runs.run_snapshot import read_run_snapshot

EARLIER = Path(__file__).parents[1] / "data" / "earlier_version"

LOSS_BEFORE = 0.89440411
"""What the losses of that version gave."""


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """A copy of the earlier version's run."""
    for name in ("config.json", "split.json", "metrics.csv", "status.json"):
        shutil.copy(EARLIER / name, tmp_path / name)
    return RunFolder(tmp_path)


def test_a_model_file_opens(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(gzip.decompress((EARLIER / "model.safetensors.gz").read_bytes()))
    model = read_model_file(path)
    assert (model.card.format_version, model.card.name, model.card.threshold) == (1, "Earlier", 0.4)
    assert (model.card.mean, model.card.std) == (IMAGENET_MEAN, IMAGENET_STD)
    assert model.card.network == NetworkSpec(architecture="unet") and model.card.presence_level is None
    assert {value.dtype for value in load_network(model).state_dict().values()} == {torch.float32, torch.int64}
    output = TorchEngine(model, "cpu").run(np.zeros((1, 32, 32, 3), np.uint8))
    assert output.levels.shape == (1, 32, 32) and output.presence is None


def test_the_config_of_a_run_opens(run: RunFolder) -> None:
    record = run.read_record()
    settings = ["passes=1", "architecture=unet", "side_px=32", "batch_size=3", "epochs=2", "workers=0"]
    settings += ["device=cpu", "precision=float32", "validation_fraction=0.3"]
    assert record.config == make_config("shipped", settings) == read_config(run.record_file)
    assert record.roots == (Path("/data/polypgen"),) and record.polyp_free == ()
    assert record.mask_readings is None and not record.answers.readings
    snapshot = read_run_snapshot(run.path)
    assert (snapshot.phase, snapshot.config, len(snapshot.rows)) == ("finished", record.config, 2)


def test_the_loss_of_a_run_is_unchanged(run: RunFolder) -> None:
    config = run.read_record().config
    assert config.loss_weights == {"bce": 1.0, "dice": 1.0} and config.encoder_rate == 1
    truth = torch.zeros(1, 1, 32, 32)
    truth[..., 8:16, 8:16] = 1
    loss = segmentation_loss(
        2 * truth - 1,
        truth,
        config.loss_weights,
        positive_weight=config.positive_weight,
        dice_smoothing_px=config.dice_smoothing_px,
        edge_weight=config.edge_weight,
    )
    assert float(loss) == pytest.approx(LOSS_BEFORE, rel=1e-6)


def test_a_run_can_be_resumed_with_its_config(run: RunFolder) -> None:
    done = CliRunner().invoke(_app, ["fit", "--resume", str(run.path), "--set", "epochs=3", "--show-config"])
    assert json.loads(done.stdout)["epochs"] == 3


def test_a_split_file_opens() -> None:
    split = read_split(EARLIER / "split.json")
    assert (split.kind, len(split.train), len(split.validation), split.hold_out) == ("grouped", 7, 3, ())
    assert "polypgen/100H0050" in split.train


def test_the_scores_of_a_run_open(run: RunFolder) -> None:
    rows = run.read_scores()
    assert [row["epoch"] for row in rows] == [0, 1] and rows[1]["validation_dice"] == 0.471551


def test_the_settings_open(tmp_path: Path) -> None:
    shutil.copy(EARLIER / "settings.json", tmp_path / "settings.json")
    settings = load_settings(tmp_path / "settings.json")
    assert settings.load_problem == ""
    assert (settings.theme, settings.training_roots) == ("light", (Path("/data/pairs"),))
    assert settings.training_runs == (Path("/data/runs/one"),) and settings.training_polyp_free == ()


def test_a_cached_map_is_read(tmp_path: Path) -> None:
    shutil.copy(EARLIER / "earlier.sqlite", tmp_path / "earlier.sqlite")
    store = ProbabilityMapCache("earlier", engine="PyTorch fp32", folder=tmp_path)
    found = store.get(7)
    assert found is not None and found.letterbox == Letterbox(64, 48, 32)
    assert (found.picture_mark, found.presence) == (1234, None)
    assert np.array_equal(found.levels, np.tile(np.linspace(0, 255, 32, dtype=np.uint8), (32, 1)))
    store.close()
