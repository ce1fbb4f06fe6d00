"""Runs a function for many independent units of work on a cluster whose workers, scheduler and network may fail."""

import logging
import queue
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from polyp_core.archive.archive_folder import UnreachableError
from polyp_core.archive.clusters import SchedulerLostError, open_client
from polyp_core.archive.program_identity import program_identity
from polyp_core.errors import PolypViewerError

if TYPE_CHECKING:
    from distributed import Client, Future

_log = logging.getLogger(__name__)

ATTEMPTS = 2
"""How often a unit is tried before it has failed; not counted is what a lost machine or share has interrupted."""
_POLL_S = 1.0
_AGAIN_AFTER_S = 5.0

Kind = Literal["done", "failed", "refused", "unreachable"]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What a worker returns: the `value` of the function, or the `reason` why there is none, as a sentence."""

    kind: Kind
    worker: str = ""
    host: str = ""
    value: Any = None
    reason: str = ""
    attempts: int = 1


def run_units(
    cluster: str,
    function: Callable[..., Any],
    units: Mapping[str, tuple[Any, ...]],
    on_message: Callable[[str], None] = lambda message: None,
) -> Iterator[tuple[str, UnitResult]]:
    """Yields the name of each of `units` and its result, done or failed, as they become available.

    `function(*unit)` runs on a worker with the same program; it may run more than once if a worker is lost, so it has
    to find what an earlier run has finished. A unit that failed is tried once more, on another worker if there is
    one. If the scheduler is lost, it is waited for, and all that is left is submitted again. `on_message` is called
    with sentences for the user. Raises ClusterError.
    """
    left, attempts = dict(units), dict.fromkeys(units, 0)
    is_lost = False
    while left:
        try:
            with open_client(cluster) as client:
                if is_lost:
                    on_message("The scheduler is back. The work goes on.")
                is_lost = False
                for name, result in _Session(client, function, left, attempts, on_message).results():
                    del left[name]
                    yield name, result
        except SchedulerLostError:
            if not is_lost:
                on_message(f"The scheduler of {cluster} does not answer. Waiting until it does.")
            is_lost = True
            time.sleep(_POLL_S)


class _Session:
    """The work on a cluster from one connection to its end."""

    def __init__(
        self,
        client: "Client",
        function: Callable[..., Any],
        units: Mapping[str, tuple[Any, ...]],
        attempts: dict[str, int],
        on_message: Callable[[str], None],
    ) -> None:
        self._client, self._function, self._units = client, function, units
        self._attempts, self._on_message = attempts, on_message
        self._program = program_identity()
        self._ended: queue.SimpleQueue[tuple[str, Future]] = queue.SimpleQueue()
        self._futures: dict[str, Future] = {}
        self._later: dict[str, float] = {}  # when units whose folders were gone are submitted again
        self._others: dict[str, set[str]] = {}  # the only workers that may run a unit that failed on another one
        self._checked: set[str] = set()  # addresses of workers

    def results(self) -> Iterator[tuple[str, UnitResult]]:
        """Yields the results of all units. Raises SchedulerLostError."""
        self._refuse_others()
        for name in self._units:
            self._submit(name)
        left = set(self._units)
        looked_s = time.monotonic()
        while left:
            if time.monotonic() - looked_s >= _POLL_S:
                looked_s = time.monotonic()
                self._look_around()
            try:
                name, future = self._ended.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if self._futures.get(name) is not future:
                continue
            result = self._result_of(future)
            if result.kind in ("done", "failed") and (final := self._settle(name, result)) is not None:
                left.discard(name)
                del self._futures[name]
                self._others.pop(name, None)
                yield name, final
            elif result.kind == "refused":
                self._refuse(result.worker, result.reason)
                self._submit(name)
            elif result.kind == "unreachable":
                if not self._later:
                    self._on_message(f"{result.reason} Waiting until it is back.")
                self._later[name] = time.monotonic() + _AGAIN_AFTER_S

    def _settle(self, name: str, result: UnitResult) -> UnitResult | None:
        """Returns the final result of a unit; None if it is tried again."""
        self._attempts[name] += 1
        if result.kind == "failed" and self._attempts[name] < ATTEMPTS:
            self._submit(name, avoided=result.worker)
            return None
        return UnitResult(result.kind, result.worker, result.host, result.value, result.reason, self._attempts[name])

    def _look_around(self) -> None:
        if self._client.status != "running":
            raise SchedulerLostError
        self._refuse_others()
        now_s = time.monotonic()
        for name in [name for name, due_s in self._later.items() if due_s <= now_s]:
            del self._later[name]
            self._submit(name)
        if self._others:
            present = self._workers().keys()
            for name in [name for name, others in self._others.items() if not others & present]:
                self._submit(name)

    def _submit(self, name: str, avoided: str = "") -> None:
        """Submits a unit, not to the worker `avoided` if there is another one.

        The other workers are the only ones allowed: a worker that fails at once is idle, and Dask would move the unit
        back to it. `_look_around` lifts this when none of them is left.
        """
        others = self._checked & self._workers().keys() - {avoided} if avoided else set[str]()
        self._others.pop(name, None)
        if others:
            self._others[name] = others
        future = self._client.submit(
            run_unit,
            self._program,
            self._function,
            self._units[name],
            key=f"{name}-{uuid4().hex[:8]}",
            pure=False,
            workers=sorted(others) or None,
        )
        self._futures[name] = future
        future.add_done_callback(lambda done: self._ended.put((name, done)))

    def _result_of(self, future: "Future") -> UnitResult:
        from distributed import KilledWorker

        if future.status in ("cancelled", "lost"):
            raise SchedulerLostError
        try:
            result: UnitResult = future.result(timeout=60)
        except KilledWorker:
            return UnitResult("failed", reason="The processes that worked on it ended unexpectedly, several times.")
        except (TimeoutError, OSError) as error:
            raise SchedulerLostError from error
        except Exception as error:  # noqa: BLE001 - whatever Dask reports about this unit must not end the others
            _log.exception("A unit of work could not be run")
            return UnitResult("failed", reason=f"It could not be run on the worker ({type(error).__name__}: {error}).")
        return result

    # -- Workers -------------------------------------------------------------------------------------------------------

    def _workers(self) -> Mapping[str, Any]:
        """Returns the properties of the workers that are there now, by address. Raises SchedulerLostError."""
        try:
            workers: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
            return workers
        except (OSError, TimeoutError) as error:
            raise SchedulerLostError from error

    def _refuse_others(self) -> None:
        """Refuses new workers whose program is another one."""
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
            new = sorted(set(workers) - self._checked)
            if not new:
                return
            answers = self._client.run(program_identity, workers=new, on_error="return")
        except (OSError, TimeoutError, RuntimeError):  # the scheduler, or a worker, is gone: the next look says which
            return
        for address in new:
            found = answers.get(address)
            if isinstance(found, str):
                self._checked.add(address)
                if found != self._program:
                    self._refuse(address, f"It has Polyp Viewer {found}, this command {self._program}.")
            elif isinstance(found, ImportError | AttributeError):
                self._checked.add(address)
                self._refuse(address, f"Polyp Viewer cannot be loaded there: {found}.")

    def _refuse(self, address: str, reason: str) -> None:
        try:
            info = self._workers().get(address)
            if info is not None:
                self._on_message(
                    f"The worker {info.get('name', address)} on {info.get('host', address)} ({address}) is refused. "
                    f"{reason} Install the same version there."
                )
                self._client.retire_workers([address], close_workers=True)
        except (OSError, TimeoutError) as error:
            raise SchedulerLostError from error
        self._checked.discard(address)


def run_unit(program: str, function: Callable[..., Any], unit: tuple[Any, ...]) -> UnitResult:
    """Runs one unit on a worker, and returns its result or why there is none."""
    import socket

    from distributed import get_worker

    worker, host = get_worker().address, socket.gethostname()
    if (own := program_identity()) != program:
        return UnitResult("refused", worker, host, reason=f"It has Polyp Viewer {own}, this command {program}.")
    try:
        return UnitResult("done", worker, host, function(*unit))
    except UnreachableError as error:
        return UnitResult("unreachable", worker, host, reason=str(error))
    except PolypViewerError as error:
        return UnitResult("failed", worker, host, reason=str(error))
    except Exception as error:  # noqa: BLE001 - a bug with one unit must not end the others
        _log.exception("Unexpected error in a unit of work")
        return UnitResult(
            "failed", worker, host, reason=f"An unexpected error occurred ({type(error).__name__}: {error})."
        )
