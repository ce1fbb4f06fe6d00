"""How much of each frame of a clip shows a polyp, measured beside the GUI: what the strip is painted from. No Qt."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.findings.findings import Finding, find_findings, polyp_fraction
from polyp_core.masks.regions import threshold_level

_log = logging.getLogger(__name__)

_REPORT_INTERVAL_S = 0.2
_CLOSING_S = 2.0


@dataclass(frozen=True, slots=True)
class CurveRules:
    """What makes an area and a finding. `threshold` and `min_region_fraction` are 0..1."""

    threshold: float
    min_region_fraction: float
    min_frames: int
    gap_s: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A clip's areas: float32 per frame, 0..1, NaN where not analysed; which frames are damaged; the findings.

    `settled` says that every area follows the latest rules; until then some are of the rules before.
    """

    area_fraction: NDArray[np.float32]
    damaged: NDArray[np.bool_]
    findings: tuple[Finding, ...] = ()
    settled: bool = True

    @classmethod
    def empty(cls, frame_count: int) -> "Curve":
        return cls(np.full(frame_count, np.nan, np.float32), np.zeros(frame_count, bool))

    @property
    def analysed(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.area_fraction)


class AreaCurve:
    """Measures the kept maps of a clip in a thread of its own, those around the playhead first.

    `time_s` (n,) are the times of the clip's frames; they are read in that thread and must not be written to.
    `on_curve(curve)` comes from that thread, a few times a second while there is work and once when it is done;
    `on_error` if it has to stop. A new threshold needs no network: the kept maps are measured anew.
    """

    def __init__(
        self,
        store: ProbabilityMapCache,
        time_s: NDArray[np.float64],
        rules: CurveRules,
        *,
        on_curve: Callable[[Curve], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._store, self._on_curve, self._on_error = store, on_curve, on_error
        self._time_s, self._rules, self._playhead = time_s, rules, 0
        self._changed = threading.Condition()
        self._news = True
        self._closed = False
        # What follows belongs to the thread.
        self._area = np.zeros(0, np.float32)
        self._measured_by = np.zeros(0, np.int32)  # number of the measure that gave each area; 0 for none
        self._peak_level = np.zeros(0, np.uint8)
        self._measure = (-1.0, -1.0)
        self._measure_number = 0
        self._reported_s = 0.0
        self._thread = threading.Thread(target=self._run, name="area-curve", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """New maps may have been kept. Cheap to call for every frame."""
        self._wake()

    def set_rules(self, rules: CurveRules) -> None:
        """Measures by other rules from now on."""
        self._rules = rules
        self._wake()

    def set_times(self, time_s: NDArray[np.float64]) -> None:
        """The source's index has grown."""
        self._time_s = time_s
        self._wake()

    def set_playhead(self, index: int) -> None:
        """Where the person looks: measured first."""
        self._playhead = index

    def close(self) -> None:
        """Stops the thread. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSING_S)

    def _wake(self) -> None:
        with self._changed:
            self._news = True
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._measure_until_closed()
        except Exception as error:  # noqa: BLE001 - told to the user, whose strip would stand still without a word
            _log.error("Uncaught exception while areas were measured", exc_info=error)
            self._on_error(unexpected_error("The strip of findings cannot be drawn on", error))

    def _measure_until_closed(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._news)
                if self._closed:
                    return
                self._news = False
            rules, time_s = self._rules, self._time_s
            self._grow(len(time_s))
            settled = self._measure_pending(rules, time_s)
            if self._closed:
                return
            self._report(rules, time_s, settled)
            with self._changed:
                # Maps arrive one by one and sliders move in small steps: a short rest takes many of them at once.
                self._changed.wait_for(lambda: self._closed, timeout=_REPORT_INTERVAL_S)

    def _grow(self, frame_count: int) -> None:
        known = len(self._area)
        new = frame_count - known
        if new == 0:
            return
        if new < 0:
            self._area, self._measured_by = self._area[:frame_count], self._measured_by[:frame_count]
            self._peak_level = self._peak_level[:frame_count]
            return
        self._area = np.concatenate([self._area, np.full(new, np.nan, np.float32)])
        self._measured_by = np.concatenate([self._measured_by, np.zeros(new, np.int32)])
        self._peak_level = np.concatenate([self._peak_level, np.zeros(new, np.uint8)])

    def _measure_pending(self, rules: CurveRules, time_s: NDArray[np.float64]) -> bool:
        """Measures what is not measured by these rules yet; False where other rules came meanwhile."""
        measure = (rules.threshold, rules.min_region_fraction)
        if measure != self._measure:
            self._measure = measure
            self._measure_number += 1
        analysed = self._store.analysed(len(self._area))
        pending = np.flatnonzero(analysed & (self._measured_by != self._measure_number))
        for index in pending[np.argsort(np.abs(pending - self._playhead), kind="stable")]:
            if self._closed or self._rules is not rules:
                return False
            self._measure_frame(int(index), rules)
            if time.monotonic() - self._reported_s > _REPORT_INTERVAL_S:
                self._report(rules, time_s, settled=False)
        return True

    def _measure_frame(self, index: int, rules: CurveRules) -> None:
        first_time = self._measured_by[index] == 0
        if first_time or self._peak_level[index] >= threshold_level(rules.threshold):
            segmentation = self._store.get(index)
            if segmentation is None:
                return  # forgotten since, for want of memory: the area by the rules before is the best there is
            self._peak_level[index] = segmentation.letterbox.crop(segmentation.probability).max()
            self._area[index] = polyp_fraction(segmentation, rules.threshold, rules.min_region_fraction)
        else:
            self._area[index] = 0.0
        self._measured_by[index] = self._measure_number

    def _report(self, rules: CurveRules, time_s: NDArray[np.float64], settled: bool) -> None:
        self._reported_s = time.monotonic()
        findings = find_findings(self._area, time_s, min_frames=rules.min_frames, gap_s=rules.gap_s)
        damaged = self._store.damaged(len(self._area))
        self._on_curve(Curve(self._area.copy(), damaged, tuple(findings), settled))
