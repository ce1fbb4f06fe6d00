"""Exports what is on the screen through the core's `annotate`, beside the viewer, which goes on."""

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
from app.services.source_history import SourcePath
from app.services.tasks import Progress, Task, TaskHandle, Tasks
from app.widgets.dialog_sizing import ScrollBody, fit_height
from app.widgets.plain_text import PlainLabel, title
from app.widgets.task_row import format_progress
from app.workspaces.review.export_form import ExportForm, ExportSubject
from app.workspaces.review.time_axis import format_indexing
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.export.formats.registry import output_names
from polyp_core.export.run_export import (
    AnnotateOptions,
    AnnotateResult,
    annotate,
    expected_folder,
    refuse_overlap_with_source,
)
from polyp_core.export.staging import ExistingOutputs, existing_outputs
from polyp_core.frames.frame import FrameSource, SourceInfo
from polyp_core.inference.segmenter_thread import SegmenterThread

_STEPS = 1000


class ExportDialog(QDialog):
    """Asks what to export and shows how far it is. Closing it lets a running export go on."""

    export_started = Signal(object)
    """The Task."""
    export_completed = Signal(object)
    """AnnotateResult."""
    export_failed = Signal(str)
    """The reason, where this dialog is closed already and cannot say it."""

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
        self.state = PlainLabel()
        self.state.setWordWrap(True)
        self.bar.hide()
        self.state.hide()

        self.start = QPushButton("Export")
        self.start.setDefault(True)
        self.start.clicked.connect(self._look_for_files_in_the_way)
        self.stop = QPushButton("Stop")
        self.stop.setToolTip("Stops the export; nothing is kept of it")
        self.stop.clicked.connect(self._on_stop)
        self.stop.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.close_button = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.stop.hide()  # after it was added: the box of buttons shows what it gets

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
        """Whether the length of the source is not known yet, so that nothing can start."""
        return self._subject.info.indexing and not self.running and not self._source_left

    def follow(self, info: SourceInfo | None) -> None:
        """The index of the source has grown, or None: the source was closed before it was complete."""
        was_waiting = self.waiting
        if info is None:
            self._source_left = True
            self._say("The recording was closed before its length was known. Open it again to export it.", "error")
        else:
            self._subject = replace(self._subject, info=info)
            self.form.show_subject(self._subject)
            if info.indexing:
                how_far = format_indexing(info.index_fraction)
                self._say(f"The export can start once the length is known: {how_far}.", "muted")
            elif was_waiting:
                self.state.hide()
        self._on_form_changed()

    @property
    def running(self) -> bool:
        """Whether an export of this dialog is under way."""
        return self._task is not None

    # -- Start ---------------------------------------------------------------------------------------------------------

    def _look_for_files_in_the_way(self) -> None:
        folder = self.form.out_folder
        assert folder is not None
        self.start.setEnabled(False)
        looking = self._tasks.run(
            _look_for_outputs, "Look into the folder", self._subject.path, folder, self.form.outputs, self.form.key_file
        )
        looking.completed.connect(self._on_looked)
        looking.failed.connect(self._on_failed)

    def _on_looked(self, found: ExistingOutputs) -> None:
        if not found.names:
            self._start()
            return
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle("Replace?" if found.replaceable else "Keep both?")
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(f"The folder already holds {', '.join(found.names)}.")
        who = "It is" if len(found.names) == 1 else "They are"
        question.setInformativeText(
            (
                f"{who} replaced when the export is complete, and kept if it fails."
                if found.replaceable
                else found.reason
            )
            + " Keep both writes into a new folder beside it."
        )
        replace = question.addButton("Replace", QMessageBox.ButtonRole.AcceptRole) if found.replaceable else None
        keep_both = question.addButton("Keep both", QMessageBox.ButtonRole.ActionRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        self._question = question

        def on_answer() -> None:
            self._question = None
            answer = question.clickedButton()
            if answer is keep_both or (answer is replace and replace is not None):
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
        self.close_button.setText("Go on in the background")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._say("Starting…", "muted")
        self.export_started.emit(self._task)

    # -- The running export --------------------------------------------------------------------------------------------

    def _on_progress(self, progress: Progress) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(progress.fraction * _STEPS))
        self._say(f"{progress.message}, {format_progress(progress)}", "muted")

    def _on_stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self._say("Stopping…", "muted")
            self._task.cancel()

    def _on_completed(self, result: AnnotateResult) -> None:
        self._task = None
        self.export_completed.emit(result)
        self.accept()

    def _on_cancelled(self) -> None:
        self._back_to_form("The export was stopped. Nothing was kept of it.", "muted")

    def _on_failed(self, error: Exception) -> None:
        reason = describe(error).message
        self._back_to_form(reason, "error")
        if not self.isVisible():
            self.export_failed.emit(reason)

    def _back_to_form(self, words: str, role: str) -> None:
        self._task = None
        self.form.setEnabled(True)
        self.bar.hide()
        self.stop.hide()
        self.start.show()
        self._on_form_changed()
        self.close_button.setText("Close")
        self._say(words, role)

    def _say(self, words: str, role: str) -> None:
        self.state.setText(words)
        if self.state.property("role") != role:
            self.state.setProperty("role", role)
            self.state.style().polish(self.state)
        if self.state.isHidden() or role == "error":
            self.state.show()
            fit_height(self)

    def _on_form_changed(self) -> None:
        length_known = not self._subject.info.indexing
        self.start.setEnabled(self.form.complete and length_known)


def _look_for_outputs(
    handle: TaskHandle, source: SourcePath, out_folder: Path, outputs: frozenset[str], key_file: Path | None
) -> ExistingOutputs:
    folder = expected_folder(source, out_folder, key_file)
    refuse_overlap_with_source(source, folder, outputs)
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
