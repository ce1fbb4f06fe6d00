"""Models joined to an ensemble: one model file that every engine runs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from polyp_core.errors import TrainingError
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.openvino_graph import Graph, convert
from polyp_core.inference.torch_engine import LogitsNetwork, TorchEngine
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.model.networks import build_network
from tests.colour_model import write_colour_model
from training.config.fine_tuning import fine_tuning_config
from training.config.make_config import make_config
from training.fit.presence_head import add_presence_head
from training.model.first_weights import load_first_weights
from training.packaging.ensemble import make_ensemble
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES, Ran

RED = (1.0, -0.5, -0.5)


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> list[ModelFile]:
    """Two networks, of which one marks what is bright and the other what is red."""
    folder = tmp_path_factory.mktemp("members")
    return [
        write_colour_model(folder / "bright.safetensors", name="bright", has_graph=False),
        write_colour_model(folder / "red.safetensors", RED, name="red", has_graph=False),
    ]


@pytest.fixture(scope="module")
def joined(members: list[ModelFile], one_epoch: RunFolder, tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    out = RunFolder(tmp_path_factory.mktemp("joined") / "run")
    return make_ensemble(members, [64, 96], one_epoch, out, mirrored=True)


def squares(side_px: int) -> np.ndarray:
    images = [read_single_image(path) for path in sorted((FRAMES / "images").iterdir())[:3]]
    return np.stack([Letterbox(image.shape[1], image.shape[0], side_px).apply(image) for image in images])


def test_the_graph_of_an_ensemble_gives_the_output_of_its_networks(joined: ModelFile, tmp_path: Path) -> None:
    packed = write_model_file(
        tmp_path / "graph.safetensors", joined.card, joined.weights(), Graph.of(convert(joined)).extras()
    )
    torch_engine, openvino_engine = TorchEngine(joined, "cpu"), OpenVinoEngine(packed)
    try:
        reference, found = (engine.run(squares(96)).levels for engine in (torch_engine, openvino_engine))
    finally:
        torch_engine.close()
        openvino_engine.close()
    assert np.abs(reference.astype(int) - found).max() <= 1
    assert reference.min() < 128 <= reference.max()


def test_the_card_names_the_members_and_what_they_were_trained_on(joined: ModelFile, members: list[ModelFile]) -> None:
    card = joined.card
    assert (card.architecture, card.input_size, card.presence_level) == ("ensemble", 96, None)
    assert card.ensemble is not None and card.ensemble.mirrored
    assert [member.input_size for member in card.ensemble.members] == [64, 96]
    assert all(f"A member is {member.card.name} (SHA-256 {member.sha256[:12]})" in card.notes for member in members)


def test_members_keep_their_normalisation(
    joined: ModelFile, members: list[ModelFile], one_epoch: RunFolder, tmp_path: Path
) -> None:
    """Two networks with the same weights differ by their normalisation, and so does what they give."""
    bright = members[0]
    shifted = replace(bright, card=bright.card.model_copy(update={"mean": (0.3, 0.3, 0.3), "std": (0.5, 0.4, 0.3)}))
    own = write_model_file(tmp_path / "shifted.safetensors", shifted.card, bright.weights())
    both = make_ensemble([bright, own], [64, 64], one_epoch, RunFolder(tmp_path / "run"))
    logits = [LogitsNetwork(model, torch.float32)(torch.from_numpy(squares(64)))[0] for model in (bright, own, both)]
    assert torch.allclose((logits[0] + logits[1]) / 2, logits[2], atol=1e-3)
    assert not torch.allclose(logits[0], logits[2], atol=0.1)


def test_the_command_makes_a_run_that_is_packaged_like_any_other(
    members: list[ModelFile], one_epoch: RunFolder, tmp_path: Path, polyp_train: Callable[..., Ran]
) -> None:
    paths, out = [member.path for member in members], tmp_path / "run"
    done = polyp_train("ensemble", *paths, "--run", one_epoch.path, "--side", 64, "--side", 96, "--out", out)
    assert done.code == 0, done.err
    assert "does not name its training pictures" in done.err
    done = polyp_train("package", out, "--no-quantise", "--name", "both", "--out", tmp_path / "both.safetensors")
    assert done.code == 0, done.err
    model = read_model_file(tmp_path / "both.safetensors")
    assert model.card.name == "both" and model.card.scores
    done = polyp_train("ensemble", *paths, "--run", one_epoch.path, "--out", out)
    assert done.code == 2 and "--resume" in done.err


def test_members_that_do_not_fit_together_are_refused(
    joined: ModelFile, members: list[ModelFile], one_epoch: RunFolder, tmp_path: Path
) -> None:
    one, other = members
    out = RunFolder(tmp_path / "out")
    with_head = replace(other, card=other.card.model_copy(update={"presence_level": 0.5}))
    for models, sides_px, message in (
        ([one, other], [64], "one side for each of the 2 models, not 1"),
        ([one, joined], [64, 64], "is an ensemble. Name its members"),
        ([one, with_head], [64, 64], "Only red has a presence head"),
    ):
        with pytest.raises(TrainingError, match=message):
            make_ensemble(models, sides_px, one_epoch, out)
    assert not out.path.exists()


def test_an_ensemble_is_not_trained_further(joined: ModelFile, one_epoch: RunFolder, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="which cannot learn"):
        fine_tuning_config(joined, distils=True)
    config = make_config("light", [f"start_from={joined.path}"])
    with pytest.raises(TrainingError, match="a training starts from a single one"):
        load_first_weights(build_network(config.network), config)
    with pytest.raises(TrainingError, match="no encoder for a presence head"):
        add_presence_head(joined, one_epoch, RunFolder(tmp_path / "out"))
