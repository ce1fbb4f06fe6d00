"""A preview of eight augmented pairs, made by a child process, since this one never loads PyTorch."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget

from app.services.latest_task import LatestTask
from app.services.tasks import Tasks
from app.translation import mark, tr
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, spacer, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.scaled_picture import ScaledPicture, read_picture
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import json_text
from training.config.fit_config import FitConfig
from training.installation import training_command

_EXPLANATION = mark("Eight training pairs, augmented with these settings, with the outline of the ground truth.")
_PICTURE_PX = 262

_KILLED_WITHIN_MS = 1_000


class AugmentPreview(QFrame):
    """A button and the preview that `make` draws."""

    requested = Signal()
    """The button was pressed; to be answered by a call of `make`."""
    shown = Signal()
    """A new picture is shown."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._folder = QTemporaryDir()
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._reading = LatestTask(tasks, "Read the preview", self)
        self._reading.completed.connect(self._on_read)
        heading = PlainLabel(tr("Preview"), role="section")
        self.button = push_button(tr("Preview augmentation"), "image-refresh-outline")
        self.button.clicked.connect(self.requested)
        self.message = PlainLabel(tr(_EXPLANATION), role="muted", wrap=True)
        self.picture = ScaledPicture(tr("Augmented training pairs"))
        self.picture.setFixedHeight(_PICTURE_PX)
        self.picture.hide()
        top = hbox(heading, spacer(), self.button)
        self.setLayout(vbox(top, self.message, self.picture, spacer(), spacing=10, margins=(16, 14, 16, 14)))

    def make(self, roots: Sequence[Path], config: FitConfig, answers: Sequence[str] = ()) -> None:
        """Draws a preview in a child process; the previous one stays until then. Raises ExportError, TrainingError.

        `answers` are options for how masks are read.
        """
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        file = Path(self._folder.filePath("config.json"))
        write_text(file, json_text(config))
        options = ["--config", str(file), "--out", str(self._png), *answers]
        self._show_message(tr("Drawing the preview. This takes a few seconds."))
        self.button.setEnabled(False)
        program, *arguments = training_command()
        self._process.start(program, [*arguments, "preview", *map(str, roots), *options])

    def close_process(self) -> None:
        """Ends the process, if it is running."""
        self._process.blockSignals(True)
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_KILLED_WITHIN_MS)

    @property
    def _png(self) -> Path:
        return Path(self._folder.filePath("preview.png"))

    @Slot()
    def _on_finished(self) -> None:
        self.button.setEnabled(True)
        if self._process.exitStatus() == QProcess.ExitStatus.NormalExit and self._process.exitCode() == 0:
            self._reading.request(read_picture, self._png)
            return
        printed = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        errors = re.findall(r"^error: (.*)$", printed, re.MULTILINE)
        self._show_message(
            errors[-1] if errors else tr("The preview could not be made: its process failed."), error=True
        )

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.button.setEnabled(True)
            self._show_message(tr("The preview could not be made: its process did not start."), error=True)

    @Slot(object)
    def _on_read(self, image: QImage) -> None:
        self._show_message(tr(_EXPLANATION))
        self.picture.set_image(image)
        self.picture.show()
        self.shown.emit()

    def _show_message(self, text: str, *, error: bool = False) -> None:
        self.message.setText(text)
        self.message.setProperty("role", "error" if error else "muted")
        self.message.style().polish(self.message)
