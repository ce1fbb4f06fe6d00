"""Detects CUDA devices and CPU threads without importing torch."""

import ctypes
import os
import platform
import sys
from functools import cache
from typing import Literal

Device = Literal["cuda", "cpu"]


@cache
def cuda_names() -> tuple[str, ...]:
    """Returns the names of the CUDA devices visible to this process; empty without an NVIDIA driver.

    Uses the CUDA driver API (cuInit, cuDeviceGetCount, cuDeviceGetName).
    """
    driver = _cuda_driver()
    count = ctypes.c_int()
    if driver is None or driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count)):
        return ()
    return tuple(_cuda_name(driver, ordinal) for ordinal in range(count.value))


def has_cuda() -> bool:
    """True if there is a CUDA device."""
    return bool(cuda_names())


def device_name(device: Device) -> str:
    """Returns the product name of the graphics card or processor."""
    if device == "cuda":
        return cuda_names()[0] if has_cuda() else "no CUDA device"
    return _cpu_name()


def cpu_threads() -> int:
    """Returns the number of threads to compute with: OMP_NUM_THREADS if set, else the cores this process may use."""
    variable = os.environ.get("OMP_NUM_THREADS", "")
    if variable.isdecimal() and int(variable) > 0:
        return int(variable)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _cuda_driver() -> ctypes.CDLL | None:
    if sys.platform == "darwin":
        return None
    try:
        return ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return None


def _cuda_name(driver: ctypes.CDLL, ordinal: int) -> str:
    device, name = ctypes.c_int(), ctypes.create_string_buffer(256)
    if driver.cuDeviceGet(ctypes.byref(device), ordinal) or driver.cuDeviceGetName(name, len(name), device):
        return f"CUDA device {ordinal}"
    return name.value.decode(errors="replace")


@cache
def _cpu_name() -> str:
    if sys.platform == "linux":
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or "CPU"
