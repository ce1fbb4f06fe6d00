"""One run: where it stands, what can be done about it, and its curves, samples, log and config."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from superqt import QElidingLabel

from app.services.tasks import Tasks
from app.widgets.narrow_tabs import NarrowTabs
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from app.workspaces.training.config_table import ConfigTable
from app.workspaces.training.curves_tab import CurvesTab
from app.workspaces.training.log_tab import LogView
from app.workspaces.training.model_comparison_panel import ModelComparisonPanel
from app.workspaces.training.run_labels import TROUBLE, long_line, phase_icon, progress_fraction
from app.workspaces.training.runs import Runs
from app.workspaces.training.samples_tab import SamplesTab
from app.workspaces.training.use_in_viewer import UseInViewer
from training.runs.run_snapshot import RunSnapshot

_STEPS = 1000
_ICON_PX = 26
_LAST_WORDS_PX = 130


class RunPage(QWidget):
    """Follows the run that it shows."""

    use_asked = Signal(object)
    """The Snapshot of the run whose model the viewer shall run."""
    notice = Signal(str)

    def __init__(self, runs: Runs, tasks: Tasks, viewer: UseInViewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.folder: Path | None = None
        self.snapshot: RunSnapshot | None = None
        self._picture = PlainLabel()
        self.title = QElidingLabel()
        self.title.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setProperty("role", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = PlainLabel()
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("Progress of the training")
        self.stop = _button("stop", "Stop", "Stop after the current step; the best model so far is kept")
        self.resume = _button("play", "Resume", "Go on from the last complete epoch")
        self.again = _button("restart", "Start again", "Start this run once more with the same settings")
        self.use = _button(
            "bullseye-arrow",
            "Use in viewer",
            "Make this run's best model the one that the viewer runs, and say how much better it is than the one "
            "before on the validation pairs of this run; pairs that the one before was trained on count in its favour",
        )
        self.open = _button("folder-open-outline", "Open folder", "Everything that the run has written")
        self.stop.clicked.connect(self._on_stop)
        self.resume.clicked.connect(lambda: self._runs.resume(self._shown.folder))
        self.again.clicked.connect(lambda: self._runs.start_again(self._shown.folder))
        self.use.clicked.connect(lambda: self.use_asked.emit(self._shown))
        self.open.clicked.connect(self._open_folder)
        self.trouble = _Trouble()
        self.verdict = ModelComparisonPanel(viewer)
        self.curves = CurvesTab()
        self.samples = SamplesTab(tasks)
        self.log = LogView("Log of the run")
        self.config = ConfigTable()
        self.tabs = NarrowTabs()
        self.tabs.setDocumentMode(True)
        self._lay_out()
        for plot in self.curves.grid.plots.values():
            plot.failed.connect(self.notice)
        runs.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._picture)
        head.addWidget(self.title, 1)
        for button in (self.stop, self.resume, self.again, self.use, self.open):
            head.addWidget(button)
        log = QWidget()
        inside = QVBoxLayout(log)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.addWidget(self.log)
        config = QWidget()
        inside = QVBoxLayout(config)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.addWidget(self.config)
        for name, symbol, page in (
            ("Curves", "chart-line", self.curves),
            ("Samples", "image-multiple-outline", self.samples),
            ("Log", "text-box-outline", log),
            ("Settings", "tune", config),
        ):
            self.tabs.add_page(page, icon(symbol), name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(self.bar)
        column.addWidget(self.trouble)
        column.addWidget(self.verdict)
        column.addWidget(self.tabs, 1)

    def show_run(self, folder: Path) -> None:
        """Shows the run in `folder` from now on."""
        self.folder = folder
        self._show(self._runs.snapshot(folder) or RunSnapshot(folder, "starting"))

    @property
    def _shown(self) -> RunSnapshot:
        assert self.snapshot is not None  # the buttons are only seen with a run
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
        self.state.setText(long_line(snapshot) if known else "Looking at the run")
        self.bar.setVisible(snapshot.is_active)
        waits = snapshot.phase in ("starting", "finishing")
        self.bar.setRange(0, 0 if waits else _STEPS)
        if not waits:
            self.bar.setValue(round(progress_fraction(snapshot) * _STEPS))
        self.stop.setVisible(known and snapshot.phase in ("starting", "running"))
        self._show_stopping(snapshot.stop_asked)
        self.resume.setVisible(snapshot.can_resume)
        self.again.setVisible(snapshot.can_start_again)
        # A model that is replaced while it is looked at would be refused as altered.
        self.use.setEnabled(snapshot.has_model and not snapshot.is_active)
        self.use.setVisible(snapshot.phase != "missing")
        self.trouble.show_run(snapshot)
        self.verdict.show_run(snapshot.folder)
        self.curves.show_rows(snapshot.rows)
        self.samples.show_sheets(snapshot.sheets)
        self.log.show_text(snapshot.log or snapshot.last_message)
        self.config.show_config(snapshot.config)

    def _on_stop(self) -> None:
        self._show_stopping(True)
        self._runs.stop(self._shown.folder)

    def _show_stopping(self, asked: bool) -> None:
        self.stop.setEnabled(not asked)
        self.stop.setText("Stopping…" if asked else "Stop")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown.folder)))


class _Trouble(QFrame):
    """What went wrong, and the last words of the run's process."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.message = PlainLabel()
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.heading = PlainLabel("Its last words")
        self.heading.setProperty("role", "section")
        self.words = LogView("Last words of the run")
        self.words.setFixedHeight(_LAST_WORDS_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for widget in (self.message, self.heading, self.words):
            column.addWidget(widget)

    def show_run(self, snapshot: RunSnapshot) -> None:
        bad = snapshot.phase in TROUBLE or bool(snapshot.problems)
        told = bool(snapshot.last_message) and snapshot.phase in TROUBLE - {"missing", "unreadable"}
        self.setVisible(bad)
        self.message.setText(snapshot.message)
        self.message.setProperty("role", "error" if bad else "muted")
        self.message.style().polish(self.message)
        self.heading.setVisible(told)
        self.words.setVisible(told)
        self.words.show_text(snapshot.last_message)


def _button(symbol: str, words: str, reason: str) -> QPushButton:
    button = QPushButton(icon(symbol), words)
    button.setToolTip(reason)
    return button
