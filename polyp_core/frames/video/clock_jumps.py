"""Places where a recording's clock jumps ahead, as it does when the recorder was paused."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import ClockJump

_LEAST_JUMP_S = 2.0
_LEAST_JUMP_PERIODS = 50


def find_clock_jumps(time_s: NDArray[np.float64]) -> tuple[ClockJump, ...]:
    """The intervals between frames shown at `time_s` (n) that exceed 2 s and 50 usual intervals (medians)."""
    intervals = np.diff(time_s)
    if len(intervals) < 2:
        return ()
    least_s = max(_LEAST_JUMP_S, _LEAST_JUMP_PERIODS * float(np.median(intervals)))
    return tuple(ClockJump(int(frame), float(intervals[frame])) for frame in np.flatnonzero(intervals > least_s))


def clock_jump_note(jumps: tuple[ClockJump, ...], time_s: NDArray[np.float64]) -> str | None:
    """A sentence that names the jumps, the first of them with its time; None without jumps."""
    if not jumps:
        return None
    at = format_clock(float(time_s[jumps[0].frame]))
    if len(jumps) == 1:
        jump = format_span(jumps[0].gap_s)
        return f"The recording's clock jumps ahead by {jump} at {at}; playback continues without the pause."
    total = format_span(sum(jump.gap_s for jump in jumps))
    return (
        f"The recording's clock jumps ahead {len(jumps):,} times, by {total} in all, first at {at}; playback continues "
        "without the pauses."
    )


def format_clock(time_s: float) -> str:
    """Minutes and seconds, with hours where there are any: `00:02`, `1:00:02`."""
    minutes, seconds = divmod(round(time_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def format_span(span_s: float) -> str:
    """The length of a pause as people say it, seconds below 10 min only: `1 h`, `1 h 20 min`, `3 min 5 s`, `12 s`."""
    if span_s >= 600:
        (large, small), units = divmod(round(span_s / 60), 60), ("h", "min")
    else:
        (large, small), units = divmod(round(span_s), 60), ("min", "s")
    parts = [f"{value} {unit}" for value, unit in zip((large, small), units, strict=True) if value]
    return " ".join(parts) or "0 s"
