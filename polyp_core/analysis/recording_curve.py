"""What a policy finds in the analysed frames of a recording: for the viewer, exports, reports and evaluation."""

import logging
import threading
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysis_order import OVERVIEW_REACH_S, is_near
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.display_text import filled
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import FrameTable, find_findings
from polyp_core.findings.frame_quality import FrameFault
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.region_table import regions_at

_log = logging.getLogger(__name__)

_LEAST_INTERVAL_S, _LONGEST_INTERVAL_S = 0.2, 2.0  # the first look takes long, as it loads scipy
_INTERVAL_PER_COST = 40  # new frames are looked at for at most a fortieth of the time, which the network needs
_CLOSING_S = 2.0


def recording_curve(
    store: ProbabilityMapCache, time_s: NDArray[np.float64], policy: AlarmPolicy, *, is_recording: bool = True
) -> Curve:
    """Returns what `policy` finds in the frames that are analysed in `store`, and which these are.

    `time_s` (n,) are the times of all frames of the recording, as of `FrameSource.times_s`. The result's
    `analysed_share` says which share of them the findings rest on. `is_recording` is false if the frames are unrelated
    pictures, whose regions are not linked.
    """
    frames, regions = store.measures(len(time_s))
    table = FrameTable.of(frames, time_s)
    found = find_findings(regions, table, policy, is_recording=is_recording)
    fault = np.zeros(len(time_s), np.uint8)
    fault[table.index] = table.fault
    kept = regions_at(regions, policy.keep_level)
    area = np.where(frames["is_measured"], np.float32(0), np.float32(np.nan))
    np.add.at(area, kept["frame"], kept["area"])
    shows_something = np.zeros(len(time_s), bool)
    shows_something[kept["frame"][kept["peak"] >= policy.open_level]] = True
    if policy.ignore_bad_frames and is_recording:
        shows_something &= fault == FrameFault.NONE
    return Curve(
        area,
        frames["damaged"],
        found.findings,
        found.held_back,
        found.to_check,
        sampled=is_near(time_s, table.time_s, OVERVIEW_REACH_S),
        suspicious=np.flatnonzero(shows_something),
        fault=fault,
        settled=not (frames["has_map"] & ~frames["is_measured"]).any(),
        policy=policy,
    )


def seconds_between_curves(cost_s: float) -> float:
    """Returns how long to wait for new frames after a curve that took `cost_s` seconds."""
    return min(max(_LEAST_INTERVAL_S, _INTERVAL_PER_COST * cost_s), _LONGEST_INTERVAL_S)


class CurveUpdater:
    """Keeps the curve of a recording up to date in its own thread.

    `time_s` (n,) are the times of the frames; the thread reads them, so they must not change. The thread calls
    `on_curve(curve)` after each change, and `on_error` if it has to stop. Maps of an earlier version, on which nothing
    was measured, are measured meanwhile.
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
        self._time_s, self._policy, self._is_recording = time_s, policy, is_recording
        self._changed = threading.Condition()
        self._has_changes = self._at_once = True
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="curve-updater", daemon=True)
        self._thread.start()

    def update(self) -> None:
        """Looks at frames stored since. Cheap enough to call for every frame."""
        self._wake(at_once=False)

    def set_policy(self, policy: AlarmPolicy) -> None:
        """Changes the policy."""
        self._policy = policy
        self._wake(at_once=True)

    def set_times(self, time_s: NDArray[np.float64], *, is_final: bool = True) -> None:
        """Sets the times of the frames after the source's index has grown; `is_final` once it is complete.

        The final ones are used at once, as nothing else may follow if all frames are analysed; earlier ones with the
        next frame, since a curve for each growth would slow the index down.
        """
        self._time_s = time_s
        if is_final:
            self._wake(at_once=True)

    def close(self) -> None:
        """Stops the thread. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSING_S)

    def _wake(self, at_once: bool) -> None:
        with self._changed:
            self._has_changes = True
            self._at_once |= at_once
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._update_until_closed()
        except Exception as error:  # noqa: BLE001 - reported to the user; the strip would otherwise stop silently
            _log.error("Uncaught exception while findings were decided on", exc_info=error)
            self._on_error(unexpected_error(filled("The findings cannot be updated"), error))

    def _update_until_closed(self) -> None:
        pause_s = 0.0
        while True:
            with self._changed:
                # Frames arrive one by one, and a long recording takes longer to look at.
                self._changed.wait_for(lambda: self._closed or self._at_once, timeout=pause_s)
                self._changed.wait_for(lambda: self._closed or self._has_changes)
                if self._closed:
                    return
                self._has_changes = self._at_once = False
            start_s = time.monotonic()
            curve = recording_curve(self._store, self._time_s, self._policy, is_recording=self._is_recording)
            pause_s = seconds_between_curves(time.monotonic() - start_s)
            self._on_curve(curve)
            if not curve.settled:
                self._measure_maps(len(curve.damaged), until_s=time.monotonic() + pause_s)
                self._wake(at_once=True)

    def _measure_maps(self, frame_count: int, until_s: float) -> None:
        frames = self._store.frames(frame_count)
        for index in np.flatnonzero(frames["has_map"] & ~frames["is_measured"]):
            if self._closed or time.monotonic() > until_s:
                return
            self._store.get(int(index))
