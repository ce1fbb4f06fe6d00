"""Eight augmented pairs as the network will see them, made by a child process: this one never loads PyTorch."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.latest_task import LatestTask
from app.services.tasks import Tasks
from app.widgets.plain_text import PlainLabel
from app.widgets.scaled_picture import PictureView, read_picture
from app.widgets.theme import icon
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import json_text
from training.config.fit_config import FitConfig

_EXPLANATION = "Eight training pairs, varied as the settings say, with the outline of the expert's mask."
_PICTURE_PX = 262

_KILLED_WITHIN_MS = 1_000


class AugmentPreview(QFrame):
    """Asks for the folders and the config when its button is pressed, and shows what comes."""

    asked = Signal()
    """The button was pressed; `make` is to follow."""
    shown = Signal()
    """A new picture is there."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._folder = QTemporaryDir()
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._reading = LatestTask(tasks, "Read the preview", self)
        self._reading.arrived.connect(self._on_read)
        heading = PlainLabel("Preview")
        heading.setProperty("role", "section")
        self.button = QPushButton(icon("image-refresh-outline"), "Preview augmentation")
        self.button.clicked.connect(self.asked)
        self.message = PlainLabel(_EXPLANATION)
        self.message.setProperty("role", "muted")
        self.message.setWordWrap(True)
        self.picture = PictureView("Augmented training pairs")
        self.picture.setFixedHeight(_PICTURE_PX)
        self.picture.hide()
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(self.picture)
        column.addStretch()

    def make(self, roots: Sequence[Path], config: FitConfig, answers: Sequence[str] = ()) -> None:
        """Makes a preview in a process of its own; until it is there the one before stays. Raises ExportError.

        `answers` are options that say how masks are read.
        """
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        file = Path(self._folder.filePath("config.json"))
        write_text(file, json_text(config))
        options = ["--config", str(file), "--out", str(self._png), *answers]
        self._say("Drawing the preview; this takes a few seconds.")
        self.button.setEnabled(False)
        self._process.start(sys.executable, ["-m", "training.cli", "preview", *map(str, roots), *options])

    def close_process(self) -> None:
        """Ends the process, where one works."""
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
            self._reading.ask(read_picture, self._png)
            return
        printed = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        told = re.findall(r"^error: (.*)$", printed, re.MULTILINE)
        self._say(told[-1] if told else "The preview could not be made: its process failed.", error=True)

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.button.setEnabled(True)
            self._say("The preview could not be made: its process did not start.", error=True)

    @Slot(object)
    def _on_read(self, image: QImage) -> None:
        self._say(_EXPLANATION)
        self.picture.set_image(image)
        self.picture.show()
        self.shown.emit()

    def _say(self, words: str, *, error: bool = False) -> None:
        self.message.setText(words)
        self.message.setProperty("role", "error" if error else "muted")
        self.message.style().polish(self.message)
