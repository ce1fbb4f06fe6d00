"""Decides which regions of a recording are findings: links regions into tracks and applies the alarm policy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.region_table import regions_at
from polyp_core.findings.tracks import join_tracks, link_regions

_LONGEST_STAND_IN_S = 2.0  # a frame stands for the time until the next analysed one, at most for this long


@dataclass(frozen=True, slots=True)
class FrameTable:
    """The N analysed frames of a recording, ascending: index, time, and presence (0..1, NaN if unknown)."""

    index: NDArray[np.intp]
    time_s: NDArray[np.float64]
    presence: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Finding:
    """A polyp in view, from its first stable frame to its last: frames, times in seconds, all inclusive.

    `best_frame` shows it large and with high probability; `peak_area_fraction` (0..1) is the largest part of the
    picture that it covers, `confidence` (0..1) its mean probability in frames above the open level. `best_box` is where
    it lies in the best frame: left, top, right, bottom as fractions of the picture's width and height.
    """

    first_frame: int
    last_frame: int
    best_frame: int
    start_s: float
    end_s: float
    best_s: float
    peak_area_fraction: float
    confidence: float
    best_box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings by a policy, and the tracks that it holds back, in order of their starts."""

    findings: tuple[Finding, ...] = ()
    held_back: tuple[Finding, ...] = ()


def find_findings(
    regions: NDArray[np.void], frames: FrameTable, policy: AlarmPolicy, *, is_recording: bool = True
) -> Findings:
    """Returns what `policy` makes of the `regions` (dtype REGION, ordered by frame) of a recording's `frames`.

    Frames that do not follow one another in time (`is_recording` false) are never linked: each region that reaches the
    open level is a finding.
    """
    index, time_s = frames.index, frames.time_s
    kept = regions_at(regions, policy.keep_level)
    if not len(kept):
        return Findings()
    position = np.searchsorted(index, kept["frame"])
    at_s = time_s[position]
    presence = frames.presence[position]
    is_open = (
        (kept["peak"] >= policy.open_level)
        & (kept["area"] >= policy.smallest_area_fraction)
        & ~(presence < policy.presence_level)
    )
    score = np.sqrt(kept["area"]) * kept["mean"]
    if not is_recording:
        single = [_finding(kept, at_s, score, is_open, np.array([row])) for row in np.flatnonzero(is_open)]
        return Findings(tuple(single))

    stretch = link_regions(kept, index, time_s)
    track = join_tracks(kept, stretch, at_s, policy.join_gap_s)
    stands_for_s = np.append(np.minimum(np.diff(time_s), _LONGEST_STAND_IN_S), _usual_step_s(time_s))[position]
    findings, held_back = [], []
    # By track, then time.
    order = np.lexsort((at_s, track))
    for rows in np.split(order, np.flatnonzero(np.diff(track[order])) + 1):
        if not is_open[rows].any():
            continue
        start = _first_stable(rows, stretch, is_open, stands_for_s, policy.hold_back_s)
        if start is None:
            held_back.append(_finding(kept, at_s, score, is_open, rows))
        else:
            findings.append(_finding(kept, at_s, score, is_open, rows[start:]))
    return Findings(_in_order(findings), _in_order(held_back))


def _first_stable(
    rows: NDArray[np.intp],
    stretch: NDArray[np.intp],
    is_open: NDArray[np.bool_],
    stands_for_s: NDArray[np.float64],
    hold_back_s: float,
) -> int | None:
    """Returns the position in `rows` of the first open frame of the first stretch that is open for long enough."""
    opened_s = np.where(is_open[rows], stands_for_s[rows], 0)
    begins = np.flatnonzero(np.diff(stretch[rows], prepend=-1))
    long_enough = np.add.reduceat(opened_s, begins) >= hold_back_s - 1e-6
    # Without hold_back_s, a stretch that never opens would do.
    opens = np.logical_or.reduceat(is_open[rows], begins)
    stable = np.flatnonzero(long_enough & opens)
    if not len(stable):
        return None
    begin = begins[stable[0]]
    return int(begin + np.flatnonzero(is_open[rows[begin:]])[0])


def _finding(
    regions: NDArray[np.void],
    time_s: NDArray[np.float64],
    score: NDArray[np.floating],
    is_open: NDArray[np.bool_],
    rows: NDArray[np.intp],
) -> Finding:
    first, last, best = rows[0], rows[-1], rows[np.argmax(score[rows])]
    sure = rows[is_open[rows]]
    return Finding(
        first_frame=int(regions["frame"][first]),
        last_frame=int(regions["frame"][last]),
        best_frame=int(regions["frame"][best]),
        start_s=float(time_s[first]),
        end_s=float(time_s[last]),
        best_s=float(time_s[best]),
        peak_area_fraction=float(regions["area"][rows].max()),
        confidence=float(regions["mean"][sure].mean()),
        best_box=tuple(regions["box"][best].tolist()),
    )


def _usual_step_s(time_s: NDArray[np.float64]) -> float:
    return float(np.median(np.diff(time_s))) if len(time_s) > 1 else 0.0


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.first_frame, finding.last_frame)))
