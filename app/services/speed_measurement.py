"""Measures how fast models run on this computer, in the background and while the program is idle."""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.services.model_choice import ModelChoice
from app.services.settings import Device
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr
from polyp_core.errors import PolypViewerError
from polyp_core.inference.speed import ModelSpeed, keep_speed, measure_speed
from polyp_core.model.model_file import ModelHeader, read_model_file

_log = logging.getLogger(__name__)

IDLE_MS = 1_000
_IDLE_TICKS = 4
_IDLE_SHARE = 0.25
"""Of one core: a program that uses less does not play, analyse or export."""


class SpeedMeasurement(QObject):
    """Measures the shipped models, and the one that runs, that were never measured on this computer, one by one.

    It waits until the model runs and the program has been idle for some seconds, so that neither the start nor a mask
    is delayed and nothing falsifies the speed. The results go to the ModelChoice.
    """

    changed = Signal()
    """Another model, or none, is being measured."""
    finished = Signal()
    """All models are measured, as far as possible."""

    def __init__(
        self, models: ModelChoice, tasks: Tasks, frames_done: Callable[[], int], parent: QObject | None = None
    ) -> None:
        """`frames_done` returns how many frames were segmented so far."""
        super().__init__(parent)
        self._models, self._tasks, self._frames_done = models, tasks, frames_done
        self._task: Task | None = None
        self.measured: str | None = None
        """SHA-256 of the model that is being measured."""
        self.failures: dict[str, str] = {}
        """By the SHA-256 of a model, in a few words why it could not be measured."""
        self._again: set[str] = set()
        self._device = models.device
        self._goes_on = False
        self._ticks = 0
        self._seen = (0.0, 0)
        self.timer = QTimer(self, interval=IDLE_MS)
        self.timer.timeout.connect(self._on_tick)
        models.listed.connect(self._on_listed)

    @property
    def candidates(self) -> tuple[ModelHeader, ...]:
        """The shipped models, then the one that runs if it is another."""
        shipped, running = self._models.models.shipped, self._models.model
        own = () if running is None or running.sha256 in {each.sha256 for each in shipped} else (running,)
        return (*shipped, *own)

    def postpone(self) -> None:
        """Stops measuring at once: the computer is needed. It begins anew when the program is idle again."""
        self._ticks = 0
        if self._task is not None:
            self._task.cancel()
            self.timer.start()

    def measure_again(self) -> None:
        """Measures all models now, and takes the results even if the computer is busy."""
        self.failures.clear()
        self._again = {model.sha256 for model in self.candidates}
        self._measure_next()

    def stop(self) -> None:
        """Measures nothing any more; the program is closing."""
        self._models.listed.disconnect(self._on_listed)
        self.postpone()
        self.timer.stop()

    def _on_listed(self) -> None:
        if self._device != self._models.device:
            self._device = self._models.device
            self.failures.clear()
            self.postpone()
        if self._next() is not None and not self.timer.isActive():
            self._ticks = 0
            self.timer.start()

    def _next(self) -> ModelHeader | None:
        if self._models.model is None:
            return None
        known = {*self._models.models.speeds, *self.failures} - self._again
        return next((model for model in self.candidates if model.sha256 not in known), None)

    def _on_tick(self) -> None:
        (used_s, frames), self._seen = self._seen, (time.process_time(), self._frames_done())
        # On a computer that is busy otherwise, this program may be at work and yet get little time.
        is_idle = self._seen[1] == frames and self._seen[0] - used_s < _IDLE_SHARE * IDLE_MS / 1000
        self._ticks = self._ticks + 1 if is_idle else 0
        if self._ticks >= _IDLE_TICKS:
            self._measure_next()

    def _measure_next(self) -> None:
        model = self._next()
        if self._task is not None:
            return
        if model is None:
            self.timer.stop()
            self.finished.emit()
            return
        self.measured = model.sha256
        insist = model.sha256 in self._again
        self._task = self._tasks.run(_measure, "Measure the speed of a model", model, self._device, insist=insist)
        self._task.completed.connect(self._on_measured)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.changed.emit()

    @Slot(object)
    def _on_measured(self, found: tuple[str, Device, ModelSpeed]) -> None:
        self._goes_on = True  # the program was idle a moment ago
        sha256, device, speed = found
        if device != self._models.device:
            return
        if speed.is_disturbed and sha256 not in self._again:
            self.failures[sha256] = tr("the computer was busy")
        else:
            self._again.discard(sha256)
            self._models.set_speed(sha256, speed)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        assert self.measured is not None
        self._goes_on = True
        _log.warning("The speed of a model could not be measured: %s", error)
        self._again.discard(self.measured)
        self.failures[self.measured] = tr("could not be measured")

    @Slot()
    def _on_ended(self) -> None:
        self._task, self.measured = None, None
        self.changed.emit()
        if self._goes_on:
            self._goes_on = False
            self._measure_next()


def _measure(handle: TaskHandle, model: ModelHeader, device: Device, *, insist: bool) -> tuple[str, Device, ModelSpeed]:
    file = read_model_file(model.path, keep_content=True)
    handle.raise_if_cancelled()
    speed = measure_speed(file, device, cancelled=lambda: handle.cancelled)
    if insist or not speed.is_disturbed:
        keep_speed(model.sha256, device, speed)
    return model.sha256, device, speed
