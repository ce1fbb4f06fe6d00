"""Which workspaces there are. Each is imported when it is first opened, so that none slows the start of another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.settings import Settings
from app.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Context:
    """What the shell lends to every workspace. `actions` are the shell's own."""

    settings: Settings
    tasks: Tasks
    actions: ActionTable


class Workspace(Protocol):
    """What the shell asks of a workspace, which is a QWidget besides."""

    def shutdown(self) -> None:
        """Stops every thread and lets go of every file; the window is closing."""


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """One workspace. `name` is that of the action which opens it, and which gives the tab its words and icon."""

    name: str
    make: Callable[[Context], QWidget]


def _review(context: Context) -> QWidget:
    from app.shell.review_page import ReviewPage

    return ReviewPage(context.settings, context.actions)


WORKSPACES: tuple[WorkspaceSpec, ...] = (WorkspaceSpec("review", _review),)

ACTIONS_OF_WORKSPACES = ("review", "dataset", "training")
"""The actions that open a workspace; those without one are hidden."""


def as_workspace(widget: QWidget) -> Workspace:
    """The widget of a workspace under its other name."""
    return cast(Workspace, widget)
