"""The first tab: the welcome page while nothing is open, and the Review workspace."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.actions import ActionTable
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.workspaces.review.review_workspace import ReviewWorkspace
from app.workspaces.review.welcome import WelcomePage


class ReviewPage(QStackedWidget):
    """Shows the welcome page or the workspace, which keeps its state while hidden."""

    def __init__(self, settings: Settings, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.welcome = WelcomePage(settings, actions)
        self.review = ReviewWorkspace(settings)
        self.addWidget(self.welcome)
        self.addWidget(self.review)

    def show_welcome(self) -> None:
        """Shows the welcome page."""
        self.setCurrentWidget(self.welcome)

    def show_review(self) -> None:
        """Shows the workspace with the source that is open or being opened."""
        self.setCurrentWidget(self.review)

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops the workspace's threads."""
        self.review.shutdown(deadline)
