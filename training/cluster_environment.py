"""Refuses environment variables of cluster jobs with which PyTorch Lightning would fail."""

import os

from polyp_core.errors import PolypViewerError

_INTEGER_VARIABLES = (
    *("RANK", "LOCAL_RANK", "NODE_RANK", "GROUP_RANK"),
    *("SLURM_PROCID", "SLURM_LOCALID", "SLURM_NODEID", "SLURM_NTASKS"),
)
_INTERACTIVE_JOBS = ("bash", "interactive")
"""Names of interactive SLURM jobs; Lightning uses the same."""


def refuse_unusable_cluster(*, trains: bool) -> None:
    """Raises PolypViewerError for cluster variables with which PyTorch Lightning fails, or a training if `trains`.

    Lightning and torchmetrics parse them as integers on import.
    """
    for name in _INTEGER_VARIABLES:
        value = os.environ.get(name, "0")
        if not value.strip().lstrip("+-").isdecimal():
            raise PolypViewerError(
                f"The environment variable {name} must be a whole number but is '{value}'. Unset it or correct it."
            )
    tasks = int(os.environ.get("SLURM_NTASKS", "1"))
    is_interactive = os.environ.get("SLURM_JOB_NAME") in _INTERACTIVE_JOBS
    if trains and tasks > 1 and not is_interactive and "SLURM_NTASKS_PER_NODE" not in os.environ:
        raise PolypViewerError(
            f"This SLURM job was started with --ntasks={tasks}, which cannot be distributed over nodes. Start it with "
            f"--ntasks-per-node instead."
        )
