"""LiveFindings: applies the policy of findings to pictures as they come."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding, FrameTable, find_findings
from polyp_core.findings.frame_quality import FrameFault, FrameQuality, frame_faults
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.recording_table import FrameMeasures
from polyp_core.findings.region_table import LEVELS, REGION

_MOST_STEP_S = 0.2
"""A picture counts until the next analysed one, at most for this long: what was not seen opens no finding."""


class LiveFindings:
    """The findings of a live picture; those of the pictures so far are as if these were a recording.

    Pictures before a break that no track survives are decided on once and forgotten, so memory and time do not grow.
    Not thread-safe.
    """

    def __init__(self, policy: AlarmPolicy) -> None:
        self.policy = policy
        self.ended: tuple[Finding, ...] = ()
        """Findings that cannot change any more, in order."""
        self._rows: list[tuple[int, float, float, float, FrameQuality]] = []
        self._regions: list[NDArray[np.void]] = []
        self._keep = LEVELS.index(policy.keep_level)
        self._last_region_s: float | None = None
        self._is_broken = True  # a judged picture without a region has followed the last one with a region

    def add(self, index: int, time_s: float, measures: FrameMeasures) -> None:
        """Adds an analysed picture; `time_s` must increase."""
        quality = measures.quality or FrameQuality(*[np.nan] * len(FrameQuality._fields))
        has_region = bool((measures.regions["level"] == self._keep).any())
        if has_region:
            self._last_region_s, self._is_broken = time_s, False
        elif not self._ignores(quality):
            self._is_broken = True
        presence = np.nan if measures.presence is None else measures.presence
        self._rows.append((index, time_s, presence, measures.presence_level, quality))
        self._regions.append(measures.regions)
        if self._last_region_s is None:
            self._forget()  # nothing was seen since the last break
        elif self._is_broken and time_s - self._last_region_s > self.policy.join_gap_s:
            self.ended += self._found()
            self._last_region_s = None
            self._forget()

    @property
    def current(self) -> tuple[Finding, ...]:
        """Findings that are in view, or may go on."""
        return self._found() if self._last_region_s is not None else ()

    def _ignores(self, quality: FrameQuality) -> bool:
        fault = frame_faults(*(np.array([value]) for value in quality))[0]
        return self.policy.ignore_bad_frames and fault != FrameFault.NONE

    def _forget(self) -> None:
        del self._rows[:-1], self._regions[:-1]

    def _found(self) -> tuple[Finding, ...]:
        indices, times_s, presences, levels, qualities = zip(*self._rows, strict=True)
        time_s = np.array(times_s, np.float64)
        quality = [np.array(values, np.float32) for values in zip(*qualities, strict=True)]
        table = FrameTable(
            np.array(indices, np.intp),
            time_s,
            np.minimum(np.diff(time_s, append=np.nan), _MOST_STEP_S),
            np.array(presences, np.float32),
            np.array(levels, np.float32),
            quality[FrameQuality._fields.index("sharpness")],
            frame_faults(*quality),
        )
        regions = np.concatenate(self._regions) if self._regions else np.zeros(0, REGION)
        return find_findings(regions, table, self.policy).findings
