"""Decides which regions of a recording are findings: links regions into tracks and applies the alarm policy."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.frame_quality import FrameFault, FrameQuality, frame_faults
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.region_table import regions_at
from polyp_core.findings.tracks import join_tracks, link_regions

_LONGEST_STAND_IN_S = 2.0  # a frame stands for the time until the next analysed one, at most for this long


@dataclass(frozen=True, slots=True)
class FrameTable:
    """The N analysed frames of a recording, ascending: index, time, and presence (0..1, NaN if unknown).

    `step_s` are the seconds to the next frame of the recording, analysed or not (NaN if unknown). `presence_level` is
    the presence that the model asks for, `sharpness` that of FrameQuality (NaN if unknown), and `fault` the FrameFault.
    """

    index: NDArray[np.intp]
    time_s: NDArray[np.float64]
    step_s: NDArray[np.float64]
    presence: NDArray[np.float32]
    presence_level: NDArray[np.float32]
    sharpness: NDArray[np.float32]
    fault: NDArray[np.uint8]

    @classmethod
    def of(cls, frames: NDArray[np.void], time_s: NDArray[np.float64]) -> Self:
        """Returns the table of the measured ones of n `frames` (n,), dtype FRAME; `time_s` (n,) are all times.

        Times of frames that are not measured may be NaN.
        """
        index = np.flatnonzero(frames["is_measured"])
        rows = frames[index]
        fault = frame_faults(*(rows[name] for name in FrameQuality._fields))
        step_s = np.diff(time_s, append=np.nan)[index]
        return cls(index, time_s[index], step_s, rows["presence"], rows["presence_level"], rows["sharpness"], fault)

    def select(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Self:
        """Returns some of the rows, chosen by numbers or by a flag for each."""
        return type(self)(*(getattr(self, each.name)[rows] for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Finding:
    """A polyp in view, from its first stable frame to its last: frames, times in seconds, all inclusive.

    `best_frame` shows it large, sharp and with high probability; `peak_area_fraction` (0..1) is the largest part of the
    picture that it covers, `confidence` (0..1) its mean probability in frames above the open level, None if a reader
    drew it. `best_box` is where it lies in the best frame: left, top, right, bottom as fractions of the picture's width
    and height.
    """

    first_frame: int
    last_frame: int
    best_frame: int
    start_s: float
    end_s: float
    best_s: float
    peak_area_fraction: float
    confidence: float | None
    best_box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a policy makes of the tracks of a recording, in order of their starts.

    `held_back` were not open for long enough. Those `to_check` would be findings if the frames that are not analysed
    yet showed the same as the analysed ones before them: what single frames of the overview show.
    """

    findings: tuple[Finding, ...] = ()
    held_back: tuple[Finding, ...] = ()
    to_check: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FollowedRegions:
    """The N regions that a policy follows, ordered by track, then time.

    `position` (N,) are the rows of `frames` in which they lie, `track` and `stretch` the numbers of their tracks and of
    the uninterrupted parts of these. `is_open` says which reach the open level. `opened_s` is the time for which the
    stretch has been open up to this frame, which counts for the time until the next frame of the recording; in
    `assumed_s`, it counts until the next analysed one.
    """

    regions: NDArray[np.void]
    position: NDArray[np.intp]
    track: NDArray[np.intp]
    stretch: NDArray[np.intp]
    is_open: NDArray[np.bool_]
    opened_s: NDArray[np.float64]
    assumed_s: NDArray[np.float64]
    frames: FrameTable

    def alarms(self, hold_back_s: float) -> NDArray[np.bool_]:
        """Returns the rows (N,) that are shown as alarms while the recording plays.

        These are the regions of a finding from the frame in which it has been open for `hold_back_s`.
        """
        rows = np.arange(len(self.track))
        begins, ends = _bounds(self.track)
        return rows >= np.repeat(self._first_alarms(begins, self.opened_s, hold_back_s), ends - begins)

    def spans(
        self, hold_back_s: float, *, assumed: bool = False
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        """Returns the first row, the row after the last, and whether it is a finding, of each track that opens.

        A finding begins at the first open row of its first stretch that is open for `hold_back_s`. If `assumed`, frames
        that are not analysed count as the analysed one before them.
        """
        begins, ends = _bounds(self.track)
        first_alarms = self._first_alarms(begins, self.assumed_s if assumed else self.opened_s, hold_back_s)
        is_finding = first_alarms < ends
        open_rows = np.append(np.flatnonzero(self.is_open), len(self.track))
        stretch_begins, _ = _bounds(self.stretch)
        stable = stretch_begins[np.searchsorted(stretch_begins, first_alarms, "right") - 1]
        starts = np.where(is_finding, open_rows[np.searchsorted(open_rows, stable)], begins)
        opens = np.logical_or.reduceat(self.is_open, begins)
        return starts[opens], ends[opens], is_finding[opens]

    def _first_alarms(
        self, begins: NDArray[np.intp], open_s: NDArray[np.float64], hold_back_s: float
    ) -> NDArray[np.intp]:
        """Returns the first row from each of `begins` on that has been open for long enough; N if there is none."""
        # A tolerance of 1 µs for rounding errors in sums of frame times.
        alarms = np.flatnonzero(self.is_open & (open_s >= hold_back_s - 1e-6))
        alarms = np.append(alarms, len(self.track))
        return np.asarray(alarms[np.searchsorted(alarms, begins)])


def follow_regions(regions: NDArray[np.void], frames: FrameTable, policy: AlarmPolicy) -> FollowedRegions:
    """Links the `regions` (dtype REGION, ordered by frame) of a recording's `frames` into tracks, as `policy` says."""
    used = np.ones(len(frames.index), bool)
    if policy.ignore_bad_frames:
        used = frames.fault == FrameFault.NONE
    # A frame that is left out still ends the time for which the one before it stands.
    stands_for_s = np.append(np.minimum(np.diff(frames.time_s), _LONGEST_STAND_IN_S), _usual_step_s(frames.time_s))
    stands_for_s, frames = stands_for_s[used], frames.select(used)
    kept, position, is_open = _at_keep_level(regions, frames, policy)
    stretch = link_regions(kept, frames.index, frames.time_s)
    track = join_tracks(kept, stretch, frames.time_s[position], policy.join_gap_s)
    order = np.lexsort((position, track))
    kept, position, track, stretch, is_open = (each[order] for each in (kept, position, track, stretch, is_open))
    assumed_s = np.where(is_open, stands_for_s[position], 0.0)
    opened_s = np.fmin(assumed_s, frames.step_s[position])
    opened_s, assumed_s = _sums_so_far(opened_s, stretch), _sums_so_far(assumed_s, stretch)
    return FollowedRegions(kept, position, track, stretch, is_open, opened_s, assumed_s, frames)


def find_findings(
    regions: NDArray[np.void], frames: FrameTable, policy: AlarmPolicy, *, is_recording: bool = True
) -> Findings:
    """Returns what `policy` makes of the `regions` (dtype REGION, ordered by frame) of a recording's `frames`.

    Frames that do not follow one another in time (`is_recording` false) are never linked: each region that reaches the
    open level is a finding.
    """
    if not is_recording:
        kept, position, is_open = _at_keep_level(regions, frames, policy)
        rows = np.flatnonzero(is_open)
        return Findings(_describe(kept, position, is_open, frames, rows, rows + 1))
    followed = follow_regions(regions, frames, policy)
    if not len(followed.track):
        return Findings()
    starts, stops, is_stable = followed.spans(policy.hold_back_s)
    parts = followed.regions, followed.position, followed.is_open, followed.frames
    assumed_starts, _, may_be_stable = followed.spans(policy.hold_back_s, assumed=True)
    is_to_check = may_be_stable & ~is_stable
    return Findings(
        findings=_describe(*parts, starts[is_stable], stops[is_stable]),
        held_back=_describe(*parts, starts[~may_be_stable], stops[~may_be_stable]),
        to_check=_describe(*parts, assumed_starts[is_to_check], stops[is_to_check]),
    )


def _at_keep_level(
    regions: NDArray[np.void], frames: FrameTable, policy: AlarmPolicy
) -> tuple[NDArray[np.void], NDArray[np.intp], NDArray[np.bool_]]:
    """Returns the regions of `frames` at the keep level, the rows of `frames` in which they lie, and which are open."""
    kept = regions_at(regions, policy.keep_level)
    kept = kept[np.isin(kept["frame"], frames.index)]
    position = np.searchsorted(frames.index, kept["frame"])
    needed = frames.presence_level if policy.presence_level is None else policy.presence_level
    is_open = (
        (kept["peak"] >= policy.open_level)
        & (kept["area"] >= policy.smallest_area_fraction)
        & ~(frames.presence < needed)[position]
    )
    return kept, position, is_open


def _bounds(numbers: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns the first row, and the row after the last, of each run of equal `numbers`."""
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))
    return begins, np.append(begins[1:], len(numbers))[: len(begins)]


def _sums_so_far(values: NDArray[np.float64], numbers: NDArray[np.intp]) -> NDArray[np.float64]:
    """Returns the sum of the `values` from the first row of each run of equal `numbers` to each row."""
    total = np.cumsum(values)
    begins, ends = _bounds(numbers)
    return np.asarray(total - np.repeat(np.append(0.0, total)[begins], ends - begins))


def _describe(
    regions: NDArray[np.void],
    position: NDArray[np.intp],
    is_open: NDArray[np.bool_],
    frames: FrameTable,
    starts: NDArray[np.intp],
    stops: NDArray[np.intp],
) -> tuple[Finding, ...]:
    """Returns the findings whose `regions` are the rows from `starts` (M,) to before `stops` (M,), in order of frames.

    `position` (N,) are the rows of `frames` in which the regions lie.
    """
    if not len(starts):
        return ()
    score = np.sqrt(regions["area"]) * regions["mean"] * _relative_sharpness(frames.sharpness)[position]
    lengths = stops - starts
    offsets = np.cumsum(lengths) - lengths
    span = np.repeat(np.arange(len(starts)), lengths)
    rows = np.arange(lengths.sum()) - offsets[span] + starts[span]
    largest = np.maximum.reduceat(score[rows], offsets)
    is_best = score[rows] == largest[span]
    best = rows[is_best][np.unique(span[is_best], return_index=True)[1]]
    peak_area = np.maximum.reduceat(regions["area"][rows], offsets)
    sure = is_open[rows]
    mean = np.add.reduceat(np.where(sure, regions["mean"][rows], 0.0), offsets) / np.add.reduceat(
        sure, offsets, dtype=int
    )
    ends = (starts, stops - 1, best)
    columns = (
        *(regions["frame"][at].tolist() for at in ends),
        *(frames.time_s[position[at]].tolist() for at in ends),
        peak_area.tolist(),
        mean.tolist(),
        map(tuple, regions["box"][best].tolist()),
    )
    found = [Finding(*values) for values in zip(*columns, strict=True)]
    return tuple(sorted(found, key=lambda finding: (finding.first_frame, finding.last_frame)))


def _relative_sharpness(sharpness: NDArray[np.floating]) -> NDArray[np.float64]:
    """Returns the root of the sharpness (N,), so that it weighs like the area, in units of the median; 1 if unknown."""
    known = sharpness[sharpness > 0]
    if not len(known):
        return np.ones(len(sharpness))
    return np.where(sharpness > 0, np.sqrt(sharpness / np.median(known)), 1.0)


def _usual_step_s(time_s: NDArray[np.float64]) -> float:
    return float(np.median(np.diff(time_s))) if len(time_s) > 1 else 0.0
