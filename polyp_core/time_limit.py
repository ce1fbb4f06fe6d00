"""Work that may never end, given up after a while."""

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

WORKER_NAME = "work with a time limit"


class TimeLimitError(Exception):
    """The work did not end in time; its thread goes on until it does or the program ends."""


def within(limit_s: float, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises, run in a thread of its own. Raises TimeLimitError after `limit_s` seconds.

    Nothing can stop a thread from outside: `work` must hold nothing that others wait for. Where it comes back from a
    library of C++ while Python is shutting down, Python before 3.14 aborts instead of ending.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            errors.append(error)

    thread = threading.Thread(target=run, name=WORKER_NAME, daemon=True)
    thread.start()
    thread.join(limit_s)
    if errors:
        raise errors[0]
    if not results:
        raise TimeLimitError
    return results[0]
