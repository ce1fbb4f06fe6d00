"""Inference engine on PyTorch: half precision on CUDA, and full precision on the CPU as the reference."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from polyp_core.errors import DeviceError, ModelFileError
from polyp_core.inference.devices import Device, cpu_threads, device_name
from polyp_core.inference.engine import Batch, EngineOutput, leak_reference
from polyp_core.masks.probability_levels import (
    LEVELS_PER_LOG_ODD,
    LOWEST_LEVEL,
    MIDDLE_LEVEL,
    Levels,
    probability_bytes,
)
from polyp_core.model.model_file import ModelFile
from polyp_core.model.networks import build_network, logits_of
from polyp_core.model.probe import verify_probe_answer


class LogitsNetwork(nn.Module):
    """A network from uint8 RGB (N x S x S x 3) to float32 logits (N x S x S), including normalisation.

    The network runs in `dtype`, normalisation (by the card's mean and std) in float32. The second output is whether all
    logits are finite. With a presence head, a third one is the presence of each frame (N).
    """

    scale: Tensor
    shift: Tensor

    def __init__(self, model: ModelFile, dtype: torch.dtype) -> None:
        super().__init__()
        self.network = load_network(model).to(dtype).to(memory_format=torch.channels_last)
        mean, std = torch.tensor(model.card.mean), torch.tensor(model.card.std)
        self.register_buffer("scale", 1 / (255 * std))
        self.register_buffer("shift", -mean / std)
        self.dtype = dtype

    def forward(self, batch: Tensor) -> tuple[Tensor, ...]:
        normalised = batch.float() * self.scale + self.shift
        # The permuted view of N x S x S x 3 is in channels-last memory format, so nothing is copied.
        mask, presence = logits_of(self.network, normalised.to(self.dtype).permute(0, 3, 1, 2))
        logits = mask[:, 0].float()
        finite = torch.isfinite(logits).all()
        if presence is None:
            return logits, finite
        presence = presence.float()
        return logits, finite & torch.isfinite(presence).all(), torch.sigmoid(presence)


def levels_of_logits(logits: Tensor) -> Tensor:
    """Returns the uint8 levels of logits of any shape, as `probability_levels` defines them."""
    levels = (torch.floor(logits * LEVELS_PER_LOG_ODD) + MIDDLE_LEVEL).clamp(0, 255)
    return levels.masked_fill(levels < LOWEST_LEVEL, 0).to(torch.uint8)


def load_network(model: ModelFile) -> nn.Module:
    """Returns the network of `model` with its weights, in float32 and evaluation mode.

    Raises ModelFileError if the weights do not match the network.
    """
    network = build_network(model.card.network)
    try:
        network.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in model.weights().items()})
    except RuntimeError as error:
        raise ModelFileError(
            "The model card of {path} names the network {title}, but the weights are those of another "
            "network. Choose another model file.",
            path=model.path,
            title=model.card.network.title,
        ) from error
    return network.eval().requires_grad_(False)


def exported_network(model: ModelFile) -> torch.export.ExportedProgram:
    """Exports the reference network for conversion to other engines, with the outputs of LogitsNetwork.

    The input is one frame (1 x S x S x 3 uint8). Raises ModelFileError if the weights do not match the network.
    """
    side = model.card.input_size
    frame = torch.zeros(1, side, side, 3, dtype=torch.uint8)
    return torch.export.export(LogitsNetwork(model, torch.float32).eval(), (frame,))


class TorchEngine:
    """A network on PyTorch. The constructor raises DeviceError if `device` is absent, fails, or lacks memory.

    Raises ModelFileError if the weights do not match the network, or its probe answer differs from the stored one.
    """

    def __init__(self, model: ModelFile, device: Device) -> None:
        self._device: Device = device
        with device_errors(device):
            self._runner: _CudaRunner | _CpuRunner = _CudaRunner(model) if device == "cuda" else _CpuRunner(model)
        try:
            verify_probe_answer(model, self.label, "weights", lambda batch: probability_bytes(self.run(batch).levels))
        except ModelFileError:
            self.close()
            raise

    @property
    def device(self) -> Device:
        """The device it runs on."""
        return self._device

    @property
    def label(self) -> str:
        """Library and precision."""
        return self._runner.label

    @property
    def batch_size(self) -> int:
        """Batch size with the highest throughput."""
        return self._runner.batch_size

    def run(self, batch: Batch) -> EngineOutput:
        """Returns the network's output for `batch` (N x S x S x 3 uint8 RGB).

        Raises DeviceError if the device fails, runs out of memory, or the output is not finite.
        """
        levels = np.empty(batch.shape[:3], np.uint8)
        presences: list[NDArray[np.float32]] = []
        for start in range(0, len(batch), self.batch_size):
            part = np.s_[start : start + self.batch_size]
            with device_errors(self._device):
                levels[part], finite, presence = self._runner.run(batch[part])
            if not finite:
                raise DeviceError(
                    "The model returned values that are not numbers on {device}.", device=device_name(self._device)
                )
            if presence is not None:
                presences.append(presence)
        return EngineOutput(levels, np.concatenate(presences) if presences else None)

    def close(self) -> None:
        """Frees the device's memory. Idempotent."""
        self._runner.close()


_RunnerOutput = tuple[Levels, bool, NDArray[np.float32] | None]
"""Probability maps (N x S x S), whether all logits are finite, and the presence (N), None without that head."""


class _CpuRunner:
    label = "PyTorch fp32"
    batch_size = 2

    def __init__(self, model: ModelFile) -> None:
        torch.set_num_threads(cpu_threads())
        self._network = LogitsNetwork(model, torch.float32).eval()

    @torch.inference_mode()
    def run(self, batch: Batch) -> _RunnerOutput:
        logits, finite, *presence = self._network(torch.from_numpy(np.ascontiguousarray(batch)))
        return levels_of_logits(logits).numpy(), bool(finite), presence[0].numpy() if presence else None

    def close(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True, slots=True)
class _Captured:
    """A captured CUDA graph for one batch size, with its input and output buffers on the device and (pinned) host."""

    graph: torch.cuda.CUDAGraph
    host_frames: Tensor
    frames: Tensor
    levels: Tensor
    finite: Tensor
    presence: Tensor | None
    host_levels: Tensor


class _CudaRunner:
    """Replays CUDA graphs, one for each batch size of `_SIZES`; other batches use the next larger graph."""

    label = "PyTorch fp16"
    batch_size = 16

    _SIZES = (1, 2, 4, 8, 16)
    _WARM_UP_RUNS = 3

    def __init__(self, model: ModelFile) -> None:
        if not torch.cuda.is_available():
            raise DeviceError(
                "The installed PyTorch cannot use this machine's NVIDIA graphics card. "
                "Install the CUDA build of PyTorch: uv pip install --torch-backend=auto torch torchvision"
            )
        self._side = model.card.input_size
        self._stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        self._pool = torch.cuda.graph_pool_handle()
        self._network: LogitsNetwork | None = LogitsNetwork(model, torch.float16).eval().to("cuda")
        # The weights are copied on the default stream; this stream must wait for that.
        self._stream.wait_stream(torch.cuda.current_stream())
        self._captured: dict[int, _Captured] = {}
        # Run once now, so that a device that cannot run the network fails in the constructor.
        try:
            self.run(np.zeros((1, self._side, self._side, 3), np.uint8))
        except RuntimeError:
            self.close()
            raise

    @torch.inference_mode()
    def run(self, batch: Batch) -> _RunnerOutput:
        size = next(size for size in self._SIZES if size >= len(batch))
        run = self._captured.get(size) or self._captured.setdefault(size, self._capture(size))
        run.host_frames.numpy()[: len(batch)] = batch
        with torch.cuda.stream(self._stream):
            run.frames.copy_(run.host_frames, non_blocking=True)
            run.graph.replay()
            run.host_levels.copy_(run.levels, non_blocking=True)
            finite = bool(run.finite)
            presence = None if run.presence is None else run.presence[: len(batch)].cpu().numpy()
        self._stream.synchronize()
        return run.host_levels.numpy()[: len(batch)], finite, presence

    def _capture(self, size: int) -> _Captured:
        if self._network is None:
            raise DeviceError("The model was closed.")
        shape = (size, self._side, self._side, 3)
        frames = torch.zeros(shape, dtype=torch.uint8, device="cuda")
        self._stream.wait_stream(torch.cuda.current_stream())
        # cuDNN selects its fastest kernels during warm-up and the graph records them; global settings stay unchanged.
        with torch.backends.cudnn.flags(enabled=True, benchmark=True), torch.cuda.stream(self._stream):
            for _ in range(self._WARM_UP_RUNS):
                levels_of_logits(self._network(frames)[0])
            self._stream.synchronize()
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph, self._pool, self._stream, capture_error_mode="thread_local"):
                logits, finite, *presence = self._network(frames)
                levels = levels_of_logits(logits)
        return _Captured(
            graph=graph,
            host_frames=torch.zeros(shape, dtype=torch.uint8, pin_memory=True),
            frames=frames,
            levels=levels,
            finite=finite,
            presence=presence[0] if presence else None,
            host_levels=torch.empty(shape[:3], dtype=torch.uint8, pin_memory=True),
        )

    def close(self) -> None:
        try:
            torch.cuda.synchronize()
        except RuntimeError:
            # The device has failed. Freeing pinned memory would call it again, and PyTorch terminates the process if
            # that fails in a destructor (PyTorch pull request 178154).
            leak_reference(self._captured)
            return
        self._captured.clear()
        self._network = None
        torch.cuda.empty_cache()


@contextmanager
def device_errors(device: Device) -> Iterator[None]:
    """Turns failures of the device into DeviceError; other exceptions are bugs and pass through."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        text = str(error)
        # PyTorch reports exhausted host memory as a plain RuntimeError of its allocator.
        if isinstance(error, torch.OutOfMemoryError | MemoryError) or "DefaultCPUAllocator" in text:
            raise DeviceError(
                "There is not enough memory on {device} to run the model.", device=device_name(device)
            ) from error
        if isinstance(error, torch.AcceleratorError) or any(name in text for name in ("CUDA", "cuDNN", "CUBLAS")):
            first_line = text.partition("\n")[0]
            raise DeviceError(
                "{device} failed: {first_line}", device=device_name(device), first_line=first_line
            ) from error
        raise
