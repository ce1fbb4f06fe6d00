"""The Training workspace: connects the list of runs and the pages."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.services.deadline import Deadline
from app.services.tasks import Tasks
from app.translation import tr
from app.widgets.empty_page import EmptyPage
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.task_row import TaskStrip
from app.workspaces.context import Context
from app.workspaces.training.compare_page import ComparePage
from app.workspaces.training.new_run_page import NewRunPage
from app.workspaces.training.run_list import RunList
from app.workspaces.training.run_page import RunPage
from app.workspaces.training.runs import Runs
from app.workspaces.training.training_notice import TrainingNotice
from app.workspaces.training.use_in_viewer import UseInViewer
from training.config.fit_config import FitConfig


class TrainingWorkspace(QWidget):
    """Starts, watches and compares training runs, and uses their models in the viewer."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Its own tasks, which are shown in the workspace and end with it.
        self.tasks = Tasks(self)
        self.runs = Runs(context.settings, self.tasks, self)
        self.viewer = UseInViewer(context.models, self.tasks, self)
        self.list = RunList(self.runs)
        self.page = RunPage(self.runs, self.tasks, self.viewer)
        self.new_run = NewRunPage(context.settings, self.tasks)
        self.compare = ComparePage(self.runs, self.tasks, context.models)
        self.empty = EmptyPage(
            tr("No runs yet"),
            tr(
                "A run trains the network on folders of images and ground truth masks. It is a separate process, which "
                "continues if this window is closed. Start a run here, or add the folder of a run that was started "
                "elsewhere."
            ),
            tr("New run"),
            "plus",
        )
        self.missing = TrainingNotice()
        self.stack = QStackedWidget()
        self.strip = TaskStrip()
        self._lay_out()
        self.list.chosen.connect(self._on_chosen)
        self.list.new_requested.connect(self.show_new_run)
        self.list.compare_requested.connect(self._show_compare)
        self.empty.clicked.connect(self.show_new_run)
        self.new_run.start_requested.connect(self._start)
        self.new_run.cancelled.connect(self._back)
        self.runs.started.connect(self._on_started)
        self.runs.started.connect(self.viewer.forget)
        context.requests.run_started.connect(self._on_started)
        self.page.use_requested.connect(self.viewer.use)
        self.viewer.working.connect(self.strip.follow)
        self.compare.working.connect(self.strip.follow)
        for signal in (self.runs.failed, self.page.notice, self.viewer.notice, self.compare.failed):
            signal.connect(context.requests.notice)
        self._on_chosen(self.list.current)

    def _lay_out(self) -> None:
        for page in (self.empty, self.page, self.new_run, self.compare):
            self.stack.addWidget(page)
        line = QFrame()
        line.setFixedWidth(1)
        line.setAutoFillBackground(True)
        line.setBackgroundRole(QPalette.ColorRole.Mid)
        right = vbox(hbox(self.missing, margins=(16, 16, 16, 0)), stretched(self.stack), spacing=0, margins=0)
        body = hbox(self.list, line, stretched(right), spacing=0, margins=0)
        self.setLayout(vbox(stretched(body), self.strip, spacing=0, margins=0))

    def show_new_run(self) -> None:
        """Shows the form of a new run."""
        self.list.select(None)
        self.stack.setCurrentWidget(self.new_run)

    @Slot(object)
    def _on_chosen(self, folder: Path | None) -> None:
        if folder is not None:
            self.page.show_run(folder)
            self.stack.setCurrentWidget(self.page)
        elif self.stack.currentWidget() is self.page or not self.runs.folders:
            self.stack.setCurrentWidget(self.empty)

    @Slot()
    def _show_compare(self) -> None:
        self.compare.propose(self.list.current)
        self.list.select(None)
        self.stack.setCurrentWidget(self.compare)

    @Slot()
    def _back(self) -> None:
        self.stack.setCurrentWidget(self.page)
        shown = self.page.folder
        self.list.select(shown if shown in self.runs.folders else next(iter(self.runs.folders), None))
        self._on_chosen(self.list.current)

    @Slot(object, object)
    def _start(self, roots: tuple[Path, ...], config: FitConfig) -> None:
        self.runs.start(
            roots, config, polyp_free=self.new_run.polyp_free.folders, split_file=self.new_run.data.split_file
        )

    @Slot(Path)
    def _on_started(self, folder: Path) -> None:
        self.list.select(folder)
        self._on_chosen(folder)

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops every thread before the window closes. Runs continue."""
        deadline = deadline or Deadline()
        self.new_run.close_preview()
        deadline.note(self.tasks.shutdown(deadline.remaining_s))
        self.runs.close(deadline)
