"""Runs a function for many items on threads, few at a time, and returns the results in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar

from polyp_core.errors import CancelledError

_AHEAD = 2

Item = TypeVar("Item")
Result = TypeVar("Result")


class OrderedWork:
    """Threads for work that releases the GIL, such as OpenCV's. Use as a context manager."""

    def __init__(self, threads: int, cancelled: Callable[[], bool]) -> None:
        self._threads = threads
        self._cancelled = cancelled
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="scan")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Yields `items` in order with the result of `function`; takes an item only when its turn is near.

        May be called for other items before it is exhausted. Raises CancelledError.
        """
        source = iter(items)
        running: deque[tuple[Item, Future[Result]]] = deque()
        while True:
            for item in islice(source, _AHEAD * self._threads - len(running)):
                running.append((item, self._pool.submit(function, item)))
            if not running:
                return
            item, future = running.popleft()
            result = future.result()
            if self._cancelled():
                raise CancelledError("The scan was stopped.")
            yield item, result
