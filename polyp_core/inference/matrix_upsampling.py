"""Rewrites bilinear upsampling in an OpenVINO graph as two matrix products, for which the CPU needs less time.

OpenVINO's kernel works on many channels at once, but logits have only one. For `light`, whose logits are enlarged from
64 x 64 to 256 x 256, the products save a tenth of the network's time on an AMD EPYC (7.4 instead of 8.2 ms), and the
levels are the same.
"""

import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.openvino_library import openvino, ops


def with_matrix_upsampling(network: openvino.Model) -> openvino.Model:
    """Replaces bilinear enlargements of a single channel in `network`, which is changed in place and returned."""
    for node in network.get_ops():
        if not _enlarges_one_channel(node):
            continue
        source, target = node.input_value(0), node.output(0)
        rows, columns = (bilinear_weights(source.shape[axis], target.shape[axis]) for axis in (2, 3))
        enlarged = ops.matmul(ops.matmul(rows, source, False, False), columns, False, True)
        enlarged.set_friendly_name(node.get_friendly_name())
        for reader in target.get_target_inputs():
            reader.replace_source_output(enlarged.output(0))
    return network


def bilinear_weights(size: int, new_size: int) -> NDArray[np.float32]:
    """Returns the matrix (`new_size` x `size`) that enlarges `size` samples linearly.

    Samples lie in the middle of their pixels, and the outer ones are repeated, as by `align_corners=False` in PyTorch.
    """
    positions = np.clip((np.arange(new_size) + 0.5) * size / new_size - 0.5, 0, size - 1)
    return np.asarray(np.maximum(0, 1 - np.abs(positions[:, None] - np.arange(size))), np.float32)


def _enlarges_one_channel(node: openvino.Node) -> bool:
    if node.get_type_name() != "Interpolate" or not node.get_output_partial_shape(0).is_static:
        return False
    before, after = node.get_input_shape(0), node.get_output_shape(0)
    attributes = node.get_attributes()
    return (
        attributes["mode"] in ("linear", "linear_onnx")
        and attributes["coordinate_transformation_mode"] in ("half_pixel", "pytorch_half_pixel")
        and not any(attributes["pads_begin"])
        and not any(attributes["pads_end"])
        and len(before) == 4
        and before[1] == 1
        and after[2] > before[2]
        and after[3] > before[3]
    )
