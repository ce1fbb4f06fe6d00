"""Detection of forward jumps in a recording's timestamps, such as a paused recorder leaves."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import FilledText, filled
from polyp_core.frames.frame import ClockJump
from polyp_core.time_text import format_clock, format_span

_MIN_JUMP_S = 2.0
_MIN_JUMP_INTERVALS = 50


def find_clock_jumps(time_s: NDArray[np.float64]) -> tuple[ClockJump, ...]:
    """Returns the intervals in `time_s` (n, seconds) longer than 2 s and 50 times the median interval."""
    intervals = np.diff(time_s)
    if len(intervals) < 2:
        return ()
    min_jump_s = max(_MIN_JUMP_S, _MIN_JUMP_INTERVALS * float(np.median(intervals)))
    return tuple(ClockJump(int(frame), float(intervals[frame])) for frame in np.flatnonzero(intervals > min_jump_s))


def format_clock_jumps(jumps: tuple[ClockJump, ...], time_s: NDArray[np.float64]) -> FilledText | None:
    """Returns a sentence with the number, total length and first time of `jumps`; None without jumps."""
    if not jumps:
        return None
    at = format_clock(float(time_s[jumps[0].frame]))
    if len(jumps) == 1:
        jump = format_span(jumps[0].gap_s)
        return filled(
            "The recording's clock jumps ahead by {jump} at {at}; playback continues without the pause.",
            jump=jump,
            at=at,
        )
    total = format_span(sum(jump.gap_s for jump in jumps))
    return filled(
        "The recording's clock jumps ahead {n} times, by {total} in all, first at {at}; playback continues without the "
        "pauses.",
        n=len(jumps),
        total=total,
        at=at,
    )
