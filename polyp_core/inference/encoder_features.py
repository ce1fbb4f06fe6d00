"""Features of pictures from the deepest layer of a model's encoder, on OpenVINO."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import DeviceError
from polyp_core.frames.frame import Image
from polyp_core.inference.openvino_graph import Graph, float_graph
from polyp_core.inference.openvino_library import openvino, ops
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile

Features = NDArray[np.float32]


class EncoderFeatures:
    """Computes the mean of each channel of the encoder's smallest feature map, always on the CPU.

    The constructor raises DeviceError if OpenVINO cannot run the model, or it has no such map.
    """

    def __init__(self, model: ModelFile) -> None:
        graph = Graph.packed_in(model) or float_graph(model)
        self._side_px = model.card.input_size
        try:
            core = openvino.Core()
            network = core.read_model(graph.xml, graph.weights)
            pooled = ops.reduce_mean(_deepest_map(network), np.array([2, 3]), keep_dims=False)
            part = openvino.Model([ops.convert(pooled, "f32").output(0)], network.get_parameters())
            compiled = core.compile_model(part, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"})
            streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
            self._requests = openvino.AsyncInferQueue(compiled, streams)
            self._channels: int = compiled.output(0).shape[1]
        except (RuntimeError, MemoryError) as error:
            last_line = str(error).strip().rpartition("\n")[2]
            raise DeviceError("The model's features cannot be computed: {last_line}", last_line=last_line) from error

    def of(self, images: Sequence[Image]) -> Features:
        """Returns N x C float32 for N pictures (H x W x 3 uint8 RGB, sizes may differ). Raises DeviceError."""
        found = np.empty((len(images), self._channels), np.float32)

        def store(request: openvino.InferRequest, number: int) -> None:
            found[number] = request.get_output_tensor(0).data[0]

        try:
            self._requests.set_callback(store)
            for number, image in enumerate(images):
                square = Letterbox(image.shape[1], image.shape[0], self._side_px).apply(image)
                self._requests.start_async(np.ascontiguousarray(square[None]), number)
            self._requests.wait_all()
        except (RuntimeError, MemoryError) as error:
            raise DeviceError("The model's features cannot be computed: {error}", error=str(error)) from error
        return found


def _deepest_map(network: openvino.Model) -> openvino.Output:
    """Returns the last output (1 x C x h x w) with the smallest h = w above 1: the end of the encoder."""
    of_input: set[str] = {each.get_friendly_name() for each in network.get_parameters()}
    squares = []
    for node in network.get_ordered_ops():
        sources = (node.input_value(place).get_node().get_friendly_name() for place in range(node.get_input_size()))
        if of_input.isdisjoint(sources):
            continue  # computed from weights alone
        of_input.add(node.get_friendly_name())
        if node.get_output_size() and node.output(0).partial_shape.is_static:
            shape = tuple(node.output(0).shape)
            if len(shape) == 4 and shape[0] == 1 and shape[2] == shape[3] > 1:
                squares.append(node.output(0))
    if not squares:
        raise DeviceError("The model has no feature maps.")
    smallest = min(each.shape[2] for each in squares)
    return [each for each in squares if each.shape[2] == smallest][-1]
