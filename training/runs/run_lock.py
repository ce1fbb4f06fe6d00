"""Ensures that only one process at a time trains or finishes a run, by a lock on `run.lock` in its folder."""

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from polyp_core.display_text import filled
from polyp_core.errors import TrainingError
from polyp_core.files.file_lock import LockedError, file_lock, is_locked
from polyp_core.files.regular_files import read_regular
from training.runs.run_folder import ENDED, ProcessId, RunFolder

_ENDS_WITHIN_S = 5.0


class LockOwner(BaseModel):
    """The process that works on a run, and its machine. `since` is UTC."""

    model_config = ConfigDict(frozen=True)

    pid: ProcessId
    host: str
    since: datetime


@contextmanager
def run_lock(folder: RunFolder) -> Iterator[None]:
    """Context that holds the run's lock. Raises TrainingError if another process holds it, ExportError."""
    owner = LockOwner(pid=os.getpid(), host=platform.node(), since=datetime.now(UTC))
    try:
        with file_lock(folder.lock_file, owner.model_dump_json()):
            yield
    except LockedError:
        raise _in_use_error(folder) from None


def refuse_if_running(folder: RunFolder) -> None:
    """Raises TrainingError if a process works on the run; waits briefly for one that is ending."""
    deadline = time.monotonic() + _ENDS_WITHIN_S
    while is_locked(folder.lock_file):
        status = folder.read_status()
        if status is None or status.state not in ENDED or time.monotonic() > deadline:
            raise _in_use_error(folder)
        time.sleep(0.05)


def is_running_here(folder: RunFolder) -> bool | None:
    """True if a process works on the run; None if its lock cannot tell.

    That is so for runs of earlier versions, drives without locks, and runs last trained on another machine, whose locks
    may not be visible on a shared drive.
    """
    owner = _read_owner(folder)
    return is_locked(folder.lock_file) if owner is not None and owner.host == platform.node() else None


def _read_owner(folder: RunFolder) -> LockOwner | None:
    try:
        return LockOwner.model_validate_json(read_regular(folder.lock_file))
    except (OSError, ValidationError):
        return None


def _in_use_error(folder: RunFolder) -> TrainingError:
    owner = _read_owner(folder)
    who = (
        filled(
            "process {pid} on {host} since {since}",
            pid=str(owner.pid),
            host=owner.host,
            since=f"{owner.since.astimezone():%Y-%m-%d %H:%M}",
        )
        if owner is not None
        else filled("another process")
    )
    return TrainingError(
        "The run in {path} is in use by {who}. Wait until that is done, or stop it first: with Stop in the window, "
        "Ctrl-C in its terminal, or a file named stop in the run's folder.",
        path=folder.path,
        who=who,
    )
