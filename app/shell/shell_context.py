"""ShellContext: what the actions of the main window share."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.shell.notices import NoticeArea
from app.shell.opening import SourceOpener
from app.workspaces.review.review_workspace import ReviewWorkspace


@dataclass(frozen=True, slots=True)
class ShellContext:
    """The main window, which is the parent of dialogs, its services, and the Review workspace."""

    window: QWidget
    actions: ActionTable
    settings: Settings
    tasks: Tasks
    opener: SourceOpener
    notices: NoticeArea
    review: ReviewWorkspace
