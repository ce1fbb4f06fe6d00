from collections.abc import Callable

import numpy as np
import openvino
import pytest
from openvino import opset13 as ops

from polyp_core.inference.matrix_upsampling import with_matrix_upsampling


def upsampling(channels: int, size: tuple[int, int], *, mode: str = "linear_onnx") -> openvino.Model:
    parameter = ops.parameter([1, channels, 5, 7], np.float32)
    enlarged = ops.interpolate(
        parameter, np.array(size), mode, "sizes", coordinate_transformation_mode="half_pixel", axes=np.array([2, 3])
    )
    return openvino.Model([enlarged.output(0)], [parameter])


def kinds(network: openvino.Model) -> set[str]:
    return {node.get_type_name() for node in network.get_ops()}


def output_of(network: openvino.Model) -> Callable[[np.ndarray], np.ndarray]:
    compiled = openvino.Core().compile_model(network, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return lambda values: np.array(compiled(values)[0])


@pytest.mark.parametrize("size", [(20, 28), (11, 9)])
def test_the_products_enlarge_as_the_graph_does(size: tuple[int, int]) -> None:
    logits = np.random.default_rng(0).normal(0, 5, (1, 1, 5, 7)).astype(np.float32)
    expected = output_of(upsampling(1, size))(logits)
    rewritten = with_matrix_upsampling(upsampling(1, size))
    assert "Interpolate" not in kinds(rewritten)
    assert output_of(rewritten)(logits) == pytest.approx(expected, abs=1e-5)


def test_what_is_no_bilinear_enlargement_of_one_channel_stays() -> None:
    for network in (upsampling(2, (20, 28)), upsampling(1, (3, 4)), upsampling(1, (20, 28), mode="nearest")):
        assert "Interpolate" in kinds(with_matrix_upsampling(network))
