"""The predictions of a few validation pairs after each epoch, with a slider for the epoch."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSlider, QWidget

from app.services.latest_task import LatestTask
from app.services.tasks import TaskHandle, Tasks
from app.translation import mark, tr
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.scaled_picture import ScaledPicture, read_picture

Sheets = tuple[tuple[int, Path], ...]

_EXPLANATION = mark("Image, ground truth, and prediction: hits white, misses blue, false alarms red.")


class SamplesTab(QWidget):
    """Shows the latest epoch until the user chooses another one."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets = ()
        self._reading = LatestTask(tasks, "Read the samples", self, keeps_results=True)
        self._reading.completed.connect(self._on_read)
        explanation = PlainLabel(tr(_EXPLANATION), role="muted")
        self.epoch = PlainLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Epoch of the samples"))
        self.slider.setFixedWidth(320)
        self.slider.valueChanged.connect(self._show_epoch)
        self.picture = ScaledPicture(tr("Validation pairs with the prediction of this epoch"))
        row = hbox(explanation, spacer(), self.epoch, self.slider, spacing=12)
        self.setLayout(vbox(row, stretched(self.picture), spacing=12, margins=(0, 12, 0, 0)))
        self._show_epoch()

    def show_sheets(self, sheets: Sheets) -> None:
        """Shows the sheets of a run, if they have changed."""
        if sheets == self._sheets:
            return
        same_run = bool(sheets and self._sheets) and sheets[0] == self._sheets[0]
        at_newest = not same_run or self.slider.value() == self.slider.maximum()
        self._sheets = sheets
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(sheets) - 1))
        if at_newest:
            self.slider.setValue(self.slider.maximum())
        self.slider.blockSignals(False)
        self._show_epoch()

    @Slot()
    def _show_epoch(self) -> None:
        self.slider.setEnabled(len(self._sheets) > 1)
        if not self._sheets:
            self.epoch.setText(tr("The samples appear after the first epoch."))
            self.picture.set_image(QImage())
            return
        self._reading.request(_read_sheet, *self._sheets[self.slider.value()])

    @Slot(object)
    def _on_read(self, sheet: tuple[int, Path, QImage]) -> None:
        epoch, path, image = sheet
        if self._sheets:
            self.picture.set_image(image)
            text = tr("Epoch {done} of {total}").format(done=epoch + 1, total=self._sheets[-1][0] + 1)
            if image.isNull():
                text = tr("Epoch {number}: {file} cannot be read").format(number=epoch + 1, file=path.name)
            self.epoch.setText(text)


def _read_sheet(handle: TaskHandle, epoch: int, path: Path) -> tuple[int, Path, QImage]:
    return epoch, path, read_picture(handle, path)
