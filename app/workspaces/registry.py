"""Which workspaces there are. Each is imported when it is first opened, so that none slows the start of another."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Context:
    """What the shell lends to every workspace."""

    settings: Settings
    tasks: Tasks


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """One workspace. `name` is that of the action which opens it; the widget has a `shutdown()`."""

    name: str
    make: Callable[[Context], QWidget]


def _review(context: Context) -> QWidget:
    from app.workspaces.review.review_workspace import ReviewWorkspace

    return ReviewWorkspace(context.settings)


WORKSPACES: tuple[WorkspaceSpec, ...] = (WorkspaceSpec("review", _review),)
