"""Makes a run's model the viewer's own at once, and then says what is gained by it."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.services.latest_task import LatestTask
from app.services.model_choice import ModelChoice
from app.services.model_name import model_name
from app.services.tasks import Task, TaskHandle, Tasks
from app.workspaces.training.paired import compare_with
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile
from training.evaluation.compare import Comparison
from training.runs.model_comparison import ModelComparison, read_model_comparison, save_model_comparison
from training.runs.run_folder import RunFolder
from training.runs.run_series import run_name
from training.runs.run_snapshot import RunSnapshot

_STOPPED = "The comparison with the model before was stopped."


@dataclass(frozen=True, slots=True)
class _Asked:
    """A model on its way into the viewer, and the one that it takes the place of."""

    folder: Path
    before: ModelFile | None


class UseInViewer(QObject):
    """Asks the shell for the model, then compares it in the background with the one before."""

    told = Signal(str)
    """A sentence for the person."""
    changed = Signal()
    """There is another verdict, or the viewer runs another model."""
    working = Signal(object)
    """A Task that has just started."""

    def __init__(self, models: ModelChoice, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models, self._tasks = models, tasks
        self._asked: _Asked | None = None
        self._verdicts: dict[Path, ModelComparison] = {}
        self._reading = LatestTask(tasks, "Read the verdict", self)
        self._reading.arrived.connect(self._on_read)
        models.chosen.connect(self._on_chosen)
        models.refused.connect(self._on_refused)

    def use(self, snapshot: RunSnapshot) -> None:
        """Makes the best model of this run the current one."""
        self._asked = _Asked(snapshot.folder, self._models.model)
        self._models.choose(RunFolder(snapshot.folder).model_file)

    def verdict(self, folder: Path) -> ModelComparison | None:
        """How the model of the run in `folder` did when it was last put into the viewer; None where it never was."""
        return self._verdicts.get(folder)

    def look_up(self, folder: Path) -> None:
        """Looks for a verdict from before this session; `changed` follows where there is one."""
        if folder not in self._verdicts:
            self._reading.ask(_read, folder)

    @Slot(Path)
    def forget(self, folder: Path) -> None:
        """Takes the verdict back: the run goes on, and its model will be another one."""
        if self._verdicts.pop(folder, None) is not None:
            self.changed.emit()

    def is_in_use(self, folder: Path) -> bool:
        """Whether the viewer runs the model of the run in `folder`."""
        return self._models.model is not None and self._models.model.path == RunFolder(folder).model_file

    def go_back(self, verdict: ModelComparison) -> None:
        """Makes the model from before the run's the current one again."""
        self._asked = None
        self._models.choose(verdict.before)

    @Slot(object)
    def _on_chosen(self, model: ModelFile) -> None:
        self.changed.emit()
        asked, self._asked = self._asked, None
        if asked is None or model.path != RunFolder(asked.folder).model_file:
            return
        if asked.before is None:
            self.told.emit(f"The viewer now runs the model of {run_name(asked.folder)}.")
            return
        if asked.before.sha256 == model.sha256:
            self.told.emit(f"The viewer runs the model of {run_name(asked.folder)} already.")
            return
        name, before = run_name(asked.folder), asked.before
        begun = f"The viewer now runs the model of {name}. It is being compared with {model_name(before)}."
        verdict = ModelComparison(asked.folder, begun, before.path, model_name(before))
        self._judge(verdict)
        task: Task = self._tasks.run(_weigh, "Compare with the model before", verdict, before, self._models.device)
        task.completed.connect(self._judge)
        task.failed.connect(self._on_failed)
        self.working.emit(task)

    @Slot(object)
    def _judge(self, verdict: ModelComparison) -> None:
        self._verdicts[verdict.folder] = verdict
        self.told.emit(verdict.words)
        self.changed.emit()

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self._asked = None

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        raise error  # a bug: what a person can mend is told by the verdict

    @Slot(object)
    def _on_read(self, verdict: ModelComparison | None) -> None:
        if verdict is not None and verdict.folder not in self._verdicts:
            self._verdicts[verdict.folder] = verdict
            self.changed.emit()


def _weigh(handle: TaskHandle, verdict: ModelComparison, before: ModelFile, device: DeviceChoice) -> ModelComparison:
    """The verdict with the outcome of the comparison; what stops that is told by it too."""
    try:
        comparison = compare_with(handle, before, verdict.folder, device)
    except CancelledError:
        return replace(verdict, words=_STOPPED, known=True)
    except PolypViewerError as error:
        return replace(verdict, words=f"The two models could not be compared: {error}", known=True)
    words = format_gain(comparison, run_name(verdict.folder), verdict.name_before)
    found = replace(verdict, words=words, known=True, is_worse=bool(comparison.difference.high < 0))
    save_model_comparison(found)
    return found


def _read(handle: TaskHandle, folder: Path) -> ModelComparison | None:
    return read_model_comparison(folder)


def format_gain(comparison: Comparison, name: str, before: str) -> str:
    """What is gained by the model of the run `name` over the one before, in a sentence with its interval."""
    gain, pairs = comparison.difference, f"{comparison.n} validation images with a polyp"
    if np.isnan(gain.low):
        return f"On {pairs} there is too little to tell whether {name} is better than {before}."
    if gain.low > 0:
        span = f"{gain.low:.3f} to {gain.high:.3f}"
        return (
            f"{name} is better than {before}: its Dice at 0.5 on {pairs} is higher by {gain.mean:.3f} ({span}, 95 %)."
        )
    if gain.high < 0:
        span = f"{-gain.high:.3f} to {-gain.low:.3f}"
        return f"{name} is worse than {before}: its Dice at 0.5 on {pairs} is lower by {-gain.mean:.3f} ({span}, 95 %)."
    span = f"{gain.low:+.3f} to {gain.high:+.3f}, 95 %"
    return f"No evidence of improvement of {name} over {before}: Dice at 0.5 {gain.mean:+.3f} on {pairs} ({span})."
