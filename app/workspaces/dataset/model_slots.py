"""The one or two models whose predictions the Dataset workspace shows and scores."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.services.latest_task import LatestTask
from app.services.model_choice import ModelChoice
from app.services.tasks import TaskHandle, Tasks
from polyp_core.model.model_file import ModelFile, read_model_file

SLOTS = ("A", "B")


class ModelSlots(QObject):
    """Model A is that of the viewer until another is chosen; model B is optional, for comparisons."""

    changed = Signal(str)
    """The slot whose model changed."""
    refused = Signal(str)
    """Why a model file was refused."""

    def __init__(self, tasks: Tasks, viewer: ModelChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._models: dict[str, ModelFile | None] = {"A": viewer.model, "B": None}
        self._follows = True
        self._reading = {slot: LatestTask(tasks, "Read the model file", self) for slot in SLOTS}
        for reading in self._reading.values():
            reading.completed.connect(self._on_read)
            reading.failed.connect(self.refused)
        viewer.chosen.connect(self._on_viewer_chose)

    def __getitem__(self, slot: str) -> ModelFile | None:
        return self._models[slot]

    def choose(self, slot: str, path: Path) -> None:
        """Reads a model file into `slot`; `changed` or `refused` follows. A newer call supersedes a pending one."""
        self._reading[slot].request(_read, slot, path)

    def follow_viewer(self) -> None:
        """Makes model A that of the viewer."""
        self._reading["A"].cancel()
        self._put("A", self._viewer.model, follows=True)

    def clear(self, slot: str) -> None:
        """Removes the model from `slot`."""
        self._reading[slot].cancel()
        self._put(slot, None)

    def _put(self, slot: str, model: ModelFile | None, *, follows: bool = False) -> None:
        if slot == "A":
            self._follows = follows
        before = self._models[slot]
        self._models[slot] = model
        if (before and before.sha256) != (model and model.sha256):
            self.changed.emit(slot)

    @Slot(object)
    def _on_viewer_chose(self, model: ModelFile) -> None:
        if self._follows:
            self._put("A", model, follows=True)

    @Slot(object)
    def _on_read(self, found: tuple[str, ModelFile]) -> None:
        self._put(*found)


def _read(handle: TaskHandle, slot: str, path: Path) -> tuple[str, ModelFile]:
    model = read_model_file(path)
    handle.raise_if_cancelled()
    return slot, model
