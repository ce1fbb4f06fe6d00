"""The list of runs: stored in the settings, watched, started, stopped and resumed, with file access in threads."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal, Slot

from app.services.deadline import Deadline
from app.services.paths import exports_dir
from app.services.settings import Settings
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr, tr_error
from app.workspaces.mask_answers import mask_options
from app.workspaces.training.run_watcher import RunWatcher
from polyp_core.errors import PolypViewerError
from training.config.fit_config import FitConfig
from training.runs.process import cancel_start, resume_run, start_run
from training.runs.run_folder import RunFolder
from training.runs.run_snapshot import RunSnapshot

P = ParamSpec("P")


class Runs(QObject):
    """The list of runs and the latest snapshot of each. A run's process outlives this object."""

    listed = Signal()
    """Runs were added or removed."""
    changed = Signal(object)
    """The RunSnapshot of a run that has changed."""
    started = Signal(Path)
    """The folder of a run whose process was started."""
    failed = Signal(str)
    """The message of a failed request."""

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self._snapshots: dict[Path, RunSnapshot] = {}
        self._watcher = RunWatcher(self)
        self._watcher.changed.connect(self._on_seen)
        settings.changed.training_runs.connect(self._on_folders_changed)
        self._watcher.watch(self.folders)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The runs' folders, the newest first."""
        return self._settings.training_runs

    def snapshot(self, folder: Path) -> RunSnapshot | None:
        """Returns the latest snapshot of a run; None before it was read."""
        return self._snapshots.get(folder)

    def add(self, folder: Path) -> None:
        """Adds an existing run at the front of the list."""
        others = tuple(other for other in self.folders if other != folder)
        self._settings.training_runs = (folder, *others)

    def remove(self, folder: Path) -> None:
        """Removes a run from the list; its folder and its process are not touched."""
        self._settings.training_runs = tuple(other for other in self.folders if other != folder)

    def start(
        self,
        roots: Sequence[Path],
        config: FitConfig,
        folder: Path | None = None,
        polyp_free: Sequence[Path] = (),
        split_file: Path | None = None,
    ) -> None:
        """Starts a new run; `started` or `failed` follows."""
        options = mask_options(self._settings)
        folder = folder or new_folder(config.preset)
        self._launch(_start, tuple(roots), config, folder, options, tuple(polyp_free), split_file)

    def start_again(self, folder: Path) -> None:
        """Starts a run again that ended before its first step."""
        snapshot = self._snapshots[folder]
        if snapshot.config is not None:
            self.start(snapshot.roots, snapshot.config, folder, snapshot.polyp_free, snapshot.split_file)

    def resume(self, folder: Path) -> None:
        """Resumes a run; `started` or `failed` follows."""
        self._launch(_resume, folder)

    def stop(self, folder: Path) -> None:
        """Asks a run to stop after its current step and save its best model; cancels one that is still starting."""
        snapshot = self._snapshots[folder]
        begun = snapshot.phase != "starting"
        task = self._tasks.run(_stop if begun else _cancel, tr("Stop the training"), folder)
        task.failed.connect(self._on_failed)

    def close(self, deadline: Deadline | None = None) -> None:
        """Stops watching."""
        self._watcher.close(deadline)

    def _launch(self, work: Callable[Concatenate[TaskHandle, P], Path], *args: P.args, **kwargs: P.kwargs) -> None:
        task: Task = self._tasks.run(work, tr("Start the training"), *args, **kwargs)
        task.completed.connect(self._on_started)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_started(self, folder: Path) -> None:
        self.add(folder)
        self._watcher.check_now()
        self.started.emit(folder)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.failed.emit(tr_error(error))

    @Slot(object)
    def _on_seen(self, snapshot: RunSnapshot) -> None:
        self._snapshots[snapshot.folder] = snapshot
        self.changed.emit(snapshot)

    @Slot()
    def _on_folders_changed(self) -> None:
        self._watcher.watch(self.folders)
        self.listed.emit()


def new_folder(name: str) -> Path:
    """Returns the folder of a new run, named by `name`, such as its preset, and the time."""
    return exports_dir() / "runs" / f"{name}-{datetime.now():%Y-%m-%d-%H%M%S}"


def _start(
    handle: TaskHandle,
    roots: tuple[Path, ...],
    config: FitConfig,
    folder: Path,
    options: Sequence[str],
    polyp_free: tuple[Path, ...],
    split_file: Path | None,
) -> Path:
    start_run(roots, config, folder, options, polyp_free, split_file)
    return folder


def _resume(handle: TaskHandle, folder: Path) -> Path:
    resume_run(folder)
    return folder


def _stop(handle: TaskHandle, folder: Path) -> None:
    RunFolder(folder).request_stop()


def _cancel(handle: TaskHandle, folder: Path) -> None:
    cancel_start(folder)
