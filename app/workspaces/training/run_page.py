"""The page of one run: its state, buttons, curves, samples, log and settings."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from app.services.tasks import Tasks
from app.translation import mark, tr, tr_value
from app.widgets.buttons import push_button
from app.widgets.layouts import container, hbox, stretched, vbox
from app.widgets.narrow_tabs import NarrowTabs
from app.widgets.plain_text import ElidedLabel, PlainLabel, tooltip
from app.widgets.theme import icon
from app.workspaces.training.config_table import ConfigTable
from app.workspaces.training.curves_tab import CurvesTab
from app.workspaces.training.log_tab import LogView
from app.workspaces.training.model_comparison_panel import ModelComparisonPanel
from app.workspaces.training.run_labels import FAILURES, long_label, phase_icon, progress_fraction
from app.workspaces.training.runs import Runs
from app.workspaces.training.samples_tab import SamplesTab
from app.workspaces.training.use_in_viewer import UseInViewer
from training.runs.run_snapshot import RunSnapshot

_STEPS = 1000
_ICON_PX = 26
_OUTPUT_PX = 130
_STOP = mark("Stop training")


class RunPage(QWidget):
    """Shows one run and its changes."""

    use_requested = Signal(object)
    """The RunSnapshot of the run whose model the viewer is to use."""
    notice = Signal(str)

    def __init__(self, runs: Runs, tasks: Tasks, viewer: UseInViewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.folder: Path | None = None
        self.snapshot: RunSnapshot | None = None
        self._picture = PlainLabel()
        self.title = ElidedLabel()
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setProperty("role", "heading")
        self.state = PlainLabel(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(tr("Progress of the training"))
        self.stop = push_button(tr(_STOP), "stop", tr("Stop after the current step; the best model so far is saved"))
        self.resume = push_button(tr("Resume training"), "play", tr("Continue after the last complete epoch"))
        self.again = push_button(tr("Start run again"), "restart", tr("Start this run again with the same settings"))
        self.use = push_button(
            tr("Use model in viewer"),
            "bullseye-arrow",
            tr(
                "Use this run's best model in the viewer, and compare it with the viewer's previous model on the "
                "validation pairs of this run, which favour the previous model if it was trained on them"
            ),
        )
        self.open = push_button(
            tr("Open run folder"), "folder-open-outline", tr("Open the folder with all files of the run")
        )
        self.stop.clicked.connect(self._on_stop)
        self.resume.clicked.connect(lambda: self._runs.resume(self._shown.folder))
        self.again.clicked.connect(lambda: self._runs.start_again(self._shown.folder))
        self.use.clicked.connect(lambda: self.use_requested.emit(self._shown))
        self.open.clicked.connect(self._open_folder)
        self.problem = _ProblemPanel()
        self.comparison = ModelComparisonPanel(viewer)
        self.curves = CurvesTab()
        self.samples = SamplesTab(tasks)
        self.log = LogView(tr("Log of the run"))
        self.config = ConfigTable()
        self.tabs = NarrowTabs()
        self._lay_out()
        for plot in self.curves.grid.plots.values():
            plot.failed.connect(self.notice)
        runs.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        head = hbox(
            self._picture, stretched(self.title), self.stop, self.resume, self.again, self.use, self.open, spacing=10
        )
        log = container(vbox(self.log, margins=(0, 12, 0, 0)))
        config = container(vbox(self.config, margins=(0, 12, 0, 0)))
        for name, icon_name, page in (
            (tr("Curves"), "chart-line", self.curves),
            (tr("Samples"), "image-multiple-outline", self.samples),
            (tr("Log", "of a run"), "text-box-outline", log),
            (tr("Settings"), "tune", config),
        ):
            self.tabs.add_page(page, icon(icon_name), name)
        self.setLayout(
            vbox(
                head,
                self.state,
                self.bar,
                self.problem,
                self.comparison,
                stretched(self.tabs),
                spacing=10,
                margins=16,
            )
        )

    def show_run(self, folder: Path) -> None:
        """Shows the run in `folder`."""
        self.folder = folder
        self._show(self._runs.snapshot(folder) or RunSnapshot(folder, "starting"))

    @property
    def _shown(self) -> RunSnapshot:
        assert self.snapshot is not None  # the buttons are visible only with a run
        return self.snapshot

    @Slot(object)
    def _on_changed(self, snapshot: RunSnapshot) -> None:
        if snapshot.folder == self.folder:
            self._show(snapshot)

    def _show(self, snapshot: RunSnapshot) -> None:
        self.snapshot = snapshot
        known = self._runs.snapshot(snapshot.folder) is not None
        self._picture.setPixmap(phase_icon(snapshot).pixmap(_ICON_PX, _ICON_PX))
        self.title.setText(snapshot.name)
        self.title.setToolTip(tooltip(f"{snapshot.name}\n{snapshot.folder}"))
        self.state.setText(long_label(snapshot) if known else tr("Reading the run"))
        self.bar.setVisible(snapshot.is_active)
        indeterminate = snapshot.phase in ("starting", "finishing")
        self.bar.setRange(0, 0 if indeterminate else _STEPS)
        if not indeterminate:
            self.bar.setValue(round(progress_fraction(snapshot) * _STEPS))
        self.stop.setVisible(known and snapshot.phase in ("starting", "running"))
        self._show_stopping(snapshot.stop_asked)
        self.resume.setVisible(snapshot.can_resume)
        self.again.setVisible(snapshot.can_start_again)
        # A model file that is replaced while it is read would be refused as modified.
        self.use.setEnabled(snapshot.has_model and not snapshot.is_active)
        self.use.setVisible(snapshot.phase != "missing")
        self.problem.show_run(snapshot)
        self.comparison.show_run(snapshot.folder, is_active=snapshot.is_active)
        self.curves.show_rows(snapshot.rows)
        self.samples.show_sheets(snapshot.sheets)
        self.log.show_text(snapshot.log or snapshot.last_message)
        self.config.show_config(snapshot.config)

    def _on_stop(self) -> None:
        self._show_stopping(True)
        self._runs.stop(self._shown.folder)

    def _show_stopping(self, stopping: bool) -> None:
        self.stop.setEnabled(not stopping)
        self.stop.setText(tr("Stopping…", "a training") if stopping else tr(_STOP))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown.folder)))


class _ProblemPanel(QFrame):
    """What went wrong, and the last output of the run's process."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.message = PlainLabel(wrap=True, selectable=True)
        self.heading = PlainLabel(tr("Last output"), role="section")
        self.output = LogView(tr("Last output of the run"))
        self.output.setFixedHeight(_OUTPUT_PX)
        self.setLayout(vbox(self.message, self.heading, self.output, spacing=8, margins=(14, 12, 14, 12)))

    def show_run(self, snapshot: RunSnapshot) -> None:
        has_problem = snapshot.phase in FAILURES or bool(snapshot.problems)
        has_output = bool(snapshot.last_message) and snapshot.phase in FAILURES - {"missing", "unreadable"}
        self.setVisible(has_problem)
        self.message.setText(tr_value(snapshot.message))
        self.message.setProperty("role", "error" if has_problem else "muted")
        self.message.style().polish(self.message)
        self.heading.setVisible(has_output)
        self.output.setVisible(has_output)
        self.output.show_text(snapshot.last_message)
