"""Runs a function that may never return with a time limit."""

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

WORKER_NAME = "work with a time limit"


class TimeLimitError(Exception):
    """The function did not return in time; its thread continues until it returns or the program ends."""


def run_with_time_limit(limit_s: float, work: Callable[[], Result]) -> Result:
    """Runs `work` in a new thread and returns its result. Raises its exception, or TimeLimitError after `limit_s`.

    The thread cannot be stopped, so `work` must not hold locks that others need. If it returns from a C++ library
    during interpreter shutdown, Python before 3.14 aborts.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - re-raised in the waiting thread
            errors.append(error)

    thread = threading.Thread(target=run, name=WORKER_NAME, daemon=True)
    thread.start()
    thread.join(limit_s)
    if errors:
        raise errors[0]
    if not results:
        raise TimeLimitError
    return results[0]
