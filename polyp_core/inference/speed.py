"""How fast a model runs on this computer: a short measurement, kept in a cache."""

import json
import platform
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from polyp_core.cache import SPEEDS, CacheFolder
from polyp_core.errors import CancelledError
from polyp_core.inference.devices import Device, cpu_threads, device_name, has_cuda
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.model.model_file import ModelFile

MEASURED_S = 1.0
_SIZE_PX = (1080, 1920)
_UNDISTURBED = 0.75
"""Quantile of the batches' speeds: whatever else the computer does can only slow them down."""

_PROBE_S = 0.05
_LEAST_SHARE = 0.8
"""Share of a core that a thread which computes for _PROBE_S gets at least, unless other programs are busy."""

_LIBRARIES: dict[Device, str] = {"cpu": "openvino", "cuda": "torch"}


@dataclass(frozen=True, slots=True)
class ModelSpeed:
    """Frames of 1920 x 1080 that a model segments in a second; `engine` ran it.

    `is_disturbed` says that other programs took the processor during the measurement: idle, it may be far faster.
    """

    frames_per_s: float
    engine: str
    is_disturbed: bool = False


_SPEED = TypeAdapter(ModelSpeed)


def measure_speed(
    model: ModelFile,
    device: DeviceChoice = "auto",
    *,
    duration_s: float = MEASURED_S,
    cancelled: Callable[[], bool] = lambda: False,
) -> ModelSpeed:
    """Opens `model` and runs it for about `duration_s`, at least for two batches; letterbox included.

    Raises ModelFileError, DeviceError, and CancelledError soon after `cancelled` returns True.
    """
    # What it shows does not change the speed.
    picture = np.zeros((*_SIZE_PX, 3), np.uint8)
    rates: list[float] = []
    with Segmenter.open(model, device) as segmenter:
        batch = [picture] * segmenter.batch_size * segmenter.batches_at_once
        segmenter.segment_images(batch)  # the first one allocates memory
        share = _share_of_core()
        end_s = time.perf_counter() + duration_s
        while not rates or time.perf_counter() < end_s:
            if cancelled():
                raise CancelledError("Stopped.")
            start_s = time.perf_counter()
            segmenter.segment_images(batch)
            rates.append(len(batch) / (time.perf_counter() - start_s))
        is_disturbed = min(share, _share_of_core()) < _LEAST_SHARE
        return ModelSpeed(round(float(np.quantile(rates, _UNDISTURBED)), 1), segmenter.engine, is_disturbed)


def _share_of_core() -> float:
    """Returns the share (0..1) of the elapsed time for which the processor runs this thread while it computes."""
    start_s, start_used_s = time.perf_counter(), time.thread_time()
    while (used_s := time.thread_time() - start_used_s) < _PROBE_S:
        pass
    return used_s / (time.perf_counter() - start_s)


def read_speed(model_sha256: str, device: DeviceChoice) -> ModelSpeed | None:
    """Returns what was measured for the model on `device` of this computer; None if nothing was."""
    data = CacheFolder(SPEEDS).read(_path(model_sha256, device))
    with suppress(ValidationError):
        return None if data is None else _SPEED.validate_json(data)
    return None


def keep_speed(model_sha256: str, device: DeviceChoice, speed: ModelSpeed) -> None:
    """Keeps a measurement for `read_speed`, unless the cache cannot be written to."""
    CacheFolder(SPEEDS).write(_path(model_sha256, device), json.dumps(asdict(speed)).encode())


def _path(model_sha256: str, choice: DeviceChoice) -> Path:
    """A measurement holds for one model, engine, device and machine; homes may be shared by several machines."""
    device: Device = "cuda" if choice != "cpu" and has_cuda() else "cpu"
    try:
        library = version(_LIBRARIES[device])
    except PackageNotFoundError:  # another engine takes its place
        library = ""
    key = (model_sha256, device, library, device_name(device), cpu_threads(), platform.node())
    return SPEEDS.folder / f"{sha256(repr(key).encode()).hexdigest()[:32]}.json"
