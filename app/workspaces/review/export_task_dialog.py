"""ExportTaskDialog: asks what to write and where, and writes it in a background thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QProgressBar, QPushButton, QWidget

from app.services.diagnostics import describe
from app.services.tasks import Task, TaskHandle, TaskProgress, Tasks
from app.translation import tr, tr_n, tr_value
from app.widgets.dialog_sizing import ScrollBody, fit_height
from app.widgets.layouts import stretched, vbox
from app.widgets.plain_text import PlainLabel, title
from app.widgets.task_row import format_progress
from polyp_core.export.staging import ExistingOutputs

_STEPS = 1000


class ExportTaskDialog(QDialog):
    """Base of the dialogs that export: a form, progress, and the question whether to replace earlier results.

    A subclass returns functions for a background thread: `_find_existing` looks for earlier results, and `_export`
    writes, replacing them (`overwrite`) or in a new folder next to them (`keep_both`). It calls `update_start` when
    something changes that `can_start` depends on. A running export continues after the dialog is closed.
    """

    export_started = Signal(object)
    """The Task."""
    export_completed = Signal(object)
    """What the export returned."""
    export_failed = Signal(str)
    """The error message, if this dialog was closed before and cannot show it."""

    def __init__(self, name: str, form: QWidget, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setWindowTitle(title(name))
        self.setModal(False)
        self.setMinimumWidth(560)
        self._form, self._tasks = form, tasks
        self._task: Task | None = None
        self._question: QMessageBox | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setRange(0, _STEPS)
        self.state = PlainLabel(wrap=True)
        self.bar.hide()
        self.state.hide()

        self.start = QPushButton(tr("Export"))
        self.start.setDefault(True)
        self.start.clicked.connect(self._check_existing)
        self.stop = QPushButton(tr("Stop"))
        self.stop.setToolTip(tr("Stops the export and discards its files"))
        self.stop.clicked.connect(self._on_stop)
        self.stop.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.close_button = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.stop.hide()  # after it was added, as adding shows it

        self.setLayout(
            vbox(stretched(ScrollBody(form)), self.bar, self.state, buttons, spacing=12, margins=(20, 18, 20, 16))
        )
        fit_height(self)

    @property
    def running(self) -> bool:
        """True while an export of this dialog is running."""
        return self._task is not None

    @property
    def can_start(self) -> bool:
        """True if the form is complete and the export can start."""
        raise NotImplementedError

    def _find_existing(self) -> Callable[[TaskHandle], ExistingOutputs]:
        raise NotImplementedError

    def _export(self, *, overwrite: bool, keep_both: bool) -> Callable[[TaskHandle], Any]:
        raise NotImplementedError

    def update_start(self) -> None:
        """Enables the button to start if the export can."""
        self.start.setEnabled(self.can_start)

    # -- Start ---------------------------------------------------------------------------------------------------------

    def _check_existing(self) -> None:
        self.start.setEnabled(False)
        check = self._tasks.run(self._find_existing(), "Check the output folder")
        check.completed.connect(self._on_existing_found)
        check.failed.connect(self._on_failed)

    def _on_existing_found(self, found: ExistingOutputs) -> None:
        if not found.names:
            self._start()
            return
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(tr("Replace?") if found.replaceable else tr("Keep both?"))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(tr("The folder already holds {names}.").format(names=", ".join(found.names)))
        replaced = tr_n(
            "It is replaced when the export is complete, and kept if it fails.",
            "They are replaced when the export is complete, and kept if it fails.",
            len(found.names),
        )
        keeps_both = tr("Keep both writes into a new folder next to it.")
        question.setInformativeText(f"{replaced if found.replaceable else tr_value(found.reason)} {keeps_both}")
        replace = question.addButton(tr("Replace"), QMessageBox.ButtonRole.AcceptRole) if found.replaceable else None
        keep_both = question.addButton(tr("Keep both"), QMessageBox.ButtonRole.ActionRole)
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
        self._task = self._tasks.run(self._export(overwrite=overwrite, keep_both=keep_both), self._name)
        self._task.progressed.connect(self._on_progress)
        self._task.completed.connect(self._on_completed)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._form.setEnabled(False)
        self.start.hide()
        self.stop.setEnabled(True)
        self.stop.show()
        self.close_button.setText(tr("Continue in background"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.show_state(tr("Starting…"), "muted")
        self.export_started.emit(self._task)

    # -- The running export --------------------------------------------------------------------------------------------

    def _on_progress(self, progress: TaskProgress) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(progress.fraction * _STEPS))
        self.show_state(f"{progress.message}, {format_progress(progress)}", "muted")

    def _on_stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self.show_state(tr("Stopping…"), "muted")
            self._task.cancel()

    def _on_completed(self, result: object) -> None:
        self._task = None
        self.export_completed.emit(result)
        self.accept()

    def _on_cancelled(self) -> None:
        self._back_to_form(tr("The export was stopped. Nothing was kept."), "muted")

    def _on_failed(self, error: Exception) -> None:
        reason = describe(error).message
        self._back_to_form(reason, "error")
        if not self.isVisible():
            self.export_failed.emit(reason)

    def _back_to_form(self, text: str, role: str) -> None:
        self._task = None
        self._form.setEnabled(True)
        self.bar.hide()
        self.stop.hide()
        self.start.show()
        self.update_start()
        self.close_button.setText(tr("Close"))
        self.show_state(text, role)

    def show_state(self, text: str, role: str) -> None:
        """Shows a sentence below the form; `role` is "muted" or "error"."""
        self.state.setText(text)
        if self.state.property("role") != role:
            self.state.setProperty("role", role)
            self.state.style().polish(self.state)
        if self.state.isHidden() or role == "error":
            self.state.show()
            fit_height(self)
