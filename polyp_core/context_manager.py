"""Context manager mixin for classes with a `close` method."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class ContextManagerMixin(ABC):
    """Enters as itself and calls `close` on exit, also after an exception."""

    @abstractmethod
    def close(self) -> None:
        """Releases all resources. Idempotent."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
