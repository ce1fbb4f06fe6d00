"""A tiny network that finds what is green, and recordings with green squares that it finds."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np

from polyp_core.export.formats.videos import VideoWriter
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import write_model_file

SIZE_PX = (160, 120)
RATE_FPS = 25.0
STRONG, WEAK = (40, 190, 60), (80, 166, 70)
"""Colours of squares; the model is less sure of WEAK."""

Scenes = Mapping[range, tuple[int, int, int]]
"""The frames that show a square, and its colour."""


def write_green_model(path: Path, *, name: str = "green", bias: float = -2.9) -> Path:
    """Writes a network that marks what is more green than red, with the more confidence the greener it is.

    With a lower `bias` it finds less.
    """
    from polyp_core.inference.openvino_graph import Graph, convert
    from polyp_core.model.networks import build_network

    card = ModelCard(
        name=name,
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
    weights = {name: value.numpy().copy() for name, value in build_network(card.network).state_dict().items()}
    # Green minus red goes through the first convolutions and the last skip connection (channel 8); the rest is zero.
    for value in weights.values():
        if value.ndim == 4:
            value[...] = 0.0
    weights["encoder.model.conv1.0.weight"][0, :, 1, 1] = np.array([-1, 1, 0]) * card.std
    for name, channel in (("encoder.model.conv1.3", 0), ("encoder.model.conv1.6", 0), ("decoder.blocks.3.conv1.0", 8)):
        weights[f"{name}.weight"][0, channel, 1, 1] = 1.0
    for name in ("blocks.3.conv2.0", "blocks.4.conv1.0", "blocks.4.conv2.0"):
        weights[f"decoder.{name}.weight"][0, 0, 1, 1] = 1.0
    weights["segmentation_head.0.weight"][0, 0, 1, 1] = 12.0
    weights["segmentation_head.0.bias"][...] = bias
    graph = Graph.of(convert(write_model_file(path, card, weights)))
    return write_model_file(path, card, weights, graph.extras()).path


def write_recording(path: Path, frame_count: int, scenes: Scenes) -> Path:
    """Writes a reddish textured recording with green squares."""
    texture = (
        np.random.default_rng(1).integers(-20, 20, (SIZE_PX[1] // 4, SIZE_PX[0] // 4, 1)).repeat(4, 0).repeat(4, 1)
    )
    background = np.array([180, 90, 80]) + texture
    with VideoWriter(path, *SIZE_PX, RATE_FPS, comment=path.name, crf=8) as video:
        for index in range(frame_count):
            image = background.astype(np.uint8)
            for frames, colour in scenes.items():
                if index in frames:
                    image[40:80, 60:100] = colour
            video.write(image, index / RATE_FPS)
    return path
