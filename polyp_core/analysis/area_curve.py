"""Measures the regions in the predictions of a recording, and decides on findings, in a background thread."""

import logging
import threading
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysis_order import OVERVIEW_REACH_S, is_near
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import FrameTable, find_findings
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.region_table import REGION, measure_regions, regions_at

_log = logging.getLogger(__name__)

_REPORT_INTERVAL_S = 0.2
_CLOSING_S = 2.0


class AreaCurve:
    """Measures the cached predictions of a recording in its own thread.

    Each frame is measured once; a change of the policy decides anew on what was measured. `time_s` (n,) are the times
    of the frames; the thread reads them, so they must not change. The thread calls `on_curve(curve)` a few times a
    second while working and once when done, and `on_error` if it has to stop.
    """

    def __init__(
        self,
        store: ProbabilityMapCache,
        time_s: NDArray[np.float64],
        policy: AlarmPolicy,
        *,
        is_recording: bool = True,
        on_curve: Callable[[Curve], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        """`is_recording` is false if the frames are unrelated pictures, whose regions are not linked."""
        self._store, self._on_curve, self._on_error = store, on_curve, on_error
        self._time_s, self._policy = time_s, policy
        self._is_recording = is_recording
        self._changed = threading.Condition()
        self._has_changes = True
        self._closed = False
        # Used only by the thread:
        self._measured = np.zeros(0, bool)
        self._presence = np.zeros(0, np.float32)  # NaN if unknown
        self._regions = np.zeros(0, REGION)  # ordered by frame
        self._new_regions: list[NDArray[np.void]] = []
        self._reported_s = 0.0
        self._thread = threading.Thread(target=self._run, name="area-curve", daemon=True)
        self._thread.start()

    def update(self) -> None:
        """Measures predictions added to the cache since. Cheap enough to call for every frame."""
        self._wake()

    def set_policy(self, policy: AlarmPolicy) -> None:
        """Changes the policy."""
        self._policy = policy
        self._wake()

    def set_times(self, time_s: NDArray[np.float64]) -> None:
        """Sets the times of the frames after the source's index has grown."""
        self._time_s = time_s
        self._wake()

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
            _log.error("Uncaught exception while regions were measured", exc_info=error)
            self._on_error(unexpected_error("The strip of findings cannot be updated", error))

    def _measure_until_closed(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._has_changes)
                if self._closed:
                    return
                self._has_changes = False
            time_s = self._time_s
            self._measure_new(time_s)
            if self._closed:
                return
            self._report(time_s, settled=True)
            with self._changed:
                # Predictions arrive one by one and sliders move in small steps: a short pause batches these changes.
                self._changed.wait_for(lambda: self._closed, timeout=_REPORT_INTERVAL_S)

    def _measure_new(self, time_s: NDArray[np.float64]) -> None:
        self._resize(len(time_s))
        for index in np.flatnonzero(self._store.analysed(len(time_s)) & ~self._measured):
            if self._closed:
                return
            prediction = self._store.get(int(index))
            if prediction is None:
                continue  # evicted from the cache since
            self._new_regions.append(measure_regions(prediction))
            self._presence[index] = np.nan if prediction.presence is None else prediction.presence
            self._measured[index] = True
            if time.monotonic() - self._reported_s > _REPORT_INTERVAL_S:
                self._report(time_s, settled=False)

    def _resize(self, frame_count: int) -> None:
        """Adapts to an index that has grown, or that has lost frames by a correction."""
        missing = max(0, frame_count - len(self._measured))
        self._measured = np.append(self._measured, np.zeros(missing, bool))[:frame_count]
        self._presence = np.append(self._presence, np.full(missing, np.nan, np.float32))[:frame_count]
        self._regions = self._regions[self._regions["frame"] < frame_count]

    def _report(self, time_s: NDArray[np.float64], settled: bool) -> None:
        policy = self._policy
        if self._new_regions:
            regions = np.concatenate([self._regions, *self._new_regions])
            self._regions = regions[np.argsort(regions["frame"], kind="stable")]
            self._new_regions = []
        index = np.flatnonzero(self._measured)
        frames = FrameTable(index, time_s[index], self._presence[index])
        found = find_findings(self._regions, frames, policy, is_recording=self._is_recording)
        area = np.where(self._measured, np.float32(0), np.float32(np.nan))
        kept = regions_at(self._regions, policy.keep_level)
        np.add.at(area, kept["frame"], kept["area"])
        suspicious = np.unique(kept["frame"][kept["peak"] >= policy.open_level]).astype(np.intp)
        damaged = self._store.damaged(len(time_s))
        self._reported_s = time.monotonic()
        sampled = is_near(time_s, time_s[index], OVERVIEW_REACH_S)
        self._on_curve(Curve(area, damaged, found.findings, found.held_back, sampled, suspicious, settled, policy))
