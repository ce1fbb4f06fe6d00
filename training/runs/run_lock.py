"""Only one process at a time trains or finishes a run: it holds the lock on `run.lock` in the run's folder."""

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from polyp_core.errors import TrainingError
from polyp_core.files.file_lock import LockedError, file_lock, is_locked
from polyp_core.files.regular_files import read_regular
from training.runs.run_folder import ENDED, ProcessId, RunFolder

_ENDS_WITHIN_S = 5.0


class Holder(BaseModel):
    """The process that works on a run, and the machine that it runs on. `since` is UTC."""

    model_config = ConfigDict(frozen=True)

    pid: ProcessId
    host: str
    since: datetime


@contextmanager
def run_lock(folder: RunFolder) -> Iterator[None]:
    """Within it, no other process trains the run. Raises TrainingError where one does already, ExportError."""
    holder = Holder(pid=os.getpid(), host=platform.node(), since=datetime.now(UTC))
    try:
        with file_lock(folder.lock_file, holder.model_dump_json()):
            yield
    except LockedError:
        raise _in_use(folder) from None


def refuse_if_running(folder: RunFolder) -> None:
    """Raises TrainingError where a process works on the run. One that has said its last is waited for."""
    deadline = time.monotonic() + _ENDS_WITHIN_S
    while is_locked(folder.lock_file):
        status = folder.read_status()
        if status is None or status.state not in ENDED or time.monotonic() > deadline:
            raise _in_use(folder)
        time.sleep(0.05)


def is_running_here(folder: RunFolder) -> bool | None:
    """Whether a process works on the run; None where its lock cannot tell.

    That is so of runs of earlier versions, of a drive without locks, and of a run that was last trained on another
    machine, whose locks a shared drive may not show.
    """
    holder = _read_holder(folder)
    return is_locked(folder.lock_file) if holder is not None and holder.host == platform.node() else None


def _read_holder(folder: RunFolder) -> Holder | None:
    try:
        return Holder.model_validate_json(read_regular(folder.lock_file))
    except (OSError, ValidationError):
        return None


def _in_use(folder: RunFolder) -> TrainingError:
    holder = _read_holder(folder)
    who = (
        f"process {holder.pid} on {holder.host} since {holder.since.astimezone():%Y-%m-%d %H:%M}"
        if holder is not None
        else "another process"
    )
    return TrainingError(
        f"The run in {folder.path} is being worked on by {who}. Wait until that is done, or stop it first: "
        f"with Stop in the window, Ctrl-C in its terminal, or a file named stop in the run's folder."
    )
