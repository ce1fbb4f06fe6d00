"""ArchiveFolder: results of recordings, each put in place whole, and the state of the work as files next to them."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psutil
from pydantic import BaseModel

from polyp_core.archive.records import Done, Failure, Job, Master, Running, read_record
from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import write_error, write_text
from polyp_core.files.file_lock import LockedError, file_lock
from polyp_core.files.json_files import json_text

HEARTBEAT_S = 5.0
"""How often running commands and workers touch their files."""
LOST_AFTER_S = 60.0
"""A command or worker whose file is older does not run any more; clocks of the machines may differ by less."""

_STATE = ".polyp-archive"
_RECORD = "recording.json"


class UnreachableError(ExportError):
    """A shared folder is not there at the moment; the work can go on when it is back."""


class ArchiveFolder:
    """The output folder of an archive, used by the command, by workers on other machines and by readers of the state.

    A result is a folder whose name says content, model and settings. It is renamed into place once it is complete, so
    of two workers with the same recording one succeeds and the other finds the result there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state = path / _STATE
        self._job_file, self._master_file = self._state / "job.json", self._state / "master.json"
        self._running, self._failed, self._partial = (self._state / each for each in ("running", "failed", "partial"))

    # -- State ---------------------------------------------------------------------------------------------------------

    @property
    def job(self) -> Job | None:
        """The latest job; None if there is none."""
        return read_record(self._job_file, Job)

    def start(self, job: Job) -> None:
        """Stores what is to be done, and forgets failures of earlier commands. Raises ExportError."""
        self._clean_up()
        write_text(self._job_file, json_text(job))

    @property
    def master(self) -> Master | None:
        """The command that distributes the work; None if it does not run any more."""
        return read_record(self._master_file, Master) if _is_recent(self._master_file) else None

    def result(self, name: str) -> Path:
        """The folder of a recording's results, whether or not they are there."""
        return self.path / name

    def done(self, name: str) -> Done | None:
        """The record of a recording that was annotated."""
        return read_record(self.result(name) / _RECORD, Done)

    def is_done(self, name: str) -> bool:
        """True if the results of a recording are there."""
        return (self.result(name) / _RECORD).is_file()

    def done_names(self) -> set[str]:
        """The names of the results that may be there, found without reading each of them."""
        return {path.name for path in _files_in(self.path)}

    def failures(self) -> dict[str, Failure]:
        """Why recordings failed, by name."""
        found = (read_record(file, Failure) for file in _files_in(self._failed))
        return {failure.name: failure for failure in found if failure is not None}

    def running(self) -> list[Running]:
        """The recordings on which workers are at work."""
        files = [file for file in _files_in(self._running) if _is_recent(file)]
        return [record for file in files if (record := read_record(file, Running)) is not None]

    # -- For the command -----------------------------------------------------------------------------------------------

    @contextmanager
    def claim(self, cluster: str) -> Iterator[None]:
        """Makes this process the one that distributes the work within the block.

        Raises ExportError if another one does, on this machine or another, or if the folder cannot be written.
        """
        try:
            for folder in (self._running, self._failed, self._partial):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise write_error(self.path, error) from error
        own = Master(host=socket.gethostname(), pid=os.getpid(), started=datetime.now(UTC), cluster=cluster)
        try:
            with file_lock(self._state / "master.lock", f"{own.host} {own.pid}"):
                # Drives without locks, and locks that other machines do not see.
                if (other := self.master) is not None and (other.host != own.host or psutil.pid_exists(other.pid)):
                    raise self._claimed(other)
                write_text(self._master_file, json_text(own))
                with _touched(self._master_file):
                    try:
                        yield
                    finally:
                        with suppress(OSError):
                            self._master_file.unlink()
        except LockedError as error:
            raise self._claimed(self.master) from error

    def _claimed(self, other: Master | None) -> ExportError:
        where = f" on {other.host} (process {other.pid})" if other is not None else ""
        return ExportError(
            f"Another command{where} works on {self.path}. Follow it with: polyp-annotate status {self.path}. If it "
            f"was killed, start this one again in {LOST_AFTER_S:.0f} seconds."
        )

    def note_failure(self, failure: Failure) -> None:
        """Stores why a recording failed. Raises ExportError, UnreachableError."""
        self.check_reachable()
        write_text(self._failed / f"{failure.name}.json", json_text(failure))

    def _clean_up(self) -> None:
        for file in (*_files_in(self._failed), *_files_in(self._running)):
            if file.parent == self._failed or not _is_recent(file):
                with suppress(OSError):
                    file.unlink()
        # A worker that still writes into one of these cannot put its result in place, and its recording is repeated.
        in_use = {record.name for record in self.running()}
        for folder in _files_in(self._partial):
            if folder.name.partition(".")[0] not in in_use:
                shutil.rmtree(folder, ignore_errors=True)

    # -- For workers ---------------------------------------------------------------------------------------------------

    def check_reachable(self) -> None:
        """Raises UnreachableError if the folder is not there.

        Nothing is created in its place: an unmounted share looks like an empty folder.
        """
        if not self._job_file.is_file():
            raise UnreachableError(
                f"{self.path} cannot be reached from {socket.gethostname()}. Is the share mounted at this path?"
            )

    @contextmanager
    def at_work(self, name: str) -> Iterator["ProgressFile"]:
        """Shows a recording as running within the block."""
        record = Running(name=name, host=socket.gethostname(), pid=os.getpid(), started=datetime.now(UTC))
        file = self._running / f"{name}.json"
        progress = ProgressFile(file, record)
        progress.write(0.0)
        try:
            with _touched(file):
                yield progress
        finally:
            with suppress(OSError):
                file.unlink()

    @contextmanager
    def new_folder(self, name: str) -> Iterator[Path]:
        """Yields a new folder for a result, which is removed afterwards. Raises ExportError."""
        folder = self._partial / f"{name}.{uuid4().hex[:8]}"
        try:
            folder.mkdir()
        except OSError as error:
            raise write_error(folder, error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put_in_place(self, folder: Path, record: Done) -> None:
        """Moves a complete result to its name, unless another worker was faster. Raises ExportError."""
        write_text(folder / _RECORD, json_text(record))
        target = self.result(record.name)
        try:
            if not self.is_done(record.name):
                folder.rename(target)
        except OSError as error:
            if not self.is_done(record.name):
                raise write_error(target, error) from error
        with suppress(OSError):
            (self._failed / f"{record.name}.json").unlink(missing_ok=True)


class ProgressFile:
    """How far a recording is, in a file that is written every few seconds."""

    def __init__(self, file: Path, record: Running) -> None:
        self._file, self._record = file, record
        self._written_s = float("-inf")

    def write(self, fraction: float) -> None:
        """Notes the `fraction` (0..1) that is done; cheap to call for each frame, and never raises."""
        if time.monotonic() - self._written_s < HEARTBEAT_S:
            return
        self._written_s = time.monotonic()
        with suppress(ExportError):  # the results are more important, and their failure is reported
            _write_existing(self._file, self._record.model_copy(update={"fraction": fraction}))


def _write_existing(file: Path, record: BaseModel) -> None:
    if file.parent.is_dir():  # else the share is gone
        write_text(file, json_text(record))


@contextmanager
def _touched(file: Path) -> Iterator[None]:
    """Touches `file` every few seconds within the block, in a thread."""
    ended = threading.Event()

    def touch() -> None:
        while not ended.wait(HEARTBEAT_S):
            with suppress(OSError):  # the share is gone for now, or the file was removed
                os.utime(file)

    thread = threading.Thread(target=touch, name="archive-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _is_recent(file: Path) -> bool:
    try:
        return time.time() - file.stat().st_mtime < LOST_AFTER_S
    except OSError:
        return False


def _files_in(folder: Path) -> Sequence[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
