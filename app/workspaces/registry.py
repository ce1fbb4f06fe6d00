"""Which workspaces there are. Each is imported when it is first opened, so that none slows the start of another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QWidget

from app.workspaces.context import Context, Workspace


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """One workspace. `name` is that of the action which opens it, and which gives the tab its words and icon.

    `module` is what `make` imports; where it takes long it is imported beside the GUI first.
    """

    name: str
    make: Callable[[Context], QWidget]
    module: str = ""


def _review(context: Context) -> QWidget:
    from app.workspaces.review.review_page import ReviewPage

    return ReviewPage(context.settings, context.actions)


def _dataset(context: Context) -> QWidget:
    from app.workspaces.dataset.dataset_workspace import DatasetWorkspace

    return DatasetWorkspace(context)


def _training(context: Context) -> QWidget:
    from app.workspaces.training.training_workspace import TrainingWorkspace

    return TrainingWorkspace(context)


WORKSPACES: tuple[WorkspaceSpec, ...] = (
    WorkspaceSpec("review", _review),
    WorkspaceSpec("dataset", _dataset, "app.workspaces.dataset.dataset_workspace"),
    WorkspaceSpec("training", _training, "app.workspaces.training.training_workspace"),
)

ACTIONS_OF_WORKSPACES = ("review", "dataset", "training")
"""The actions that open a workspace; those without one are hidden."""


def as_workspace(widget: QWidget) -> Workspace:
    """The widget of a workspace under its other name."""
    return cast(Workspace, widget)
