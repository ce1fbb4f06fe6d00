"""Makes a run's model the viewer's own at once, and then says what is gained by it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.shell.model_choice import ModelChoice
from app.tasks import Task, Tasks
from app.workspaces.training.paired import compare_with
from polyp_core.errors import PolypViewerError
from polyp_core.model.model_file import ModelFile
from training.runs.run_folder import RunFolder
from training.runs.watch import Snapshot
from training.scores.compare import Comparison


@dataclass(frozen=True, slots=True)
class _Asked:
    """A model on its way into the viewer, and the one that it takes the place of."""

    folder: Path
    before: ModelFile | None


class UseInViewer(QObject):
    """Asks the shell for the model, then compares it in the background with the one before."""

    told = Signal(str)
    """A sentence for the person."""
    working = Signal(object)
    """A Task that has just started."""

    def __init__(self, models: ModelChoice, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models, self._tasks = models, tasks
        self._asked: _Asked | None = None
        models.chosen.connect(self._on_chosen)
        models.refused.connect(self._on_refused)

    def use(self, snapshot: Snapshot) -> None:
        """Makes the best model of this run the current one."""
        self._asked = _Asked(snapshot.folder, self._models.model)
        self._models.choose(RunFolder(snapshot.folder).model_file)

    @Slot(object)
    def _on_chosen(self, model: ModelFile) -> None:
        asked, self._asked = self._asked, None
        if asked is None or model.path != RunFolder(asked.folder).model_file:
            return
        if asked.before is None:
            self.told.emit(f"The viewer now runs the model of {asked.folder.name}.")
            return
        if asked.before.sha256 == model.sha256:
            self.told.emit(f"The viewer runs the model of {asked.folder.name} already.")
            return
        name, name_before = asked.folder.name, asked.before.card.name
        self.told.emit(f"The viewer now runs the model of {name}. It is being compared with {name_before}.")
        task: Task = self._tasks.run(
            compare_with, "Compare with the model before", asked.before, asked.folder, self._models.device
        )
        task.completed.connect(lambda comparison: self.told.emit(gain_words(comparison, name, name_before)))
        task.failed.connect(self._on_failed)
        self.working.emit(task)

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self._asked = None

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.told.emit(f"The two models could not be compared: {error}")


def gain_words(comparison: Comparison, name: str, before: str) -> str:
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
