"""Environment variables of other programs that would end ours: each is given a value that works, before it is read."""

import os

from polyp_core.errors import PolypViewerError

_WHOLE_NUMBERS = (
    *("RANK", "LOCAL_RANK", "NODE_RANK", "GROUP_RANK"),
    *("SLURM_PROCID", "SLURM_LOCALID", "SLURM_NODEID", "SLURM_NTASKS"),
)
_BY_HAND = ("bash", "interactive")
"""Names of SLURM jobs in which commands are started by hand; Lightning looks for them alike."""


def settle_environment() -> None:
    """Gives matplotlib the backend that draws into files; every entry point calls this before matplotlib is imported.

    A notebook sets MPLBACKEND to a module of its own for all that it starts. matplotlib refuses to be imported where
    that is not installed, and no figure of this program is drawn on a screen by it.
    """
    os.environ["MPLBACKEND"] = "agg"


def refuse_unusable_cluster(*, trains: bool) -> None:
    """Raises PolypViewerError where variables of a cluster would end PyTorch's libraries, or a training with `trains`.

    Lightning and torchmetrics read them as numbers when they are imported.
    """
    for name in _WHOLE_NUMBERS:
        value = os.environ.get(name, "0")
        if not value.strip().lstrip("+-").isdecimal():
            raise PolypViewerError(
                f"The environment variable {name} is to be a whole number and is '{value}'. Unset it, or set it right."
            )
    tasks = int(os.environ.get("SLURM_NTASKS", "1"))
    by_hand = os.environ.get("SLURM_JOB_NAME") in _BY_HAND
    if trains and tasks > 1 and not by_hand and "SLURM_NTASKS_PER_NODE" not in os.environ:
        raise PolypViewerError(
            f"This SLURM job was started with --ntasks={tasks}, which cannot be shared out among machines. Start it "
            f"with --ntasks-per-node instead."
        )
