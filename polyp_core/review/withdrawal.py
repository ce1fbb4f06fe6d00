"""Withdrawal time of an examination, from the marks of a review."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.video.clock_jumps import find_clock_jumps
from polyp_core.review.records import Mark, MarkKind

NOT_INSPECTION: tuple[MarkKind, ...] = ("instrument", "washing", "outside_the_body")
"""Marks of time in which the mucosa is not inspected."""


@dataclass(frozen=True, slots=True)
class WithdrawalTime:
    """Seconds from the beginning of the withdrawal to its end, and without what is marked as no inspection."""

    total_s: float
    inspection_s: float


def withdrawal_time(marks: Iterable[Mark], times_s: NDArray[np.float64]) -> WithdrawalTime | None:
    """Returns the withdrawal time, or None unless its beginning and, later, its end are marked.

    `times_s` (n,) are the times of the recording's frames. The total is the sum over the frames i from the beginning to
    before the end of d(i) = times_s[i + 1] - times_s[i], except at a jump of the clock, where d(i) is the median
    interval: a recorder that was paused leaves a gap in the timestamps during which nothing was inspected, or at least
    nothing can be checked. So minutes count what the recording shows.

    `inspection_s` leaves out the frames inside instrument, washing and outside-the-body marks, because the withdrawal
    time as an indicator of quality excludes the time of interventions (Barclay et al., NEJM 355, 2006; Rex et al.,
    Gastrointestinal Endoscopy 100, 2024).
    """
    marks = list(marks)
    begins = next((mark.stretch.first_frame for mark in marks if mark.mark == "withdrawal_begins"), None)
    ends = next((mark.stretch.first_frame for mark in marks if mark.mark == "withdrawal_ends"), None)
    if begins is None or ends is None or not begins < ends < len(times_s):
        return None
    shown_s = np.diff(times_s)
    jumps = [jump.frame for jump in find_clock_jumps(times_s)]
    shown_s[jumps] = np.median(shown_s)
    inspected = np.ones(len(shown_s), bool)
    for mark in marks:
        if mark.mark in NOT_INSPECTION:
            inspected[mark.stretch.first_frame : mark.stretch.last_frame + 1] = False
    part = slice(begins, ends)
    return WithdrawalTime(float(shown_s[part].sum()), float(shown_s[part][inspected[part]].sum()))
