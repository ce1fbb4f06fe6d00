"""Things with a `close` that a `with` block calls."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class ContextManagerMixin(ABC):
    """Gives itself to the `with` block, and is closed at its end whatever happened in it."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of what is held. May be called twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
