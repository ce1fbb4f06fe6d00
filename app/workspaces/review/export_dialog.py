"""Dialog that exports the source on screen in a background thread, while the viewer stays usable."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.diagnostics import describe
from app.services.paths import exports_dir
from app.services.settings import Settings
from app.services.tasks import Progress, Task, TaskHandle, Tasks
from app.widgets.dialog_sizing import ScrollBody, fit_height
from app.widgets.plain_text import PlainLabel, title
from app.widgets.task_row import format_progress
from app.workspaces.review.export_form import ExportForm, ExportSubject
from app.workspaces.review.time_text import format_indexing
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.registry import output_names
from polyp_core.export.run_export import (
    AnnotateOptions,
    AnnotateResult,
    annotate,
    check_no_overlap,
    expected_folder,
)
from polyp_core.export.staging import ExistingOutputs, existing_outputs
from polyp_core.frames.frame import FrameSource, SourceInfo
from polyp_core.inference.segmenter_thread import SegmenterThread

_STEPS = 1000


class ExportDialog(QDialog):
    """Asks what to export and shows the progress. A running export continues after the dialog is closed."""

    export_started = Signal(object)
    """The Task."""
    export_completed = Signal(object)
    """AnnotateResult."""
    export_failed = Signal(str)
    """The error message, if this dialog was closed before and cannot show it."""

    def __init__(
        self,
        subject: ExportSubject,
        settings: Settings,
        tasks: Tasks,
        segmenter: SegmenterThread,
        map_cache: ProbabilityMapCache | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title(f"Export {subject.name}"))
        self.setModal(False)
        self.setMinimumWidth(560)
        self._subject, self._settings, self._tasks = subject, settings, tasks
        self._segmenter, self._map_cache = segmenter, map_cache
        self._task: Task | None = None
        self._question: QMessageBox | None = None
        self._source_left = False

        self.form = ExportForm(subject, settings.export_dir or exports_dir())
        self.form.choose_outputs(settings.export_outputs)
        self.form.neutral_names.setChecked(settings.export_neutral_names)
        self.form.changed.connect(self._on_form_changed)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setRange(0, _STEPS)
        self.state = PlainLabel(wrap=True)
        self.bar.hide()
        self.state.hide()

        self.start = QPushButton("Export")
        self.start.setDefault(True)
        self.start.clicked.connect(self._check_existing)
        self.stop = QPushButton("Stop")
        self.stop.setToolTip("Stops the export and discards its files")
        self.stop.clicked.connect(self._on_stop)
        self.stop.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.close_button = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.stop.hide()  # after it was added, as adding shows it

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(ScrollBody(self.form), 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.state)
        layout.addWidget(buttons)
        fit_height(self)
        self.follow(subject.info)

    @property
    def waiting(self) -> bool:
        """True while no export can start because the length of the source is unknown."""
        return self._subject.info.indexing and not self.running and not self._source_left

    def follow(self, info: SourceInfo | None) -> None:
        """Takes the new state of the source's index; None if the source was closed before the index was complete."""
        was_waiting = self.waiting
        if info is None:
            self._source_left = True
            self._show_state(
                "The recording was closed before its length was known. Open it again to export it.", "error"
            )
        else:
            self._subject = replace(self._subject, info=info)
            self.form.show_subject(self._subject)
            if info.indexing:
                progress = format_indexing(info.index_fraction)
                self._show_state(f"The export can start once the length is known: {progress}.", "muted")
            elif was_waiting:
                self.state.hide()
        self._on_form_changed()

    @property
    def running(self) -> bool:
        """True while an export of this dialog is running."""
        return self._task is not None

    # -- Start ---------------------------------------------------------------------------------------------------------

    def _check_existing(self) -> None:
        folder = self.form.out_folder
        assert folder is not None
        self.start.setEnabled(False)
        check = self._tasks.run(
            _find_existing, "Check the output folder", self._subject.path, folder, self.form.outputs, self.form.key_file
        )
        check.completed.connect(self._on_existing_found)
        check.failed.connect(self._on_failed)

    def _on_existing_found(self, found: ExistingOutputs) -> None:
        if not found.names:
            self._start()
            return
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle("Replace?" if found.replaceable else "Keep both?")
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(f"The folder already holds {', '.join(found.names)}.")
        subject = "It is" if len(found.names) == 1 else "They are"
        replaced = f"{subject} replaced when the export is complete, and kept if it fails."
        question.setInformativeText(
            f"{replaced if found.replaceable else found.reason} Keep both writes into a new folder next to it."
        )
        replace = question.addButton("Replace", QMessageBox.ButtonRole.AcceptRole) if found.replaceable else None
        keep_both = question.addButton("Keep both", QMessageBox.ButtonRole.ActionRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        self._question = question

        def on_answer() -> None:
            self._question = None
            answer = question.clickedButton()
            if answer is not None and answer in (replace, keep_both):
                self._start(overwrite=answer is replace, keep_both=answer is keep_both)
            else:
                self.start.setEnabled(True)

        question.finished.connect(on_answer)
        question.open()

    def _start(self, *, overwrite: bool = False, keep_both: bool = False) -> None:
        folder = self.form.out_folder
        assert folder is not None
        self._settings.export_dir, self._settings.export_outputs = folder, self.form.outputs
        self._settings.export_neutral_names = self.form.neutral_names.isChecked()
        options = AnnotateOptions(
            style=self._subject.style,
            outputs=self.form.outputs,
            ranges=self._subject.ranges(self.form.stretch),
            privacy=self._subject.privacy,
            image_rate_fps=self._settings.image_rate_fps,
            deinterlace=self._subject.deinterlace,
            video_track=self._subject.info.video_track,
            overwrite=overwrite,
            key_file=self.form.key_file,
            keep_both=keep_both,
            findings=FindingOptions(self._subject.policy),
        )
        self._task = self._tasks.run(
            _export,
            f"Export {self._subject.name}",
            self._subject.path,
            folder,
            options,
            self._segmenter,
            self._map_cache,
            self._subject.open_frames,
        )
        self._task.progressed.connect(self._on_progress)
        self._task.completed.connect(self._on_completed)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self.form.setEnabled(False)
        self.start.hide()
        self.stop.setEnabled(True)
        self.stop.show()
        self.close_button.setText("Continue in background")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._show_state("Starting…", "muted")
        self.export_started.emit(self._task)

    # -- The running export --------------------------------------------------------------------------------------------

    def _on_progress(self, progress: Progress) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(progress.fraction * _STEPS))
        self._show_state(f"{progress.message}, {format_progress(progress)}", "muted")

    def _on_stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self._show_state("Stopping…", "muted")
            self._task.cancel()

    def _on_completed(self, result: AnnotateResult) -> None:
        self._task = None
        self.export_completed.emit(result)
        self.accept()

    def _on_cancelled(self) -> None:
        self._back_to_form("The export was stopped. Nothing was kept.", "muted")

    def _on_failed(self, error: Exception) -> None:
        reason = describe(error).message
        self._back_to_form(reason, "error")
        if not self.isVisible():
            self.export_failed.emit(reason)

    def _back_to_form(self, text: str, role: str) -> None:
        self._task = None
        self.form.setEnabled(True)
        self.bar.hide()
        self.stop.hide()
        self.start.show()
        self._on_form_changed()
        self.close_button.setText("Close")
        self._show_state(text, role)

    def _show_state(self, text: str, role: str) -> None:
        self.state.setText(text)
        if self.state.property("role") != role:
            self.state.setProperty("role", role)
            self.state.style().polish(self.state)
        if self.state.isHidden() or role == "error":
            self.state.show()
            fit_height(self)

    def _on_form_changed(self) -> None:
        length_known = not self._subject.info.indexing
        self.start.setEnabled(self.form.complete and length_known)


def _find_existing(
    handle: TaskHandle, source: SourcePath, out_folder: Path, outputs: frozenset[str], key_file: Path | None
) -> ExistingOutputs:
    folder = expected_folder(source, out_folder, key_file)
    check_no_overlap(source, folder, outputs)
    return existing_outputs(folder, output_names(outputs))


def _export(
    handle: TaskHandle,
    source: SourcePath,
    folder: Path,
    options: AnnotateOptions,
    segmenter: SegmenterThread,
    map_cache: ProbabilityMapCache | None,
    open_frames: Callable[[], FrameSource] | None,
) -> AnnotateResult:
    return annotate(
        source,
        folder,
        options,
        segmenter,
        map_cache=map_cache,
        on_progress=lambda done, total: handle.progress(done / max(total, 1), f"Frame {done} of {total}"),
        cancelled=handle.cancel_event,
        open_frames=open_frames,
    )
