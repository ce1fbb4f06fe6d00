"""The interface between the main window and its workspaces."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.services.deadline import Deadline
from app.services.model_choice import ModelChoice
from app.services.queue_service import QueueService
from app.services.settings import Settings
from app.services.tasks import Tasks
from polyp_core.label_formats.mask_labels import MaskReading


@dataclass(frozen=True, slots=True)
class PairList:
    """Images to play in Review, with their ground truth masks in the same order; None for a polyp-free picture.

    `readings`: which pixels of each mask are polyp.
    """

    images: tuple[Path, ...]
    masks: tuple[Path | None, ...]
    readings: tuple[MaskReading, ...]


class Requests(QObject):
    """Requests of a workspace to the main window."""

    review_requested = Signal(object)
    """A PairList to show in Review."""
    open_requested = Signal(object)
    """The paths of a recording to open in Review."""
    picture_mask_stored = Signal(Path, object)
    """The review file of a picture whose mask was changed, and the PictureMasks that changed it."""
    notice = Signal(str)
    """A sentence to show to the user."""
    run_started = Signal(Path)
    """The folder of a training run that was started elsewhere in the window; it is in the list of runs."""


@dataclass(frozen=True, slots=True)
class Context:
    """The shared objects of all workspaces. `actions` are those of the main window."""

    settings: Settings
    tasks: Tasks
    actions: ActionTable
    models: ModelChoice
    queue: QueueService
    requests: Requests = field(default_factory=Requests)


class Workspace(Protocol):
    """The methods of a workspace, which is also a QWidget."""

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops all threads and closes all files before the window closes, waiting no longer than `deadline`."""


@runtime_checkable
class HasNoticePlace(Protocol):
    """A workspace with headings or controls at its upper edge, which notices must not hide."""

    @property
    def notice_place(self) -> QWidget:
        """The part below them over which notices lie: a picture, thumbnails, or the rows of a table."""
