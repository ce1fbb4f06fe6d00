"""The probe is an image whose answer depends on the weights and not on rounding."""

from datetime import date
from pathlib import Path

import pytest
import torch

from polyp_core.inference.torch_engine import LogitsNetwork, levels_of_logits
from polyp_core.masks.probability_levels import probability_bytes
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, write_model_file
from polyp_core.model.networks import unet
from polyp_core.model.probe import TOLERANCE
from training.packaging import choose_probe


@pytest.fixture
def model(tmp_path: Path) -> ModelFile:
    card = ModelCard(
        name="random",
        architecture="unet",
        encoder=None,
        input_size=64,
        training_data=(),
        split="none",
        scores=(),
        date=date(2026, 1, 2),
        licence="research",
    )
    torch.manual_seed(3)
    weights = {name: value.numpy() for name, value in unet().state_dict().items()}
    return write_model_file(tmp_path / "random.safetensors", card, weights)


def test_half_precision_gives_the_same_probe_answer(model: ModelFile) -> None:
    probe = choose_probe.choose_probe(model, quantised=False)
    assert probe is not None
    network = LogitsNetwork(model, torch.bfloat16).eval()
    with torch.inference_mode():
        levels = levels_of_logits(network(torch.from_numpy(probe.picture[None]))[0][0]).numpy()
    assert probe.difference(probability_bytes(levels)) <= TOLERANCE / 2


def test_a_network_sensitive_to_rounding_gets_no_probe(model: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose_probe, "_LARGEST_DIFFERENCE", -1.0)  # as if it answered no picture alike
    assert choose_probe.choose_probe(model, quantised=False) is None
