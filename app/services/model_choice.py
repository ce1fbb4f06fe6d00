"""Which model runs and on what: read and checked beside the GUI, and only then passed on."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services.diagnostics import describe
from app.services.settings import Device, Settings
from app.services.tasks import Task, TaskHandle, Tasks
from polyp_core.inference.devices import cuda_names, device_name
from polyp_core.model.model_file import ModelFile, read_model_file
from resources import MODEL_FILE


@dataclass(frozen=True, slots=True)
class Processors:
    """What this machine can run a network on; `cuda` is None without a CUDA device."""

    cpu: str
    cuda: str | None


class ModelChoice(QObject):
    """Keeps the choice in the settings. A file that is not sound changes nothing but says why."""

    chosen = Signal(object)
    """A ModelFile to run from now on."""
    device_chosen = Signal(str)
    refused = Signal(str)
    """Why the file was not taken; the model before stays."""
    processors_known = Signal(object)
    """Processors."""

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self._reading: Task | None = None
        self._keep = True
        self._fell_back = False
        self._device_of_this_run: Device | None = None
        self.model: ModelFile | None = None
        self.processors: Processors | None = None
        settings.changed.device.connect(self._on_device_setting)

    @property
    def device(self) -> Device:
        """What to run on."""
        return self._device_of_this_run or self._settings.device

    def start(self, path: Path | None = None, device: Device | None = None) -> None:
        """Reads the model to begin with: `path`, else the one used last, else the one that ships.

        What is given here counts for this run of the program only.
        """
        self._device_of_this_run = device
        if device is not None:
            self.device_chosen.emit(device)
        self._tasks.run(_find_processors, "Look for processors").completed.connect(self._on_processors)
        self._read(path or self._settings.model_path or MODEL_FILE, keep=path is None)

    def choose(self, path: Path) -> None:
        """Reads the model file at `path`; `chosen` or `refused` follows. Of several calls the latest counts."""
        self._read(path, keep=True)

    def choose_device(self, device: Device) -> None:
        """Runs on `device` from now on."""
        if device == self._settings.device and self._device_of_this_run is not None:
            self._on_device_setting()
        self._settings.device = device

    def _read(self, path: Path, *, keep: bool) -> None:
        if self._reading is not None:
            self._reading.cancel()
            # It may have ended already, with its answer on the way.
            self._reading.completed.disconnect(self._on_read)
            self._reading.failed.disconnect(self._on_failed)
        self._keep = keep
        self._reading = self._tasks.run(_read, "Read the model file", path)
        self._reading.completed.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)

    def _on_read(self, model: ModelFile) -> None:
        self._reading = None
        self.model = model
        if self._keep:
            self._settings.model_path = None if model.path == MODEL_FILE else model.path
        self.chosen.emit(model)

    def _on_failed(self, error: Exception) -> None:
        self._reading = None
        self.refused.emit(describe(error).message)
        if self.model is None and not self._fell_back:
            # The model to begin with is gone, damaged or on an unplugged drive: without any, no mask could be shown.
            self._fell_back = True
            self._read(MODEL_FILE, keep=False)

    def _on_device_setting(self) -> None:
        self._device_of_this_run = None
        self.device_chosen.emit(self.device)

    def _on_processors(self, processors: Processors) -> None:
        self.processors = processors
        self.processors_known.emit(processors)


def _read(handle: TaskHandle, path: Path) -> ModelFile:
    model = read_model_file(path, keep_content=True)  # for the engine, which is opened next
    handle.raise_if_cancelled()
    return model


def _find_processors(handle: TaskHandle) -> Processors:
    # The driver takes its time to start, so this is not for the GUI thread.
    return Processors(device_name("cpu"), cuda_names()[0] if cuda_names() else None)
