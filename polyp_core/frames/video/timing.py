"""Computes the time of every frame from timestamps that may be missing, repeated or out of order."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import ClockJump
from polyp_core.frames.video.clock_jumps import find_clock_jumps

GAP_PERIODS = 1.5
"""An interval longer than this many frame periods means that frames were lost."""

_SAME_RATE = 0.005  # relative difference below which the declared rate replaces the measured one
_VARIABLE_SHARE = 0.05  # share of irregular intervals above which the rate is variable; fewer are gaps
_ROUNDING_S = 0.0011  # Matroska and AVI store whole milliseconds
_REORDER_FRAMES = 16  # largest reordering delay of any codec


@dataclass(frozen=True, slots=True)
class Timing:
    """`time_s` (n, float64) starts at 0 and strictly increases; `after_gap` (n, bool) marks frames after lost ones.

    `restarts` counts how often the timestamps restart, as in concatenated recordings; `clock_jumps` are pauses.
    """

    time_s: NDArray[np.float64]
    after_gap: NDArray[np.bool_]
    rate_fps: float
    variable_rate: bool
    restarts: int = 0
    clock_jumps: tuple[ClockJump, ...] = ()

    @property
    def duration_s(self) -> float:
        """Time until the last frame has been shown for one frame period."""
        return float(self.time_s[-1]) + 1.0 / self.rate_fps if len(self.time_s) else 0.0


def frame_timing(stamps: Sequence[int | None], time_base: Fraction, declared_fps: float) -> Timing:
    """Returns the timing of frames in display order, from their timestamps in units of `time_base` seconds.

    Missing timestamps are interpolated, equal ones are spread up to the next, and decreasing ones (H.264 in AVI stores
    decoding order) are sorted. After a restart, times continue one period after the previous frame. If more than half
    are missing, frames are spaced at `declared_fps`.
    """
    count = len(stamps)
    raw = np.array([np.nan if stamp is None else stamp for stamp in stamps], np.float64) * float(time_base)
    known = np.flatnonzero(~np.isnan(raw))
    if count == 0 or 2 * len(known) < count:
        return Timing(np.arange(count) / declared_fps, np.zeros(count, np.bool_), declared_fps, False)
    in_order, restarts = _in_order(raw[known], known, declared_fps)
    times = _spread_equal(_fill_missing(in_order, known, count, declared_fps), declared_fps)
    times -= times[0]
    intervals = np.diff(times)
    if len(intervals) == 0:
        return Timing(times, np.zeros(count, np.bool_), declared_fps, False)
    period = float(np.median(intervals))
    regular = np.abs(intervals - period) <= 0.1 * period + _ROUNDING_S
    irregular = int(np.count_nonzero(~regular))
    variable = not regular.any() or (irregular >= 3 and irregular > _VARIABLE_SHARE * len(intervals))
    jumps = find_clock_jumps(times)
    # Pauses do not count towards the frame rate.
    running, running_s = len(intervals) - len(jumps), float(times[-1]) - sum(jump.gap_s for jump in jumps)
    rate = running / running_s if variable else 1.0 / float(np.mean(intervals[regular]))
    if not variable and abs(rate / declared_fps - 1) < _SAME_RATE:
        rate = declared_fps
    after_gap = np.zeros(count, np.bool_)
    if not variable:
        after_gap[1:] = intervals > GAP_PERIODS * period
        after_gap[[jump.frame + 1 for jump in jumps]] = False  # a pause loses no frames
    return Timing(times, after_gap, rate, variable, restarts, jumps)


def _in_order(
    known_s: NDArray[np.float64], known_at: NDArray[np.intp], declared_fps: float
) -> tuple[NDArray[np.float64], int]:
    """Returns the times sorted within each part between restarts, parts shifted to be consecutive; and the restarts."""
    restarts = _restarts(known_s, _period(known_s, known_at, declared_fps))
    parts = [np.sort(part) for part in np.split(known_s, restarts)]
    period = _period(np.concatenate(parts), known_at, declared_fps)
    for at, earlier, later in zip(restarts, parts[:-1], parts[1:], strict=True):
        later += earlier[-1] + (known_at[at] - known_at[at - 1]) * period - later[0]
    return np.concatenate(parts), len(restarts)


def _period(known_s: NDArray[np.float64], known_at: NDArray[np.intp], declared_fps: float) -> float:
    """Returns the median frame period in seconds, over increasing timestamps only."""
    steps = np.diff(known_s) / np.diff(known_at)
    forward = steps[steps > 0]
    return float(np.median(forward)) if len(forward) else 1.0 / declared_fps


def _restarts(known_s: NDArray[np.float64], period: float) -> NDArray[np.intp]:
    """Returns the positions where times restart: they jump back further than reordering can, and stay back.

    Medians are compared because single wrong timestamps do not affect them.
    """
    jumps = np.flatnonzero(np.diff(known_s) < -_REORDER_FRAMES * period) + 1
    nearby = np.arange(_REORDER_FRAMES + 1)
    before = known_s[np.maximum(jumps[:, None] - 1 - nearby, 0)]
    after = known_s[np.minimum(jumps[:, None] + nearby, len(known_s) - 1)]
    stays_back: NDArray[np.bool_] = np.median(after, axis=1) < np.median(before, axis=1)
    return jumps[stays_back]


def _fill_missing(
    known_s: NDArray[np.float64], known_at: NDArray[np.intp], count: int, declared_fps: float
) -> NDArray[np.float64]:
    at = np.arange(count)
    times: NDArray[np.float64] = np.interp(at, known_at, known_s)
    first, last = int(known_at[0]), int(known_at[-1])
    times[:first] = known_s[0] - (first - at[:first]) / declared_fps
    times[last + 1 :] = known_s[-1] + (at[last + 1 :] - last) / declared_fps
    return times


def _spread_equal(times: NDArray[np.float64], declared_fps: float) -> NDArray[np.float64]:
    distinct, starts, lengths = np.unique(times, return_index=True, return_counts=True)
    if len(distinct) == len(times):
        return times
    ends = np.append(distinct[1:], distinct[-1] + lengths[-1] / declared_fps)
    step = (ends - distinct) / lengths
    place = np.arange(len(times)) - np.repeat(starts, lengths)
    spread: NDArray[np.float64] = np.repeat(distinct, lengths) + place * np.repeat(step, lengths)
    return spread
