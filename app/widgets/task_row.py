"""Tasks, each with its name, progress, remaining time and a button to stop it, and the strip that shows them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from app.services.tasks import Task, TaskProgress
from app.translation import tr
from app.widgets.buttons import tool_button
from app.widgets.layouts import hbox, spacer
from app.widgets.plain_text import PlainLabel, tooltip
from polyp_core.time_text import format_span

_STEPS = 1000
_STRIP_PX = 34


class TaskRow(QWidget):
    """Shows one task; removes itself when the task ends."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self.name = PlainLabel(task.name)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(160, 6)
        self.remaining = PlainLabel(role="muted")
        self.cancel = tool_button("close", tr("Stop: {task}").format(task=task.name))
        self.cancel.clicked.connect(self._on_cancel)
        self.setLayout(hbox(self.name, self.bar, self.remaining, self.cancel, spacing=10, margins=(8, 0, 0, 0)))
        task.progressed.connect(self._on_progress)
        task.ended.connect(self._on_ended)

    @Slot(object)
    def _on_progress(self, progress: TaskProgress) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(progress.fraction * _STEPS))
        self.remaining.setText(format_progress(progress))
        self.setToolTip(tooltip(tr(progress.message)))

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.remaining.setText(tr("Stopping…"))
        self._task.cancel()

    @Slot()
    def _on_ended(self) -> None:
        self.hide()
        self.deleteLater()


class TaskStrip(QWidget):
    """A strip for the rows of tasks. Its height is reserved, so that nothing moves when a task starts or ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_STRIP_PX)
        self._rows = hbox(spacer(), margins=(8, 4, 8, 4))
        self.setLayout(self._rows)

    @Slot(object)
    def follow(self, task: Task) -> None:
        """Shows `task` until it ends, before those that started earlier."""
        self._rows.insertWidget(0, TaskRow(task))


def format_progress(progress: TaskProgress) -> str:
    """Returns a text such as "43 %, 1 min 20 s left"."""
    percent = f"{progress.fraction * 100:.0f} %"
    if progress.remaining_s is None:
        return percent
    return tr("{percent}, {time} left").format(percent=percent, time=format_span(progress.remaining_s))
