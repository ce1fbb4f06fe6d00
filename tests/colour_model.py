"""A tiny network that marks pixels by their colour, for tests that need a model with a meaning."""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, write_model_file
from tests.converted_graphs import convert_once

BRIGHT = (1 / 3, 1 / 3, 1 / 3)
CARD = ModelCard(
    name="colour",
    architecture="Unet",
    encoder="tu-test_resnet",
    decoder_channels=(16, 16, 8, 8, 8),
    input_size=64,
    training_data=(),
    split="none",
    scores=(),
    date=date(2026, 1, 2),
    licence="research",
)


def write_colour_model(
    path: Path,
    channels: tuple[float, float, float] = BRIGHT,
    gain: float = 30.0,
    *,
    bias: float = -2.9,
    name: str = "colour",
    has_graph: bool = True,
) -> ModelFile:
    """Writes a network whose logits are `bias` plus `gain` times the weighted sum of the colour channels.

    Channels count from the mean of ImageNet, in 0 to 1; a negative sum counts as 0.
    """
    weights = _weights(channels, gain, bias)
    extras = convert_once(CARD, weights).extras() if has_graph else {}
    return write_model_file(path, CARD.model_copy(update={"name": name}), weights, extras)


@cache
def _weights(channels: tuple[float, float, float], gain: float, bias: float) -> dict[str, NDArray[np.generic]]:
    from polyp_core.model.networks import build_network

    weights = {name: value.numpy().copy() for name, value in build_network(CARD.network).state_dict().items()}
    # The sum goes through the first convolutions and the last skip connection (channel 8); the rest is zero.
    for value in weights.values():
        if value.ndim == 4:
            value[...] = 0.0
    weights["encoder.model.conv1.0.weight"][0, :, 1, 1] = np.array(channels) * CARD.std
    for name, channel in (("encoder.model.conv1.3", 0), ("encoder.model.conv1.6", 0), ("decoder.blocks.3.conv1.0", 8)):
        weights[f"{name}.weight"][0, channel, 1, 1] = 1.0
    for name in ("blocks.3.conv2.0", "blocks.4.conv1.0", "blocks.4.conv2.0"):
        weights[f"decoder.{name}.weight"][0, 0, 1, 1] = 1.0
    weights["segmentation_head.0.weight"][0, 0, 1, 1] = gain
    weights["segmentation_head.0.bias"][...] = bias
    return weights
