"""Evaluates parts of the data on the machines of a cluster, and returns what they find in the order of the data."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from polyp_core.archive.run_units import run_units
from polyp_core.display_text import first_of
from polyp_core.errors import PolypViewerError
from training.progress import OnProgress, ignore_progress

_NAMED = 5


class ClusterEvaluationError(PolypViewerError):
    """Parts of the data could not be evaluated."""


def evaluate_on_cluster(
    cluster: str,
    function: Callable[..., Any],
    units: Mapping[str, tuple[Any, ...]],
    *,
    on_message: Callable[[str], None] = lambda message: None,
    on_progress: OnProgress = ignore_progress,
) -> list[Any]:
    """Returns `function(*unit)` for each of `units`, in their order.

    Raises ClusterEvaluationError with all units that failed twice and why: scores of the others alone would mislead.
    """
    values: dict[str, Any] = {}
    failed: list[str] = []
    for done, (name, result) in enumerate(run_units(cluster, function, units, on_message), start=1):
        if result.kind == "done":
            values[name] = result.value
        else:
            failed.append(f"{name} ({result.reason.removesuffix('.')})")
        on_progress(done, len(units))
    if failed:
        raise ClusterEvaluationError(
            "{failed} of {count} parts could not be evaluated: {named}.",
            failed=len(failed),
            count=len(units),
            named=first_of(failed, _NAMED, "; "),
        )
    return [values[name] for name in units]


def absolute(argument: str) -> str:
    """Returns FILE, or FILE=RECORDING, with absolute paths: workers have other working folders."""
    return "=".join(str(Path(part).absolute()) for part in argument.split("=", 1))
