from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import openvino
import pytest
from numpy.typing import NDArray
from openvino import opset13 as ops

from polyp_core.errors import DeviceError
from polyp_core.frames.frame import Frame
from polyp_core.inference.openvino_engine import OpenVinoEngine, _with_levels
from polyp_core.inference.openvino_graph import XML_NAME, Graph, float_graph
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.probability_levels import PROBABILITIES, levels_of
from polyp_core.model.card import ModelCard
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from resources import MODEL_FILE

SIDE_PX = 64


def dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return 2 * int((one & other).sum()) / int(one.sum() + other.sum())


@pytest.fixture(scope="session")
def shipped() -> ModelFile:
    return read_model_file(MODEL_FILE)


@pytest.fixture(scope="session")
def squares(frames: list[Frame]) -> NDArray[np.uint8]:
    return np.stack([Letterbox(f.image.shape[1], f.image.shape[0]).apply(f.image) for f in frames])


@pytest.fixture(scope="session")
def reference(shipped: ModelFile, squares: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return TorchEngine(shipped, "cpu").run(squares).levels


@pytest.fixture(scope="session")
def quantised(shipped: ModelFile) -> Iterator[OpenVinoEngine]:
    engine = OpenVinoEngine(shipped)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def plain_model(tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    """A small untrained network in a file without a graph."""
    import torch

    from polyp_core.model.networks import build_network

    torch.manual_seed(1)  # with others, all pixels may have one level
    card = ModelCard(
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
    weights = {name: value.numpy() for name, value in build_network(card.network).state_dict().items()}
    return write_model_file(tmp_path_factory.mktemp("models") / "plain.safetensors", card, weights)


def test_the_quantised_graph_gives_the_masks_of_the_reference(
    quantised: OpenVinoEngine, squares: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> None:
    levels = quantised.run(squares).levels
    assert quantised.label == "OpenVINO int8"
    assert quantised.device == "cpu"
    assert levels.dtype == np.uint8
    assert levels.shape == reference.shape
    assert dice(levels > 127, reference > 127) > 0.97
    assert 255 * np.abs(PROBABILITIES[levels] - PROBABILITIES[reference]).mean() < 2


def test_a_graph_of_an_earlier_version_gives_the_same_levels(
    tmp_path: Path, plain_model: ModelFile, convert_once: Callable[[ModelFile], Graph]
) -> None:
    """Its first output is the sigmoid of the logits as uint8."""
    present = convert_once(plain_model)
    network = openvino.Core().read_model(present.xml, present.weights)
    logits, finite = (result.input_value(0) for result in network.get_results())
    rounded = ops.round(ops.multiply(ops.sigmoid(logits), np.float32(255)), "half_to_even")
    earlier = openvino.Model([ops.convert(rounded, "u8").output(0), finite], network.get_parameters())
    noise = np.random.default_rng(5).integers(0, 256, (2, SIDE_PX, SIDE_PX, 3), np.uint8)
    found = []
    for graph in (Graph.of(earlier), present):
        model = write_model_file(
            tmp_path / "packed.safetensors", plain_model.card, plain_model.weights(), graph.extras()
        )
        found.append(OpenVinoEngine(model).run(noise).levels)
    assert len(np.unique(found[0])) > 1
    assert np.array_equal(*found)


def test_predictions_do_not_depend_on_the_batch(quantised: OpenVinoEngine, squares: NDArray[np.uint8]) -> None:
    together = quantised.run(squares).levels
    for number in (9, 0, 4):
        assert np.array_equal(quantised.run(squares[number : number + 1]).levels[0], together[number])
    assert np.array_equal(quantised.run(squares[::-1]).levels[::-1], together)


def test_running_a_closed_engine_is_an_error(shipped: ModelFile, squares: NDArray[np.uint8]) -> None:
    engine = OpenVinoEngine(shipped)
    engine.close()
    engine.close()
    with pytest.raises(DeviceError, match="closed"):
        engine.run(squares[:1])


def test_a_model_without_a_graph_is_converted_once_and_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain_model: ModelFile, convert_here
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path))
    convert_here(plain_model)
    [kept] = (tmp_path / "cache" / "openvino").iterdir()
    first = Graph.packed_in(read_model_file(kept))
    damaged = bytearray(kept.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    kept.write_bytes(damaged)

    noise = np.random.default_rng(5).integers(0, 256, (3, SIDE_PX, SIDE_PX, 3), np.uint8)
    expected = TorchEngine(plain_model, "cpu").run(noise).levels
    engine = OpenVinoEngine(plain_model)
    assert engine.label in ("OpenVINO fp32", "OpenVINO bf16", "OpenVINO fp16")
    tolerance = 1 if engine.label.endswith("32") else 4
    assert np.abs(engine.run(noise).levels.astype(int) - expected).max() <= tolerance

    made = Graph.packed_in(read_model_file(kept))
    assert first is not None and made is not None
    assert made.weights == first.weights, "a damaged graph is made anew"
    written = kept.stat().st_mtime_ns, kept.read_bytes()
    assert float_graph(plain_model) == made
    assert (kept.stat().st_mtime_ns, kept.read_bytes()) == written, "a sound one is read"


def test_precision_float_ignores_the_quantised_graph(tmp_path: Path, plain_model: ModelFile, convert_here) -> None:
    shipped_graph = Graph.packed_in(read_model_file(MODEL_FILE))
    assert shipped_graph is not None
    packed = write_model_file(
        tmp_path / "packed.safetensors", plain_model.card, plain_model.weights(), shipped_graph.extras()
    )
    with pytest.raises(DeviceError, match="does not fit the model"):
        OpenVinoEngine(packed)
    convert_here(packed)
    with Segmenter.open(packed, precision="float") as segmenter:
        assert segmenter.engine in ("OpenVINO fp32", "OpenVINO bf16", "OpenVINO fp16")


def test_an_incompatible_graph_falls_back_to_pytorch_with_a_notice(
    tmp_path: Path, plain_model: ModelFile, frames: list[Frame]
) -> None:
    shipped_graph = Graph.packed_in(read_model_file(MODEL_FILE))
    assert shipped_graph is not None
    for extras, reason in (
        (shipped_graph.extras(), "does not fit the model"),
        (Graph(b"<nothing/>", b"").extras(), "OpenVINO failed"),
    ):
        model = write_model_file(tmp_path / "odd.safetensors", plain_model.card, plain_model.weights(), extras)
        with Segmenter.open(model) as segmenter:
            assert segmenter.engine == "PyTorch fp32"
            [notice] = segmenter.notices
            assert reason in notice
            assert segmenter.segment(frames[:1])[0].frame_index == frames[0].index


def test_an_unwritable_cache_is_logged_and_the_graph_converted_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, plain_model: ModelFile
) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    with Segmenter.open(plain_model) as segmenter:
        assert segmenter.engine.startswith("OpenVINO ") and segmenter.notices == ()
    assert caplog.text.count("could not be cached. Cannot write") == 1


def test_an_incomplete_graph_counts_as_missing(tmp_path: Path, plain_model: ModelFile) -> None:
    model = write_model_file(
        tmp_path / "half.safetensors", plain_model.card, plain_model.weights(), {XML_NAME: b"<net/>"}
    )
    assert Graph.packed_in(model) is None


def test_a_graph_of_an_earlier_version_without_a_sigmoid_gives_the_levels_of_its_probabilities() -> None:
    picture = ops.parameter([1, 16, 16], openvino.Type.u8)
    at_most = ops.constant(np.uint8(250))
    network = _with_levels(openvino.Model([ops.minimum(picture, at_most).output(0)], [picture]))
    bytes_given = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    levels = openvino.Core().compile_model(network, "CPU")(bytes_given)[0]
    np.testing.assert_array_equal(levels, levels_of(np.minimum(bytes_given, 250) / 255))
