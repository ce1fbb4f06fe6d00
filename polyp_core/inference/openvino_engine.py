"""Inference engine on OpenVINO (CPU); uses 8-bit integers if the model file contains a quantised graph."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import DeviceError
from polyp_core.inference.devices import Device, device_name
from polyp_core.inference.engine import Batch, EngineOutput, Precision, leak_reference
from polyp_core.inference.matrix_upsampling import with_matrix_upsampling
from polyp_core.inference.openvino_graph import Graph, float_graph
from polyp_core.inference.openvino_library import openvino, ops
from polyp_core.masks.probability_levels import (
    LEVELS_PER_LOG_ODD,
    LOWEST_LEVEL,
    MIDDLE_LEVEL,
    Levels,
    levels_of,
    probability_bytes,
)
from polyp_core.model.model_file import ModelFile
from polyp_core.model.probe import verify_probe_answer
from polyp_core.time_limit import TimeLimitError, run_with_time_limit

_FLOAT_NAMES: Final = {"f32": "fp32", "bf16": "bf16", "f16": "fp16"}

_WRONG_GRAPH = "The graph in the model file does not fit the model. Package the model again."

READY_TIMEOUT_S = 60.0
"""The shipped model takes half a second on two cores."""


@dataclass(slots=True, eq=False)
class _Run:
    """A batch that was begun: its output as far as it is known, and how many of its frames still run."""

    levels: Levels
    finite: NDArray[np.bool_]
    presence: NDArray[np.float32] | None
    frames_left: int = field(init=False)

    def __post_init__(self) -> None:
        self.frames_left = len(self.levels)

    def store(self, request: openvino.InferRequest, number: int) -> None:
        """Copies the output for the frame `number` of the batch."""
        self.levels[number] = request.get_output_tensor(0).data[0]
        self.finite[number] = request.get_output_tensor(1).data
        if self.presence is not None:
            self.presence[number] = request.get_output_tensor(2).data[0]
        self.frames_left -= 1


class OpenVinoEngine:
    """A network on OpenVINO. The constructor raises DeviceError if OpenVINO cannot run it or lacks memory.

    The frames of a batch run in parallel, one per OpenVINO stream (a subset of the cores): for small pictures this is
    faster than using all cores for one frame. With the next batch begun, streams do not idle while the slowest one
    finishes a batch.
    """

    def __init__(self, model: ModelFile, precision: Precision = "auto") -> None:
        """`precision` "auto" uses the quantised graph if `model` has one; "float" never does.

        Raises ModelFileError if the graph's probe answer differs from that of the weights, DeviceError if it is not
        ready within READY_TIMEOUT_S.
        """
        graph = Graph.packed_in(model) if precision == "auto" else None
        self._is_quantised = graph is not None
        graph = graph or float_graph(model)
        self._has_presence_head = model.card.network.presence_head
        try:
            compiled, streams = run_with_time_limit(READY_TIMEOUT_S, partial(_compile, graph, model, self.device))
        except TimeLimitError:
            raise DeviceError(
                "OpenVINO did not make the model ready within {seconds} seconds on {device}.",
                seconds=format(READY_TIMEOUT_S, ".0f"),
                device=device_name(self.device),
            ) from None
        part = "graph" if self._is_quantised else "weights"
        with _device_errors():
            float_type: str = compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name()
        self._float_name = _FLOAT_NAMES[float_type]
        self._idle = deque[openvino.InferRequest]()
        self._running = deque[tuple[openvino.InferRequest, _Run, int]]()  # in the order in which they were begun
        verify_probe_answer(model, self.label, part, partial(_run_once, compiled))
        with _device_errors():
            self._idle.extend(compiled.create_infer_request() for _ in range(2 * streams))
        self._batch_size = streams

    @property
    def device(self) -> Device:
        """The device it runs on."""
        return "cpu"

    @property
    def label(self) -> str:
        """Library and precision."""
        return f"OpenVINO {'int8' if self._is_quantised else self._float_name}"

    @property
    def batch_size(self) -> int:
        """Batch size with the highest throughput."""
        return self._batch_size

    def run(self, batch: Batch) -> EngineOutput:
        """Returns the network's output for `batch` (N x S x S x 3 uint8 RGB).

        Raises DeviceError if OpenVINO fails, memory runs out, or the output is not finite.
        """
        return self.start(batch)()

    def start(self, batch: Batch) -> Callable[[], EngineOutput]:
        """Begins to run `batch`; the returned function waits for the output, and raises the errors of `run`."""
        presence = np.zeros(len(batch), np.float32) if self._has_presence_head else None
        run = _Run(np.empty(batch.shape[:3], np.uint8), np.zeros(len(batch), np.bool_), presence)
        for number in range(len(batch)):
            if not self._idle:
                self._collect_first()
            request = self._idle.popleft()
            self._running.append((request, run, number))
            with _device_errors():
                request.get_input_tensor(0).data[0] = batch[number]  # as an argument of `start_async` it takes longer
                request.start_async()
        return partial(self._finish, run)

    def _finish(self, run: _Run) -> EngineOutput:
        while run.frames_left:
            self._collect_first()
        if not run.finite.all():
            raise DeviceError(
                "The model returned values that are not numbers on {device}.", device=device_name(self.device)
            )
        return EngineOutput(run.levels, run.presence)

    def _collect_first(self) -> None:
        """Waits for the frame that was begun first."""
        if not self._running:
            raise DeviceError("The model was closed.")
        request, run, number = self._running.popleft()
        with _device_errors():
            request.wait()
        run.store(request, number)
        self._idle.append(request)

    def close(self) -> None:
        """Frees the memory. Idempotent."""
        self._running.clear()  # waits for each
        self._idle.clear()


def _compile(graph: Graph, model: ModelFile, device: Device) -> tuple[openvino.CompiledModel, int]:
    """Returns the compiled graph and its optimal number of streams."""
    with _device_errors():
        core = openvino.Core()
        network = _with_levels(with_matrix_upsampling(core.read_model(graph.xml, graph.weights)))
        compiled = core.compile_model(network, device.upper(), {"PERFORMANCE_HINT": "THROUGHPUT"})
        _check_shapes(compiled, model.card.input_size, model.card.network.presence_head)
        streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        return compiled, streams


def _with_levels(network: openvino.Model) -> openvino.Model:
    """Returns `network` with levels as its first output, instead of logits.

    In model files of earlier versions the first output is a probability (uint8), computed by a sigmoid of the logits.
    """
    output, *others = (result.input_value(0) for result in network.get_results())
    logits = _logits_before(output) if output.get_element_type() == openvino.Type.u8 else output
    if logits is None:  # probabilities that no sigmoid computed
        of_byte = levels_of(np.arange(256) / 255)
        levels = ops.gather(of_byte, ops.convert(output, "i32"), np.int32(0))
        return openvino.Model([levels.output(0), *others], network.get_parameters())
    # Rounded down before the shift, so that reduced precision on the CPU moves no logit over 0.
    steps = ops.floor(ops.multiply(logits, np.float32(LEVELS_PER_LOG_ODD)))
    levels = ops.clamp(ops.add(steps, np.float32(MIDDLE_LEVEL)), 0, 255)
    levels = ops.select(ops.less(levels, np.float32(LOWEST_LEVEL)), np.float32(0), levels)
    return openvino.Model([ops.convert(levels, "u8").output(0), *others], network.get_parameters())


def _logits_before(probability: openvino.Output) -> openvino.Output | None:
    """Returns the input of the sigmoid that computes `probability`, or None if there is none."""
    node = probability.get_node()
    while node.get_type_name() != "Sigmoid":
        if not node.get_input_size():
            return None
        node = node.input_value(0).get_node()
    return node.input_value(0)


def _run_once(compiled: openvino.CompiledModel, batch: Batch) -> NDArray[np.uint8]:
    """Returns the probabilities of one frame, 255 for 1. Raises DeviceError if it takes longer than READY_TIMEOUT_S."""
    with _device_errors():
        request = compiled.create_infer_request()
        request.start_async({0: batch})
        if not request.wait_for(round(READY_TIMEOUT_S * 1000)):
            # Its destructor would wait for the request to end.
            leak_reference(request)
            raise DeviceError(
                "The model did not answer within {seconds} seconds on {device}.",
                seconds=format(READY_TIMEOUT_S, ".0f"),
                device=device_name("cpu"),
            )
        return probability_bytes(request.get_output_tensor(0).data)


def _check_shapes(compiled: openvino.CompiledModel, side_px: int, has_presence_head: bool) -> None:
    def shapes(ports: list[openvino.ConstOutput]) -> list[tuple[tuple[int, ...], str]]:
        return [(tuple(port.shape), port.element_type.get_type_name()) for port in ports]

    inputs, outputs = shapes(compiled.inputs), shapes(compiled.outputs)
    square = (1, side_px, side_px)
    expected = [(square, "u8"), ((), "boolean"), *([((1,), "f32")] if has_presence_head else [])]
    if inputs != [((*square, 3), "u8")] or outputs != expected:
        raise DeviceError(_WRONG_GRAPH)


@contextmanager
def _device_errors() -> Iterator[None]:
    """Turns OpenVINO's failures (RuntimeError) and MemoryError into DeviceError."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        text = str(error)
        if isinstance(error, MemoryError) or "bad_alloc" in text:
            raise DeviceError(
                "There is not enough memory on {device} to run the model.", device=device_name("cpu")
            ) from error
        last_line = text.strip().rpartition("\n")[2]
        raise DeviceError(
            "OpenVINO failed on {device}: {last_line}", device=device_name("cpu"), last_line=last_line
        ) from error
