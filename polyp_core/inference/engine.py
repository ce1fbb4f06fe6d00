"""What every engine that runs a network gives, whatever it runs on."""

import ctypes
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.devices import Device

Batch = NDArray[np.uint8]
"""N x S x S x 3 uint8 RGB, letterboxed."""

Precision = Literal["auto", "float"]
"""Of the numbers a network computes with: the quickest that the model was made for, or floating point."""


class EngineOutput(NamedTuple):
    """What a network says of N frames.

    `probability` is N x S x S uint8: that of a polyp for each pixel, 255 for a probability of 1. `presence` is N
    float32 (0..1): that of a polyp anywhere in the frame; None without that head.
    """

    probability: NDArray[np.uint8]
    presence: NDArray[np.float32] | None


class Engine(Protocol):
    """A network made ready to run on one device. One thread makes all calls.

    Starting one and `run` raise DeviceError where the device is absent, fails, or has too little memory.
    """

    @property
    def device(self) -> Device:
        """Where it runs."""

    @property
    def label(self) -> str:
        """Library and precision, for the status bar and for keys of what was computed."""

    @property
    def batch_size(self) -> int:
        """How many frames at a time it runs best with."""

    def run(self, batch: Batch) -> EngineOutput:
        """What the network says of `batch` (N x S x S x 3)."""

    def close(self) -> None:
        """Frees the device's memory. May be called twice."""


def keep_for_ever(thing: object) -> None:
    """Counts one reference to `thing` too many: not even the end of the process runs its destructors."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
