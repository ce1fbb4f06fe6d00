from datetime import date
from pathlib import Path

import numpy as np
import pytest
import torch

from polyp_core.errors import DeviceError
from polyp_core.frames.frame import Frame
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine, device_errors, levels_of_logits, load_network
from polyp_core.masks.probability_levels import levels_of
from polyp_core.model.card import ModelCard
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import write_model_file
from polyp_core.model.networks import logits_of, unet


def test_levels_are_those_of_the_network_on_normalised_pictures(on_cpu: Segmenter, frames: list[Frame]) -> None:
    network = load_network(on_cpu.model)
    for frame in frames[:3]:
        square = Letterbox(frame.image.shape[1], frame.image.shape[0]).apply(frame.image)
        normalised = (square / 255 - on_cpu.model.card.mean) / on_cpu.model.card.std
        images = torch.from_numpy(normalised).permute(2, 0, 1)[None].float()
        with torch.inference_mode():
            logits = logits_of(network, images)[0][0, 0].double().numpy()
        expected = levels_of(1 / (1 + np.exp(-logits))).astype(int)
        [answer] = on_cpu.segment([frame])
        assert np.abs(answer.raw_levels - expected).max() <= 1


def test_a_logit_reaches_one_half_exactly_if_it_is_not_below_0() -> None:
    logits = [-100.0, -1e-6, 0.0, 1e-6, 100.0]
    levels = levels_of_logits(torch.tensor(logits)).numpy()
    assert levels.tolist() == [0, 127, 128, 128, 255]
    wide = np.linspace(-14, 14, 1000) + 0.001  # none on the border of two levels
    assert np.array_equal(levels_of_logits(torch.tensor(wide)).numpy(), levels_of(1 / (1 + np.exp(-wide))))


def test_nan_probabilities_are_an_error(tmp_path: Path) -> None:
    card = ModelCard(
        name="broken",
        architecture="unet",
        encoder=None,
        input_size=64,
        training_data=(),
        split="none",
        scores=(),
        date=date(2026, 1, 2),
        licence="none",
    )
    weights = {name: np.full(value.shape, 60000, np.float32) for name, value in unet().state_dict().items()}
    engine = TorchEngine(write_model_file(tmp_path / "m.safetensors", card, weights), "cpu")
    with pytest.raises(DeviceError, match="values that are not numbers"):
        engine.run(np.full((1, 64, 64, 3), 255, np.uint8))


def test_out_of_memory_is_reported() -> None:
    with pytest.raises(DeviceError, match=r"There is not enough memory on .+ to run the model"), device_errors("cpu"):
        torch.empty(2**52, dtype=torch.uint8)


def test_programming_errors_are_not_reported_as_device_errors() -> None:
    with pytest.raises(RuntimeError, match="shape"), device_errors("cpu"):
        torch.zeros(2, 3) @ torch.zeros(2, 3)
