"""Which workspaces there are. Each is imported when it is first opened, so that none slows the start of another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.deadline import Deadline
from app.settings import Settings
from app.shell.model_choice import ModelChoice
from app.tasks import Tasks
from polyp_core.frames.mask_reading import MaskReading


@dataclass(frozen=True, slots=True)
class PairList:
    """Images to play with the experts' masks of them, in one order; None for a picture declared polyp-free.

    `readings` say of each mask which of its pixels are polyp.
    """

    images: tuple[Path, ...]
    masks: tuple[Path | None, ...]
    readings: tuple[MaskReading, ...]


class Requests(QObject):
    """What one workspace asks of the others, by way of the window."""

    review_asked = Signal(object)
    """A PairList to show in Review."""
    notice = Signal(str)
    """A sentence for the person."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the shell lends to every workspace. `actions` are the shell's own, `models` the model that runs."""

    settings: Settings
    tasks: Tasks
    actions: ActionTable
    models: ModelChoice
    requests: Requests = field(default_factory=Requests)


class Workspace(Protocol):
    """What the shell asks of a workspace, which is a QWidget besides."""

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops every thread and lets go of every file; the window is closing, and waits no longer than `deadline`."""


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """One workspace. `name` is that of the action which opens it, and which gives the tab its words and icon.

    `module` is what `make` imports; where it takes long it is imported beside the GUI first.
    """

    name: str
    make: Callable[[Context], QWidget]
    module: str = ""


def _review(context: Context) -> QWidget:
    from app.shell.review_page import ReviewPage

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
