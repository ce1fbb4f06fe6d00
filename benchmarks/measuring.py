"""Helpers of the benchmarks: machine description, CPU affinity, statistics of repeated runs, and the report."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Self

import psutil
import typer

from polyp_core.inference.devices import device_name

RESULTS = Path(__file__).parent / "results"

_LIBRARIES = ("av", "numpy", "opencv-python-headless", "openvino", "PySide6-Essentials", "torch")


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, minimum and maximum of repeated measurements."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.lowest:.2f} to {self.highest:.2f})"


def use_cores(count: int) -> None:
    """Restricts this process and its children to `count` cores, if the system supports it."""
    process = psutil.Process()
    if hasattr(process, "cpu_affinity"):
        process.cpu_affinity(process.cpu_affinity()[:count])


def machine() -> dict[str, Any]:
    """Describes the machine. A load above 0 before the run means that other programs used it too."""
    process = psutil.Process()
    cores = len(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else psutil.cpu_count()
    return {
        "processor": device_name("cpu"),
        "cores": cores,
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": round(psutil.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": _versions(),
    }


def _versions() -> dict[str, str]:
    """Returns the versions of the installed libraries; a machine without a screen may lack Qt."""
    versions = {}
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions


def report(name: str, machine: dict[str, Any], result: dict[str, Any]) -> None:
    """Writes `machine` and `result` to results/`name`.json and prints the path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps({"machine": machine} | result, indent=1, default=_plain) + "\n", encoding="utf-8")
    typer.echo(
        f"{machine['processor']}, {machine['cores']} cores, load before {machine['load_before']}; "
        + ", ".join(f"{library} {number}" for library, number in machine["versions"].items())
    )
    typer.echo(f"written to {path}")


def run_viewer(clip: Path, model: Path, play_s: float) -> dict[str, Any]:
    """Returns the output of viewer_run.py, run with settings and caches in a temporary folder."""
    script = Path(__file__).with_name("viewer_run.py")
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            # The process start time of the system can be off by a second.
            [sys.executable, str(script), str(clip), str(model), str(play_s), str(time.time())],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=os.environ | {"POLYP_VIEWER_HOME": home},
        )
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def _plain(value: Any) -> Any:
    if isinstance(value, Spread):
        return {"median": value.median, "lowest": value.lowest, "highest": value.highest}
    return str(value)
