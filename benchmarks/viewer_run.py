"""Runs and times the viewer in this process, for startup.py, gui_latency.py and long_clip.py.

    python benchmarks/viewer_run.py CLIP MODEL PLAY_SECONDS STARTED

Prints JSON: seconds from STARTED (`time.time()` of the caller) until the window was painted and until the first mask
was on screen; for the time of playback the delays of a 5 ms timer (ms), and the number of frames shown, with and
without mask.
"""

import json
import sys
import time
from pathlib import Path

import psutil

from polyp_core.offline import switch_off_telemetry

switch_off_telemetry()

from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.main_window import MainWindow  # noqa: E402
from app.services.settings import Settings  # noqa: E402
from app.widgets.theme import apply_theme  # noqa: E402
from polyp_core.analysis.analysed_frame import AnalysedFrame  # noqa: E402

TIMER_S = 0.005


class Run(QObject):
    """Plays the clip for `play_s` seconds once its first mask is on screen, and measures."""

    def __init__(self, window: MainWindow, play_s: float, started: float) -> None:
        super().__init__()
        self._window, self._player, self._play_s = window, window.review.player, play_s
        self._started = started
        self.times: dict[str, float] = {}
        self.late_ms: list[float] = []
        self.shown: dict[int, bool] = {}
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=round(TIMER_S * 1e3))
        self._timer.timeout.connect(self._on_tick)
        self._last_tick = 0.0
        window.installEventFilter(self)
        self._player.frame_changed.connect(self._on_frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._mark("window_s")
        return super().eventFilter(watched, event)

    def _mark(self, name: str) -> None:
        self.times.setdefault(name, time.time() - self._started)

    def _on_frame(self, analysed: AnalysedFrame) -> None:
        has_mask = analysed.prediction is not None
        if self._timer.isActive():
            index = analysed.frame.index
            self.shown[index] = self.shown.get(index, False) or has_mask
        elif has_mask and "first_mask_s" not in self.times:
            self._window.review.canvas.repaint()
            self._mark("first_mask_s")
            QTimer.singleShot(0, self._play)

    def _play(self) -> None:
        if self._play_s <= 0:
            QApplication.exit()
            return
        self._player.play()
        self._last_tick = self._play_start = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(round(self._play_s * 1e3), self._stop)

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, now - self._last_tick - TIMER_S) * 1e3)
        self._last_tick = now

    def _stop(self) -> None:
        self._timer.stop()
        self.times["played_s"] = time.perf_counter() - self._play_start
        self._player.pause()
        QApplication.exit()


def main(clip: str, model: str, play_s: str, started: str) -> None:
    app = QApplication(sys.argv[:1])
    settings = Settings(play_on_open=False, started_before=True, mode="every_frame")
    apply_theme(app, settings.theme)
    window = MainWindow(settings)
    run = Run(window, float(play_s), float(started))
    window.show()
    QTimer.singleShot(0, lambda: (window.models.start(Path(model), "cpu"), window.open([Path(clip)])))
    app.exec()
    memory_mb = psutil.Process().memory_info().rss / 2**20
    window.close()
    result = {
        **run.times,
        "late_ms": run.late_ms,
        "frames_shown": len(run.shown),
        "frames_without_mask": sum(not has_mask for has_mask in run.shown.values()),
        "memory_mb": memory_mb,
        "imported_torch": "torch" in sys.modules,
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
