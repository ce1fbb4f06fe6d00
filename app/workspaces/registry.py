"""The list of workspaces, each imported when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QWidget

from app.widgets.manual_pages import HOME
from app.workspaces.context import Context, Workspace


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """One workspace. `name` is that of the action that opens it and gives the tab its text and icon.

    `module`, if given, takes long to import and is imported in a background thread before `make` is called. `manual` is
    the page that F1 opens in it.
    """

    name: str
    make: Callable[[Context], QWidget]
    module: str = ""
    manual: str = HOME


def _review(context: Context) -> QWidget:
    from app.workspaces.review.review_page import ReviewPage

    return ReviewPage(context.settings, context.actions)


def _recordings(context: Context) -> QWidget:
    from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace

    return RecordingsWorkspace(context)


def _dataset(context: Context) -> QWidget:
    from app.workspaces.dataset.dataset_workspace import DatasetWorkspace

    return DatasetWorkspace(context)


def _training(context: Context) -> QWidget:
    from app.workspaces.training.training_workspace import TrainingWorkspace

    return TrainingWorkspace(context)


def _policy(context: Context) -> QWidget:
    from app.workspaces.policy.policy_workspace import PolicyWorkspace

    return PolicyWorkspace(context)


def _live(context: Context) -> QWidget:
    from app.workspaces.live.live_workspace import LiveWorkspace

    return LiveWorkspace(context)


WORKSPACES: tuple[WorkspaceSpec, ...] = (
    WorkspaceSpec("review", _review, manual="reviewing.md"),
    WorkspaceSpec("recordings", _recordings, manual="reviewing.md#several-recordings"),
    WorkspaceSpec("dataset", _dataset, "app.workspaces.dataset.dataset_workspace", manual="datasets.md"),
    WorkspaceSpec("training", _training, "app.workspaces.training.training_workspace", manual="training.md"),
    WorkspaceSpec("policy", _policy, "app.workspaces.policy.policy_workspace", manual="metrics.md#recordings"),
    WorkspaceSpec("live", _live, manual="reviewing.md#a-live-picture"),
)

ACTIONS_OF_WORKSPACES = tuple(spec.name for spec in WORKSPACES)
"""The actions that open a workspace; a window hides those of the workspaces that it does not have."""


def as_workspace(widget: QWidget) -> Workspace:
    """Returns `widget`, typed as a Workspace."""
    return cast(Workspace, widget)
