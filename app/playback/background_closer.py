"""Closes objects in a background thread, in order."""

import threading
import time
from collections import deque
from typing import Protocol

from app.services.memory import release_free_memory


class Closable(Protocol):
    """An object with threads or files to release."""

    def close(self) -> None: ...


class BackgroundCloser:
    """Closes objects one after another, in a thread that runs only while there are some."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Closable] = deque()
        self._thread: threading.Thread | None = None

    def close(self, *closables: Closable | None) -> None:
        """Closes these after those of earlier calls; None is ignored."""
        with self._lock:
            self._waiting.extend(closable for closable in closables if closable is not None)
            if self._waiting and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="closer", daemon=True)
                self._thread.start()

    def join(self, timeout_s: float | None = None) -> bool:
        """Waits until everything is closed, by default without a limit. Returns whether it is."""
        end_s = None if timeout_s is None else time.monotonic() + timeout_s
        while (thread := self._thread) is not None:
            thread.join(None if end_s is None else max(0.0, end_s - time.monotonic()))
            if end_s is not None and time.monotonic() >= end_s:
                return self._thread is None
        return True

    def _run(self) -> None:
        while True:
            with self._lock:
                closable = self._waiting.popleft() if self._waiting else None
            if closable is not None:
                closable.close()
                del closable
                continue
            release_free_memory()
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
