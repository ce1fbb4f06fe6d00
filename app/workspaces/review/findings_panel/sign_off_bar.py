"""SignOffBar: says whether the review is a draft or complete, and completes or reopens it."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.translation import tr
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, stretched
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.findings_panel.review_controller import ReviewController


class SignOffBar(QWidget):
    """Follows `controller`; the button triggers `action`."""

    def __init__(self, controller: ReviewController, action: QAction) -> None:
        super().__init__()
        self._controller, self._action = controller, action
        self.status = PlainLabel(role="muted")
        self.button = push_button(action.text(), tip=action.toolTip())
        self.button.clicked.connect(action.trigger)
        self.setLayout(hbox(stretched(self.status), self.button, spacing=8, margins=0))
        action.changed.connect(self.refresh)
        controller.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        signed = self._controller.review.sign_off
        complete = tr("Complete, {date}").format(date=format_local(signed.at)) if signed is not None else ""
        self.status.setText(complete or tr("Draft"))
        self.status.setVisible(self._controller.is_open)
        self.button.setText(tr("Reopen") if signed is not None else self._action.text())
        self.button.setEnabled(self._action.isEnabled())


def format_local(at: str) -> str:
    """Returns a UTC time in ISO 8601 as date and time of this computer: "2026-11-28 14:32"."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
