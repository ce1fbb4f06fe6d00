"""Which model runs and on what: chosen by the user or by scores and speed, read in a background thread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services.diagnostics import describe
from app.services.latest_task import LatestTask
from app.services.settings import Device, Settings
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr
from polyp_core.inference.devices import cuda_names, device_name
from polyp_core.inference.speed import ModelSpeed, read_speed
from polyp_core.model.default_model import default_model, shipped_models
from polyp_core.model.model_file import ModelFile, ModelHeader, read_model_file
from resources import MODEL_FOLDER


@dataclass(frozen=True, slots=True)
class Processors:
    """What this machine can run a network on; `cuda` is None without a CUDA device."""

    cpu: str
    cuda: str | None


@dataclass(frozen=True, slots=True)
class ModelList:
    """The shipped models, and the measured speeds of models on this computer by their SHA-256."""

    shipped: tuple[ModelHeader, ...] = ()
    speeds: Mapping[str, ModelSpeed] = field(default_factory=dict)

    @property
    def recommended(self) -> ModelHeader | None:
        """The shipped model for this computer; None before the models are listed."""
        speeds = {sha256: speed.frames_per_s for sha256, speed in self.speeds.items()}
        return default_model(self.shipped, speeds) if self.shipped else None


class ModelChoice(QObject):
    """Keeps the user's choice in the settings. A file that cannot be used changes nothing, and `refused` says why."""

    chosen = Signal(object)
    """A ModelFile to run from now on."""
    device_chosen = Signal(str)
    refused = Signal(str)
    """Why the file was not taken; the model before stays."""
    processors_known = Signal(object)
    """Processors."""
    listed = Signal()
    """`models` has changed."""

    def __init__(
        self, settings: Settings, tasks: Tasks, parent: QObject | None = None, *, shipped_in: Path = MODEL_FOLDER
    ) -> None:
        super().__init__(parent)
        self._settings, self._tasks, self._shipped_in = settings, tasks, shipped_in
        self._reading: Task | None = None
        self._asked: Path | None = None
        self._keep = True
        self._is_of_this_run = False
        self._device_of_this_run: Device | None = None
        self._listing = LatestTask(tasks, "List the models", self)
        self._listing.completed.connect(self._set_models)
        self.model: ModelFile | None = None
        self.models = ModelList()
        self.processors: Processors | None = None
        settings.changed.device.connect(self._on_device_setting)

    @property
    def device(self) -> Device:
        """What to run on."""
        return self._device_of_this_run or self._settings.device

    @property
    def is_automatic(self) -> bool:
        """Whether the recommended model runs because neither the user nor the command line named one."""
        return self._settings.model_path is None and not self._is_of_this_run

    @property
    def better_model(self) -> ModelHeader | None:
        """The recommended model if the choice is automatic and another one runs, which was recommended before."""
        better = self.models.recommended
        if better is None or self.model is None or not self.is_automatic or better.sha256 == self.model.sha256:
            return None
        return better

    def start(self, path: Path | None = None, device: Device | None = None) -> None:
        """Reads the model to begin with: `path`, else the one that the user chose, else the recommended one.

        `path` and `device` count for this run of the program only.
        """
        self._device_of_this_run = device
        if device is not None:
            self.device_chosen.emit(device)
        self._tasks.run(_find_processors, "Look for processors").completed.connect(self._on_processors)
        self._is_of_this_run = path is not None
        chosen = self._settings.model_path
        self._read(path or (None if chosen is None else self._shipped_in / chosen), keep=False)

    def choose(self, path: Path) -> None:
        """Reads the model file at `path`; `chosen` or `refused` follows. Of several calls the latest counts."""
        self._read(path, keep=True)

    def choose_automatically(self) -> None:
        """Goes back to the recommended model, now and at each start."""
        self._read(None, keep=True)

    def choose_device(self, device: Device) -> None:
        """Runs on `device` from now on."""
        if device == self._settings.device and self._device_of_this_run is not None:
            self._on_device_setting()
        self._settings.device = device

    def set_speed(self, sha256: str, speed: ModelSpeed) -> None:
        """Adds a measurement. The model that runs stays; another recommendation counts from the next start on."""
        self._set_models(replace(self.models, speeds={**self.models.speeds, sha256: speed}))

    def _read(self, path: Path | None, *, keep: bool) -> None:
        if self._reading is not None:
            self._reading.cancel()
            # It may have ended already, with its answer on the way.
            self._reading.completed.disconnect(self._on_read)
            self._reading.failed.disconnect(self._on_failed)
        self._asked, self._keep = path, keep
        self._reading = self._tasks.run(_read, "Read the model file", self._shipped_in, path, self.device)
        self._reading.completed.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)

    def _on_read(self, found: tuple[ModelFile, ModelList]) -> None:
        self._reading = None
        self.model, models = found
        if self._keep:
            self._is_of_this_run = False
            self._settings.model_path = None if self._asked is None else self._to_keep(self._asked)
        self._set_models(models)
        self.chosen.emit(self.model)

    def _on_failed(self, error: Exception) -> None:
        self._reading = None
        message = describe(error).message
        if self.model is None and self._asked is not None:
            # The model to begin with is gone, damaged or on an unplugged drive: without any, no mask could be shown.
            self.refused.emit(f"{message} {tr('The recommended model is used instead.')}")
            self._read(None, keep=False)
        else:
            self.refused.emit(message)

    def _on_device_setting(self) -> None:
        self._device_of_this_run = None
        self._listing.request(_list, self._shipped_in, self.device, self._own)
        self.device_chosen.emit(self.device)

    @property
    def _own(self) -> tuple[ModelHeader, ...]:
        return () if self.model is None else (self.model,)

    def _to_keep(self, path: Path) -> Path:
        """Shipped models are kept by name: the folder that they are installed in may change."""
        return Path(path.name) if path.parent == self._shipped_in else path.absolute()

    def _set_models(self, models: ModelList) -> None:
        self.models = models
        self.listed.emit()

    def _on_processors(self, processors: Processors) -> None:
        self.processors = processors
        self.processors_known.emit(processors)


def _read(handle: TaskHandle, shipped_in: Path, path: Path | None, device: Device) -> tuple[ModelFile, ModelList]:
    models = _list(handle, shipped_in, device, ())
    if path is None:
        assert models.recommended is not None
        path = models.recommended.path
    model = read_model_file(path, keep_content=True)  # for the engine, which is opened next
    handle.raise_if_cancelled()
    return model, replace(models, speeds={**models.speeds, **_speeds([model], device)})


def _list(handle: TaskHandle, shipped_in: Path, device: Device, own: tuple[ModelHeader, ...]) -> ModelList:
    shipped = shipped_models(shipped_in)
    return ModelList(shipped, _speeds([*shipped, *own], device))


def _speeds(models: Iterable[ModelHeader], device: Device) -> dict[str, ModelSpeed]:
    speeds = {model.sha256: read_speed(model.sha256, device) for model in models}
    return {sha256: speed for sha256, speed in speeds.items() if speed is not None}


def _find_processors(handle: TaskHandle) -> Processors:
    # The driver takes its time to start, so this is not for the GUI thread.
    return Processors(device_name("cpu"), cuda_names()[0] if cuda_names() else None)
