"""Computes the area curve of a recording in a background thread: the polyp area of each frame. Independent of Qt."""

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
from polyp_core.masks.probability_levels import threshold_level

_log = logging.getLogger(__name__)

_REPORT_INTERVAL_S = 0.2
_CLOSING_S = 2.0


@dataclass(frozen=True, slots=True)
class FindingCriteria:
    """Parameters of the area curve and of the findings. `threshold` and `min_region_fraction` are 0..1."""

    threshold: float
    min_region_fraction: float
    min_frames: int
    gap_s: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Polyp area (float32, 0..1, NaN if not analysed) and damaged flag of each frame (shape (n,)), and the findings.

    `settled` is false while some areas still follow earlier criteria.
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
    """Measures the cached probability maps of a recording in its own thread, nearest to the playhead first.

    `time_s` (n,) are the times of the frames; the thread reads them, so they must not change. The thread calls
    `on_curve(curve)` a few times a second while working and once when done, and `on_error` if it has to stop. After a
    change of criteria the cached maps are measured again; the network does not run.
    """

    def __init__(
        self,
        store: ProbabilityMapCache,
        time_s: NDArray[np.float64],
        criteria: FindingCriteria,
        *,
        on_curve: Callable[[Curve], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._store, self._on_curve, self._on_error = store, on_curve, on_error
        self._time_s, self._criteria, self._playhead = time_s, criteria, 0
        self._changed = threading.Condition()
        self._has_changes = True
        self._closed = False
        # Used only by the thread:
        self._area = np.zeros(0, np.float32)
        self._measured_with = np.zeros(0, np.int32)  # number of the parameters used for each area; 0 for none
        self._peak_level = np.zeros(0, np.uint8)
        self._parameters = (-1.0, -1.0)
        self._parameters_number = 0
        self._reported_s = 0.0
        self._thread = threading.Thread(target=self._run, name="area-curve", daemon=True)
        self._thread.start()

    def update(self) -> None:
        """Measures maps added to the cache since. Cheap enough to call for every frame."""
        self._wake()

    def set_criteria(self, criteria: FindingCriteria) -> None:
        """Changes the criteria."""
        self._criteria = criteria
        self._wake()

    def set_times(self, time_s: NDArray[np.float64]) -> None:
        """Sets the times of the frames after the source's index has grown."""
        self._time_s = time_s
        self._wake()

    def set_playhead(self, index: int) -> None:
        """Sets the playhead; frames near it are measured first."""
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
            self._has_changes = True
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._measure_until_closed()
        except Exception as error:  # noqa: BLE001 - reported to the user; the strip would otherwise stop silently
            _log.error("Uncaught exception while areas were measured", exc_info=error)
            self._on_error(unexpected_error("The strip of findings cannot be updated", error))

    def _measure_until_closed(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._has_changes)
                if self._closed:
                    return
                self._has_changes = False
            criteria, time_s = self._criteria, self._time_s
            self._grow(len(time_s))
            settled = self._measure_pending(criteria, time_s)
            if self._closed:
                return
            self._report(criteria, time_s, settled)
            with self._changed:
                # Maps arrive one by one and sliders move in small steps: a short pause batches these changes.
                self._changed.wait_for(lambda: self._closed, timeout=_REPORT_INTERVAL_S)

    def _grow(self, frame_count: int) -> None:
        known = len(self._area)
        new = frame_count - known
        if new == 0:
            return
        if new < 0:
            self._area, self._measured_with = self._area[:frame_count], self._measured_with[:frame_count]
            self._peak_level = self._peak_level[:frame_count]
            return
        self._area = np.concatenate([self._area, np.full(new, np.nan, np.float32)])
        self._measured_with = np.concatenate([self._measured_with, np.zeros(new, np.int32)])
        self._peak_level = np.concatenate([self._peak_level, np.zeros(new, np.uint8)])

    def _measure_pending(self, criteria: FindingCriteria, time_s: NDArray[np.float64]) -> bool:
        """Measures the frames not measured by these criteria yet; False if the criteria changed or it was closed."""
        parameters = (criteria.threshold, criteria.min_region_fraction)
        if parameters != self._parameters:
            self._parameters = parameters
            self._parameters_number += 1
        analysed = self._store.analysed(len(self._area))
        pending = np.flatnonzero(analysed & (self._measured_with != self._parameters_number))
        for index in pending[np.argsort(np.abs(pending - self._playhead), kind="stable")]:
            if self._closed or self._criteria is not criteria:
                return False
            self._measure_frame(int(index), criteria)
            if time.monotonic() - self._reported_s > _REPORT_INTERVAL_S:
                self._report(criteria, time_s, settled=False)
        return True

    def _measure_frame(self, index: int, criteria: FindingCriteria) -> None:
        is_new = self._measured_with[index] == 0
        if is_new or self._peak_level[index] >= threshold_level(criteria.threshold):
            prediction = self._store.get(index)
            if prediction is None:
                return  # evicted from the cache since: keep the area by the earlier criteria
            self._peak_level[index] = prediction.cropped_levels.max()
            self._area[index] = polyp_fraction(prediction, criteria.threshold, criteria.min_region_fraction)
        else:
            self._area[index] = 0.0
        self._measured_with[index] = self._parameters_number

    def _report(self, criteria: FindingCriteria, time_s: NDArray[np.float64], settled: bool) -> None:
        self._reported_s = time.monotonic()
        findings = find_findings(self._area, time_s, min_frames=criteria.min_frames, gap_s=criteria.gap_s)
        damaged = self._store.damaged(len(self._area))
        self._on_curve(Curve(self._area.copy(), damaged, tuple(findings), settled))
