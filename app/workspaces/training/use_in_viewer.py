"""Uses a run's model in the viewer, and then compares it with the previous model in the background."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.services.latest_task import LatestTask
from app.services.model_choice import ModelChoice
from app.services.model_name import model_name
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import filled, mark, tr
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile
from training.runs.model_comparison import ModelComparison, read_model_comparison, save_model_comparison
from training.runs.paired_comparison import compare_with_model, format_gain
from training.runs.run_folder import RunFolder
from training.runs.run_series import run_name
from training.runs.run_snapshot import RunSnapshot

_STOPPED = mark("The comparison with the previous model was stopped.")


@dataclass(frozen=True, slots=True)
class _Request:
    """A run whose model is being loaded into the viewer, and the model it replaces."""

    folder: Path
    before: ModelFile | None


class UseInViewer(QObject):
    """Loads the model of a run into the viewer and compares it with the previous one."""

    notice = Signal(str)
    """A sentence to show to the user."""
    changed = Signal()
    """There is another comparison, or the viewer uses another model."""
    working = Signal(object)
    """A Task that was just started."""

    def __init__(self, models: ModelChoice, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models, self._tasks = models, tasks
        self._request: _Request | None = None
        self._comparisons: dict[Path, ModelComparison] = {}
        self._reading = LatestTask(tasks, "Read the comparison", self)
        self._reading.completed.connect(self._on_read)
        models.chosen.connect(self._on_chosen)
        models.refused.connect(self._on_refused)

    def use(self, snapshot: RunSnapshot) -> None:
        """Uses the best model of this run in the viewer."""
        self._request = _Request(snapshot.folder, self._models.model)
        self._models.choose(RunFolder(snapshot.folder).model_file)

    def comparison(self, folder: Path) -> ModelComparison | None:
        """Returns the comparison of the run's model with the one that it replaced, or None."""
        return self._comparisons.get(folder)

    def look_up(self, folder: Path) -> None:
        """Reads the comparison that was stored, or made at the end of the run; `changed` follows if there is one."""
        if folder not in self._comparisons:
            self._reading.request(_read, folder)

    @Slot(Path)
    def forget(self, folder: Path) -> None:
        """Drops the comparison of a run that was resumed, whose model will change."""
        if self._comparisons.pop(folder, None) is not None:
            self.changed.emit()

    def is_in_use(self, folder: Path) -> bool:
        """Returns whether the viewer uses the model of the run in `folder`."""
        return self._models.model is not None and self._models.model.path == RunFolder(folder).model_file

    @property
    def name_in_use(self) -> str:
        """The name of the viewer's model."""
        return model_name(self._models.model) if self._models.model is not None else tr("no model")

    def go_back(self, comparison: ModelComparison) -> None:
        """Uses the previous model in the viewer again."""
        self._request = None
        self._models.choose(comparison.before)

    @Slot(object)
    def _on_chosen(self, model: ModelFile) -> None:
        self.changed.emit()
        request, self._request = self._request, None
        if request is None or model.path != RunFolder(request.folder).model_file:
            return
        if request.before is None:
            self.notice.emit(_format_used(request.folder))
            return
        if request.before.sha256 == model.sha256:
            text = tr("The viewer already uses the model of {run}.")
            self.notice.emit(text.format(run=run_name(request.folder)))
            return
        before = request.before
        known = self._comparisons.get(request.folder)
        if known is not None and known.known and known.before == before.path:
            # Made at the end of a run that started from that model, on pairs that neither has learned from.
            self.notice.emit(_format_used(request.folder))
            return
        text = filled(
            "The viewer now uses the model of {run}. It is being compared with {model}.",
            run=run_name(request.folder),
            model=model_name(before),
        )
        pending = ModelComparison(request.folder, text, before.path, model_name(before))
        self._set_comparison(pending)
        task: Task = self._tasks.run(
            _compare, tr("Compare with the previous model"), pending, before, self._models.device
        )
        task.completed.connect(self._set_comparison)
        task.failed.connect(self._on_failed)
        self.working.emit(task)

    @Slot(object)
    def _set_comparison(self, comparison: ModelComparison) -> None:
        self._comparisons[comparison.folder] = comparison
        self.notice.emit(tr(comparison.words))
        self.changed.emit()

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self._request = None

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        raise error  # a bug: expected errors are in the comparison's text

    @Slot(object)
    def _on_read(self, comparison: ModelComparison | None) -> None:
        if comparison is not None and comparison.folder not in self._comparisons:
            self._comparisons[comparison.folder] = comparison
            self.changed.emit()


def _compare(handle: TaskHandle, pending: ModelComparison, before: ModelFile, device: DeviceChoice) -> ModelComparison:
    """Returns `pending` with the result of the comparison, or with the reason why there is none."""
    try:
        scores = compare_with_model(before, pending.folder, device, handle.progress, lambda: handle.cancelled)
    except CancelledError:
        return replace(pending, words=_STOPPED, known=True)
    except PolypViewerError as error:
        return replace(
            pending, words=filled("The two models could not be compared: {error}", error=error.text), known=True
        )
    text = format_gain(scores, run_name(pending.folder), pending.name_before)
    compared = replace(pending, words=text, known=True, is_worse=bool(scores.difference.high < 0))
    save_model_comparison(compared)
    return compared


def _format_used(folder: Path) -> str:
    return tr("The viewer now uses the model of {run}.").format(run=run_name(folder))


def _read(handle: TaskHandle, folder: Path) -> ModelComparison | None:
    return read_model_comparison(folder)
