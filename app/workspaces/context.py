"""What a workspace is given by the window, and what the window asks of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.actions import ActionTable
from app.services.deadline import Deadline
from app.services.model_choice import ModelChoice
from app.services.settings import Settings
from app.services.tasks import Tasks
from polyp_core.label_formats.mask_labels import MaskReading


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
