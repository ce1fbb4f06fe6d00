"""Deadline: how long closing the window may still take, shared by all that it waits for."""

import threading
import time

CLOSING_S = 2.5
"""So long the window waits for its threads when it closes. What has not ended by then ends with the process."""


class Deadline:
    """A moment up to which threads are waited for."""

    def __init__(self, seconds: float = CLOSING_S) -> None:
        self._end_s = time.monotonic() + seconds
        self.kept = True
        """Whether all that was waited for ended in time."""

    @property
    def remaining_s(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self._end_s - time.monotonic())

    def join(self, thread: threading.Thread | None) -> bool:
        """Waits for `thread`, and says whether it ended in time; None and the thread that asks need no waiting."""
        if thread is None or thread is threading.current_thread():
            return True
        thread.join(self.remaining_s)
        return self.note(not thread.is_alive())

    def note(self, ended: bool) -> bool:
        """Takes down whether something else that was waited for ended in time, and gives it back."""
        self.kept &= ended
        return ended
