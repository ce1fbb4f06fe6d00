"""Deadline: the time that closing the window may still take, shared by everything it waits for."""

import threading
import time

CLOSING_S = 2.5
"""How long the window waits for its threads when it closes; threads still running then end with the process."""


class Deadline:
    """A point in time until which threads are waited for."""

    def __init__(self, seconds: float = CLOSING_S) -> None:
        self._end_s = time.monotonic() + seconds
        self.met = True
        """Whether everything that was waited for ended in time."""

    @property
    def remaining_s(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self._end_s - time.monotonic())

    def join(self, thread: threading.Thread | None) -> bool:
        """Waits for `thread` and returns whether it ended in time; None and the calling thread are not waited for."""
        if thread is None or thread is threading.current_thread():
            return True
        thread.join(self.remaining_s)
        return self.note(not thread.is_alive())

    def note(self, ended: bool) -> bool:
        """Records whether something else that was waited for ended in time, and returns it."""
        self.met &= ended
        return ended
