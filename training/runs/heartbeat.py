"""Updates a run's `status.json` every 2 seconds from a background thread, since an epoch can take an hour."""

import logging
import os
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from polyp_core.errors import ExportError
from training.runs.run_folder import HEARTBEAT_S, RunFolder, State, Status

log = logging.getLogger(__name__)


class Heartbeat:
    """The status of a run, written on changes and every 2 seconds. Thread-safe."""

    def __init__(self, folder: RunFolder, epochs: int) -> None:
        now = datetime.now(UTC)
        self._folder = folder
        self._status = Status(state="starting", pid=os.getpid(), started=now, heartbeat=now, epochs=epochs)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._write()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._write()

    @property
    def status(self) -> Status:
        return self._status

    def note(self, **fields: Any) -> None:
        """Changes fields of the status; they are written with the next heartbeat."""
        with self._lock:
            self._status = self._status.model_copy(update=fields)

    def enter(self, state: State, message: str = "") -> None:
        """Changes the state and writes it at once."""
        self.note(state=state, message=message)
        self._write()

    def _beat(self) -> None:
        while not self._ended.wait(HEARTBEAT_S):
            self._write()

    def _write(self) -> None:
        with self._lock:
            self._status = self._status.model_copy(update={"heartbeat": datetime.now(UTC)})
            try:
                self._folder.write_status(self._status)
            except ExportError as error:
                # A full disk, or on Windows a reader that has the file open at this moment; the next heartbeat tries
                # again.
                log.debug("%s", error)
