"""Opens a Dask client for a cluster: processes of this machine, a running scheduler, or jobs of Slurm."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from polyp_core.errors import PolypViewerError

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_S = 15.0
_LOCAL = re.compile(r"local:(\d{1,4})")
_SLURM = re.compile(r"slurm(?::(\d{1,4}))?")
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx)://)?[^\s:/]+:\d{1,5}|(?:tcp|tls)://\[[0-9a-fA-F:]+\]:\d{1,5}")
_SLURM_JOBS = 4


class ClusterError(PolypViewerError):
    """A cluster cannot be used."""


class SchedulerLostError(Exception):
    """The scheduler does not answer; the work can go on when it does."""


def check_cluster(cluster: str) -> None:
    """Raises ClusterError if `cluster` is none, or if Dask is not installed."""
    is_local = _LOCAL.fullmatch(cluster)
    if not (is_local or _SLURM.fullmatch(cluster) or _ADDRESS.fullmatch(cluster)) or (
        is_local and not int(is_local[1])
    ):
        raise ClusterError(
            f"{cluster} is no cluster. Use local:N for N processes of this machine, slurm or slurm:N for jobs of "
            "Slurm, or the address of a Dask scheduler, such as tcp://node1:8786."
        )
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise ClusterError(
            "Work on several machines needs Dask, which is not installed. Install it with: pip install "
            "'polyp-viewer[cluster]'."
        ) from error


@contextmanager
def open_client(cluster: str) -> Iterator["Client"]:
    """Yields a client of `cluster`, which is closed afterwards, and its processes or jobs unless it ran before.

    Raises ClusterError, and SchedulerLostError if there is no answer at an address.
    """
    check_cluster(cluster)
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said by `run_units`
    with ExitStack() as stack:
        own: Any = None
        if found := _LOCAL.fullmatch(cluster):
            own = stack.enter_context(_local_cluster(int(found[1])))
        elif found := _SLURM.fullmatch(cluster):
            own = stack.enter_context(_slurm_cluster(int(found[1] or _SLURM_JOBS)))
        try:
            client = Client(own if own is not None else cluster, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise SchedulerLostError from error
        except ValueError as error:
            raise ClusterError(f"{cluster} is no address of a Dask scheduler: {error}.") from error
        try:
            yield client
        finally:
            client.close(timeout=5)


def _local_cluster(workers: int) -> Any:
    """Returns a cluster of processes, which share the cores, and which only this machine can reach."""
    from distributed import LocalCluster

    threads = str(max(1, (os.cpu_count() or 1) // workers))
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,  # Dask would end workers that use more
        silence_logs=logging.CRITICAL,
        env={"OMP_NUM_THREADS": threads},
    )


def _slurm_cluster(jobs: int) -> Any:
    """Returns a cluster of Slurm jobs, whose cores, memory and queue are in Dask's configuration."""
    try:
        import dask.config
        from dask_jobqueue import SLURMCluster
    except ImportError as error:
        raise ClusterError(
            "Work on Slurm needs dask-jobqueue, which is not installed. Install it with: pip install "
            "'polyp-viewer[cluster]'."
        ) from error
    cores = dask.config.get("jobqueue.slurm.cores", None)
    if not cores or not dask.config.get("jobqueue.slurm.memory", None):
        raise ClusterError(
            "Slurm needs the cores and the memory of a job: write them into jobqueue.slurm in "
            "~/.config/dask/jobqueue.yaml, as docs/scaling.md shows."
        )
    try:
        # One thread, as one recording uses all cores of a job.
        cluster = SLURMCluster(processes=1, cores=1, job_cpu=cores, job_extra_directives=["--requeue"])
        cluster.scale(jobs=jobs)
    except (ValueError, OSError, RuntimeError) as error:
        raise ClusterError(f"Slurm cannot be used: {str(error).partition(chr(10))[0]}.") from error
    return cluster
