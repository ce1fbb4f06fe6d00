"""FrameTimer: runs the schedule of playback, and measures how many frames a second are shown."""

import time
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.playback.clock import RateMeter
from app.playback.frame_scheduler import EveryFrame, PlaybackStep, RealTime
from app.playback.playback_range import PlaybackRange
from polyp_core.analysis.frame_prefetcher import FramePrefetcher

Pace = Literal["every_frame", "real_time"]


class FrameTimer(QObject):
    """Emits `due` when the next decision of playback is due. `speed` and `pace` count from the next `start`."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speed = 1.0
        self.pace: Pace = "every_frame"
        self.running = False
        self._scheduler: EveryFrame | RealTime = EveryFrame(1.0, 0.0, 0.0)
        self._decided_by: EveryFrame | RealTime | None = None
        self._meter = RateMeter()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.due)

    @property
    def is_free_running(self) -> bool:
        """True while playback advances independently of the frames, and skips some."""
        return self.running and self._scheduler.is_free_running

    @property
    def is_waiting(self) -> bool:
        """True if playback waits for a frame, and no decision is scheduled."""
        return self.running and not self._timer.isActive()

    @property
    def rate_fps(self) -> float | None:
        """Frames shown per second; None while paused, or after too few frames."""
        return self._meter.fps if self.running else None

    def start(self, playback: PlaybackRange, position: int) -> None:
        """Starts a new schedule at the playhead: when playback starts, and after a seek or a change of speed."""
        self.running = True
        self._meter.clear()
        # Separate images have no frame rate of their own: skipping some would hide them.
        if self.pace == "real_time" and playback.info.kind != "images" and not playback.backwards:
            self._scheduler = RealTime(self.speed)
        else:
            self._scheduler = EveryFrame(self.speed, time.perf_counter(), playback.display_s(position))

    def stop(self) -> None:
        self.running = False
        self._timer.stop()

    def decide(self, prefetcher: FramePrefetcher, playback: PlaybackRange, position: int, shown: int) -> PlaybackStep:
        """What to do now, with the playhead at `position` and frame `shown` on screen (-1: none)."""
        self._decided_by, frames_before = self._scheduler, self._scheduler.step
        step = self._scheduler.decide(prefetcher, playback, position, shown, time.perf_counter())
        if self._scheduler.step != frames_before:
            prefetcher.set_skipping(self._scheduler.step)
        return step

    def wait_after(self, step: PlaybackStep) -> None:
        """Schedules what follows `step`, unless playback was stopped or restarted since."""
        if self.running and self._decided_by is self._scheduler and step.wake_s is not None:
            self._timer.start(max(0, round((step.wake_s - time.perf_counter()) * 1000)))

    def count_frame(self) -> None:
        """To be called for each frame that is shown."""
        if self.running:
            self._meter.add(time.perf_counter())
