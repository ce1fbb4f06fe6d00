"""A model file whose graph or weights do not give the probe answer is refused, and starting a model times out."""

import re
import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import openvino
import pytest
from numpy.typing import NDArray
from openvino import opset13 as ops

from polyp_core.errors import DeviceError, ModelFileError
from polyp_core.files.regular_files import open_regular
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.openvino_graph import Graph, float_graph
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.probability_levels import probability_bytes
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.model.networks import build_network
from polyp_core.model.probe import ANSWER_NAME, PICTURE_NAME, Probe, synthetic_pictures

SIDE_PX = 32
SIZE = 2500
CARD = ModelCard(
    name="untrained",
    architecture="Unet",
    encoder="tu-test_resnet",
    decoder_channels=(16, 16, 8, 8, 8),
    input_size=SIDE_PX,
    training_data=(),
    split="none",
    scores=(),
    date=date(2026, 1, 2),
    licence="none",
)


@cache
def weights(seed: int) -> dict[str, NDArray[np.generic]]:
    """Random weights; those of seed 1 predict polyps nearly everywhere, those of seed 2 nearly nowhere."""
    import torch

    torch.manual_seed(seed)
    state = build_network(CARD.network).state_dict()
    state["segmentation_head.0.bias"] += 1.0 if seed == 1 else -1.0
    return {name: value.numpy() for name, value in state.items()}


@pytest.fixture(scope="module")
def model_with(
    convert_once: Callable[[ModelFile], Graph], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., ModelFile]:
    """Writes a model file with the weights of one seed, and the graph and the probe's answer of others."""
    folder = tmp_path_factory.mktemp("graphs")

    def write(path: Path, own: int, graph: int | None, answer: int | None) -> ModelFile:
        extras: dict[str, bytes] = {}
        if graph is not None:
            other = write_model_file(folder / "other.safetensors", CARD, weights(graph))
            extras |= convert_once(other).extras()
        if answer is not None:
            picture = next(synthetic_pictures(SIDE_PX))
            asked = write_model_file(folder / "asked.safetensors", CARD, weights(answer))
            [right] = TorchEngine(asked, "cpu").run(picture[None]).levels
            extras |= Probe(picture, probability_bytes(right)).extras()
        return write_model_file(path, CARD, weights(own), extras)

    return write


def test_a_graph_of_other_weights_is_refused_by_name(tmp_path: Path, model_with, convert_here) -> None:
    path = tmp_path / "m.safetensors"
    for engine in (OpenVinoEngine(model_with(path, 1, 1, 1)), TorchEngine(read_model_file(path), "cpu")):
        engine.close()
    model_with(path, 1, 2, 1)
    with pytest.raises(
        ModelFileError, match=r"The graph in the model file .*m\.safetensors cannot be trusted"
    ) as caught:
        Segmenter.open(path, "cpu")
    assert "Package it again, or choose another file." in str(caught.value)
    convert_here(read_model_file(path))
    Segmenter.open(path, "cpu", "float").close()  # its weights are sound


def test_weights_with_another_probe_answer_are_refused(tmp_path: Path, model_with, convert_here) -> None:
    model = model_with(tmp_path / "m.safetensors", 2, None, 1)
    with pytest.raises(ModelFileError, match=r"The weights in the model file .*m\.safetensors cannot be trusted"):
        TorchEngine(model, "cpu")
    convert_here(model)
    with pytest.raises(ModelFileError, match="The weights in the model file"):
        Segmenter.open(model, "cpu")  # by way of a converted graph


def test_a_model_without_a_probe_opens(tmp_path: Path, model_with) -> None:
    """As in files of earlier versions."""
    with Segmenter.open(model_with(tmp_path / "m.safetensors", 1, 1, None), "cpu") as segmenter:
        assert segmenter.engine == "OpenVINO int8"


def test_a_probe_of_another_size_is_refused(tmp_path: Path) -> None:
    extras = {PICTURE_NAME: bytes(3 * 16 * 16), ANSWER_NAME: bytes(16 * 16)}
    model = write_model_file(tmp_path / "m.safetensors", CARD, weights(1), extras)
    with pytest.raises(ModelFileError, match=r"The probe in the model file .* is damaged"):
        TorchEngine(model, "cpu")


def test_drawn_images_are_deterministic() -> None:
    first, again = (np.stack(list(synthetic_pictures(64))) for _ in range(2))
    assert np.array_equal(first, again) and len(np.unique(first, axis=0)) == len(first)


def slow_graph() -> Graph:
    """A graph of the right shape that computes for some seconds."""
    frame = ops.parameter([1, SIDE_PX, SIDE_PX, 3], np.uint8, name="frame")
    grey = ops.reduce_max(ops.convert(frame, "f32"), ops.constant(np.array([3])), keep_dims=False)
    value = ops.broadcast(ops.reduce_max(grey, ops.constant(np.array([0, 1, 2])), False), ops.constant([SIZE, SIZE]))
    for _ in range(20):
        value = ops.tanh(ops.matmul(value, value, False, False))
    least = ops.reduce_min(value, ops.constant(np.array([0, 1])), False)
    finite = ops.less(least, ops.constant(np.float32(9)))
    answer = ops.multiply(grey, least)
    return Graph.of(openvino.Model([answer.output(0), finite.output(0)], [frame]))


def test_a_graph_that_does_not_answer_falls_back_to_the_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polyp_core.inference.openvino_engine.READY_TIMEOUT_S", 1.0)
    picture = next(synthetic_pictures(SIDE_PX))
    bare = write_model_file(tmp_path / "bare.safetensors", CARD, weights(1))
    [right] = TorchEngine(bare, "cpu").run(picture[None]).levels
    extras = {**slow_graph().extras(), **Probe(picture, probability_bytes(right)).extras()}
    model = write_model_file(tmp_path / "m.safetensors", CARD, weights(1), extras)
    with Segmenter.open(model, "cpu") as segmenter:
        assert segmenter.engine == "PyTorch fp32"
        assert re.search(
            "did not answer within 1 seconds|not make the model ready within 1 seconds", segmenter.notices[0]
        )


def test_reading_a_model_from_an_unresponsive_drive_times_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = write_model_file(tmp_path / "on a dead drive.safetensors", CARD, weights(1))
    answers = threading.Event()

    def wait(path: Path) -> BinaryIO:
        answers.wait()
        return open_regular(path)

    # What the operating system does with a file whose server is gone.
    monkeypatch.setattr("polyp_core.model.model_file.open_regular", wait)
    monkeypatch.setattr("polyp_core.model.model_file.READ_TIMEOUT_S", 0.3)
    for read in (lambda: read_model_file(model.path), model.weights):
        with pytest.raises(ModelFileError, match=r"dead drive\.safetensors cannot be read: its drive has not answered"):
            read()
    answers.set()
    assert read_model_file(model.path) == model


def test_a_conversion_that_does_not_end_times_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path))
    monkeypatch.setattr("polyp_core.inference.openvino_graph._CONVERSION_TIMEOUT_S", 0.2)
    model = write_model_file(tmp_path / "m.safetensors", CARD, weights(1))
    with pytest.raises(DeviceError, match=r"could not be prepared for OpenVINO within .* minutes"):
        float_graph(model)
    with Segmenter.open(model, "cpu") as segmenter:  # its weights run without a graph
        assert segmenter.engine == "PyTorch fp32" and "could not be prepared" in segmenter.notices[0]
