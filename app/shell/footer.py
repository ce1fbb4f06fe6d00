"""The line at the window's lower edge: the caution, work under way, and the model and device in use."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from app.shell.task_row import TaskRow
from app.tasks import Task
from polyp_core.export.stamp import RESEARCH_USE_ONLY


class Footer(QStatusBar):
    """Never hidden, not even in full screen: the caution is always in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.caution = QLabel(RESEARCH_USE_ONLY)
        self.caution.setProperty("role", "caution")
        self._rows = QHBoxLayout()
        self._rows.setSpacing(12)
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.caution)
        row.addLayout(self._rows)
        row.addStretch()
        self.addWidget(left, 1)

    def follow(self, task: Task) -> TaskRow:
        """Shows a task until it ends."""
        row = TaskRow(task)
        self._rows.addWidget(row)
        return row
