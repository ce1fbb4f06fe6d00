"""The bar at the lower edge of the window: the caution, the status, running tasks, and the model in use."""

from PySide6.QtWidgets import QFrame, QWidget

from app.services.tasks import Task
from app.translation import tr
from app.widgets.layouts import hbox, spacer, stretched
from app.widgets.plain_text import PlainLabel
from app.widgets.task_row import TaskRow
from polyp_core.export.provenance import RESEARCH_USE_ONLY


class Footer(QFrame):
    """Hidden only in full screen, where the picture has the caution in its corner.

    Not a QStatusBar, which would replace the caution by the status tips of menus.
    """

    def __init__(self, picker: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.caution = PlainLabel(tr(RESEARCH_USE_ONLY), role="caution")
        self._rows, self._status = hbox(spacing=12), hbox(spacing=0)
        # The spacer counts only where there is no status.
        parts = (self.caution, stretched(self._status), spacer(), self._rows, picker)
        self.setLayout(hbox(*parts, spacing=16, margins=(10, 2, 4, 2)))

    def show_status(self, line: QWidget) -> None:
        """Shows the status of the recording on screen."""
        self._status.addWidget(line)

    def follow(self, task: Task) -> TaskRow:
        """Shows a task until it ends."""
        row = TaskRow(task)
        self._rows.addWidget(row)
        return row
