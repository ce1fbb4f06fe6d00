"""Training and viewer prepare the network's input equally, up to rounding."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.torch_engine import LogitsNetwork
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.model.networks import build_network
from training.config.fit_config import FitConfig
from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.square_cache import SquareCache
from training.fit.data import Batch, PairDataModule
from training.fit.module import SegmentationModule
from training.model.encoder_weights import input_normalisation
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES

SMALL = ["architecture=Unet", "side_px=64", "batch_size=4", "workers=0", "device=cpu", "precision=float32"]


class RecordingNetwork(nn.Module):
    """A network that records its input."""

    def __init__(self) -> None:
        super().__init__()
        self.given = torch.empty(0)

    def forward(self, images: Tensor) -> Tensor:
        self.given = images.clone()
        return images[:, :1]


def viewer_model(path: Path, config: FitConfig, one_epoch_model: Path) -> ModelFile:
    """A model file with the network of `config`, as written by a run."""
    mean, std = input_normalisation(config)
    spec = config.network
    changes = {
        "architecture": spec.architecture,
        "encoder": spec.encoder,
        "input_size": config.side_px,
        "mean": mean,
        "std": std,
    }
    card = read_model_file(one_epoch_model).card.model_copy(update=changes)
    weights = {name: value.numpy() for name, value in build_network(card.network).state_dict().items()}
    return write_model_file(path, card, weights)


def test_the_model_of_a_run_states_its_input_normalisation(one_epoch: RunFolder) -> None:
    card = read_model_file(one_epoch.model_file).card
    module = SegmentationModule(one_epoch.read_record().config)
    grey = torch.full((1, 32, 32, 3), 100, dtype=torch.uint8)
    given = module.network_input(grey)[0, :, 0, 0].numpy()
    np.testing.assert_allclose(given, (100 / 255 - np.array(card.mean)) / card.std, rtol=1e-5)


@pytest.mark.parametrize("encoder", ["resnet18", "xception"])  # of ImageNet's mean and deviation, and of 0.5
def test_training_input_equals_viewer_input(one_epoch: RunFolder, tmp_path: Path, encoder: str) -> None:
    config = make_config("baseline", [*SMALL, f"encoder={encoder}", "encoder_weights=none"])
    samples = find_samples([FRAMES])
    loader = PairDataModule(samples, samples, config, SquareCache(64, tmp_path / "cache")).val_dataloader()
    module = SegmentationModule(config)
    trained, viewed = RecordingNetwork(), RecordingNetwork()
    module.network = trained
    viewer = LogitsNetwork(viewer_model(tmp_path / "model.safetensors", config, one_epoch.model_file), torch.float32)
    viewer.network = viewed
    seen = []
    for batch in loader:
        assert isinstance(batch, Batch)
        module(batch.images)
        seen.append(trained.given)
    ours = torch.cat(seen)
    assert len(ours) == len(samples)
    for sample, given in zip(samples, ours, strict=True):
        image = read_image(sample.image_path)
        square = Letterbox(image.shape[1], image.shape[0], 64).apply(image)
        viewer(torch.from_numpy(np.ascontiguousarray(square))[None])
        torch.testing.assert_close(given, viewed.given[0], rtol=1e-5, atol=1e-5)
        assert given.abs().max() > 0.1
