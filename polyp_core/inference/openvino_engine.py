"""Runs a network on the CPU with OpenVINO, in 8-bit integers where the model file carries the quantised graph."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import DeviceError
from polyp_core.inference.devices import Device, device_name
from polyp_core.inference.engine import Batch, EngineOutput, Precision, keep_for_ever
from polyp_core.inference.openvino_graph import Graph, float_graph
from polyp_core.model.model_file import ModelFile
from polyp_core.model.probe import refuse_other_answer
from polyp_core.offline import switch_off_telemetry
from polyp_core.time_limit import TimeLimitError, run_with_time_limit

switch_off_telemetry()
import openvino  # noqa: E402

_FLOAT_NAMES: Final = {"f32": "fp32", "bf16": "bf16", "f16": "fp16"}

READY_WITHIN_S = 60.0
"""The shipped model takes half a second on two cores."""


class OpenVinoEngine:
    """A network on OpenVINO. Starting one raises DeviceError where OpenVINO cannot run it or lacks memory.

    Frames of a batch run side by side, one in each of the streams that OpenVINO divides the cores into: on a small
    picture that keeps the cores busier than all of them at one frame.
    """

    def __init__(self, model: ModelFile, precision: Precision = "auto") -> None:
        """`precision` "auto" takes the quantised graph where `model` carries one; "float" never does.

        Raises ModelFileError where the graph does not answer as the weights do, DeviceError where it is not ready
        within READY_WITHIN_S.
        """
        graph = Graph.packed_in(model) if precision == "auto" else None
        self._is_quantised = graph is not None
        graph = graph or float_graph(model)
        self._has_presence_head = model.card.network.presence_head
        try:
            compiled, streams = run_with_time_limit(READY_WITHIN_S, partial(_compiled, graph, model, self.device))
        except TimeLimitError:
            raise DeviceError(
                f"OpenVINO did not make the model ready within {READY_WITHIN_S:.0f} seconds on "
                f"{device_name(self.device)}."
            ) from None
        part = "graph" if self._is_quantised else "weights"
        with _failures():
            float_type: str = compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name()
        self._float_name = _FLOAT_NAMES[float_type]
        self._requests: openvino.AsyncInferQueue | None = None
        refuse_other_answer(model, self.label, part, partial(_first_answer, compiled))
        with _failures():
            self._requests = openvino.AsyncInferQueue(compiled, streams)
        # Two for each stream, so that no stream waits for the slowest of every batch.
        self._batch_size = 2 * streams

    @property
    def device(self) -> Device:
        """Where it runs."""
        return "cpu"

    @property
    def label(self) -> str:
        """Library and precision."""
        return f"OpenVINO {'int8' if self._is_quantised else self._float_name}"

    @property
    def batch_size(self) -> int:
        """How many frames at a time it runs best with."""
        return self._batch_size

    def run(self, batch: Batch) -> EngineOutput:
        """What the network says of `batch` (N x S x S x 3).

        Raises DeviceError where OpenVINO fails, memory runs out, or the network gives values that are not numbers.
        """
        if self._requests is None:
            raise DeviceError("The model was closed.")
        probability = np.empty(batch.shape[:3], np.uint8)
        finite = np.zeros(len(batch), np.bool_)
        presence = np.zeros(len(batch), np.float32) if self._has_presence_head else None

        def keep(request: openvino.InferRequest, number: int) -> None:
            probability[number] = request.get_output_tensor(0).data[0]
            finite[number] = request.get_output_tensor(1).data
            if presence is not None:
                presence[number] = request.get_output_tensor(2).data[0]

        with _failures():
            self._requests.set_callback(keep)
            for number in range(len(batch)):
                self._requests.start_async(batch[number : number + 1], number)
            self._requests.wait_all()
        if not finite.all():
            raise DeviceError(f"The model gave values that are not numbers on {device_name(self.device)}.")
        return EngineOutput(probability, presence)

    def close(self) -> None:
        """Frees the memory. May be called twice."""
        self._requests = None


def _compiled(graph: Graph, model: ModelFile, device: Device) -> tuple[openvino.CompiledModel, int]:
    """The graph made ready to run, and in how many streams it runs best."""
    with _failures():
        core = openvino.Core()
        compiled = core.compile_model(
            core.read_model(graph.xml, graph.weights), device.upper(), {"PERFORMANCE_HINT": "THROUGHPUT"}
        )
        _refuse_another_shape(compiled, model.card.input_size, model.card.network.presence_head)
        streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        return compiled, streams


def _first_answer(compiled: openvino.CompiledModel, batch: Batch) -> NDArray[np.uint8]:
    """The answer to a batch of one frame. Raises DeviceError where it does not come in time."""
    with _failures():
        request = compiled.create_infer_request()
        request.start_async({0: batch})
        if not request.wait_for(round(READY_WITHIN_S * 1000)):
            # What frees it would wait for its end.
            keep_for_ever(request)
            raise DeviceError(f"The model gave no answer within {READY_WITHIN_S:.0f} seconds on {device_name('cpu')}.")
        return np.array(request.get_output_tensor(0).data)


def _refuse_another_shape(compiled: openvino.CompiledModel, side_px: int, has_presence_head: bool) -> None:
    def shapes(ports: list[openvino.ConstOutput]) -> list[tuple[tuple[int, ...], str]]:
        return [(tuple(port.shape), port.element_type.get_type_name()) for port in ports]

    taken, given = shapes(compiled.inputs), shapes(compiled.outputs)
    square = (1, side_px, side_px)
    outputs = [(square, "u8"), ((), "boolean"), *([((1,), "f32")] if has_presence_head else [])]
    if taken != [((*square, 3), "u8")] or given != outputs:
        raise DeviceError("The graph in the model file does not fit the model. Package the model again.")


@contextmanager
def _failures() -> Iterator[None]:
    """Turns OpenVINO's own failures, which are all of one kind, into DeviceError."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        text = str(error)
        if isinstance(error, MemoryError) or "bad_alloc" in text:
            raise DeviceError(f"There is not enough memory on {device_name('cpu')} to run the model.") from error
        last_line = text.strip().rpartition("\n")[2]
        raise DeviceError(f"OpenVINO failed on {device_name('cpu')}: {last_line}") from error
