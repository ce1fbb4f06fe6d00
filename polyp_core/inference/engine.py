"""The interface of inference engines (OpenVINO, PyTorch)."""

import ctypes
from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.devices import Device
from polyp_core.masks.probability_levels import Levels

Batch = NDArray[np.uint8]
"""N x S x S x 3 uint8 RGB, letterboxed."""

Precision = Literal["auto", "float"]
"""Numeric precision: "auto" uses the model's quantised graph if it has one, "float" never does."""


class EngineOutput(NamedTuple):
    """The network's output for N frames.

    `levels` is N x S x S, the probability map of each frame. `presence` is N float32 (0..1), the probability of a polyp
    anywhere in the frame; None without a presence head.
    """

    levels: Levels
    presence: NDArray[np.float32] | None


class Engine(Protocol):
    """A network loaded on one device. Not thread-safe: one thread makes all calls.

    The constructor and `run` raise DeviceError if the device is absent, fails, or has too little memory.
    """

    @property
    def device(self) -> Device:
        """The device it runs on."""

    @property
    def label(self) -> str:
        """Library and precision, for the status bar and cache keys."""

    @property
    def batch_size(self) -> int:
        """Batch size with the highest throughput."""

    def run(self, batch: Batch) -> EngineOutput:
        """Returns the network's output for `batch` (N x S x S x 3 uint8 RGB)."""

    def close(self) -> None:
        """Frees the device's memory. Idempotent."""


@runtime_checkable
class OverlappingEngine(Engine, Protocol):
    """An engine that begins one more batch before the one before it is done, so that no core waits for the slowest."""

    def start(self, batch: Batch) -> Callable[[], EngineOutput]:
        """Begins to run `batch`; the returned function waits for the output of `run`, and raises its errors."""


def leak_reference(value: object) -> None:
    """Leaks a reference to `value`, so that its destructor never runs, not even at the end of the process."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(value))
