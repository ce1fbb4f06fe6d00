"""CorrectionExport: adds the pairs whose ground truth is corrected to a dataset of the user's choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.settings import Settings
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr, tr_error, tr_n
from polyp_core.errors import PolypViewerError
from polyp_core.review.records import MaskSource
from training.corrections.labelled_frames import LabelledFrames, group_key_of
from training.corrections.read_review import read_labelled_pictures
from training.datasets.sample import Sample

if TYPE_CHECKING:
    from app.workspaces.review.dataset_dialog import DatasetDialog


class CorrectionExport(QObject):
    """Looks for the corrected ones among pairs, and opens the dialog that adds them."""

    working = Signal(object)
    """A Task that was just started."""
    notice = Signal(str)

    def __init__(
        self, settings: Settings, tasks: Tasks, wait_until_stored: Callable[[], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._settings, self._tasks, self._window = settings, tasks, window
        self._wait_until_stored = wait_until_stored
        self.dialog: DatasetDialog | None = None

    def open_dialog(self, samples: Sequence[Sample]) -> None:
        """Opens the dialog for the corrected ones among `samples`; a notice says if there are none."""
        if self.dialog is not None and self.dialog.running:
            self.dialog.show()
            self.dialog.raise_()
            return
        task: Task = self._tasks.run(
            _find_corrected, tr("Looking for corrected pairs"), samples, self._settings.reader, self._wait_until_stored
        )
        task.completed.connect(lambda found: self._show(samples, found))
        task.failed.connect(self._on_failed)
        self.working.emit(task)

    def _show(self, samples: Sequence[Sample], found: Sequence[LabelledFrames]) -> None:
        from app.workspaces.review.dataset_dialog import DatasetDialog, Subject

        if not found:
            self.notice.emit(tr("You have corrected none of these pairs. Open a pair and press W to correct it."))
            return
        datasets = {sample.dataset for sample in samples}
        name = datasets.pop() if len(datasets) == 1 else tr_n("{n} dataset", "{n} datasets", len(datasets))
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = DatasetDialog([Subject(name, tuple(found))], self._settings, self._tasks, self._window)
        self.dialog.export_completed.connect(lambda added: self.notice.emit(str(added)))
        self.dialog.export_failed.connect(self.notice)
        self.dialog.show()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.notice.emit(tr_error(error))


def _find_corrected(
    handle: TaskHandle, samples: Sequence[Sample], reader: str, wait_until_stored: Callable[[], None]
) -> list[LabelledFrames]:
    wait_until_stored()
    found: list[LabelledFrames] = []
    for done, sample in enumerate(samples):
        handle.raise_if_cancelled()
        handle.progress(done / len(samples))
        group_key = group_key_of(sample.dataset, sample.group or "")
        found += read_labelled_pictures([(sample.image_path, group_key)], sources=tuple(MaskSource), reader=reader)
    return found
