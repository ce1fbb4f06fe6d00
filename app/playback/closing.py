"""Letting go of things whose end takes a moment, beside the GUI thread."""

import threading
from collections.abc import Callable


class Closer:
    """Runs `close` calls in threads of its own; `wait` is for the program's end, when all must be gone."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def close(self, *calls: Callable[[], object]) -> None:
        """Makes the calls one after the other, in their order."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=lambda: [call() for call in calls], name="closer")
        self._threads.append(thread)
        thread.start()

    def wait(self) -> None:
        """Until everything is closed."""
        for thread in self._threads:
            thread.join()
        self._threads.clear()
