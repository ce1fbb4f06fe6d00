"""Decides which frames of a recording are analysed next: an overview, then what it shows closely, then the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding

_OVERVIEW_STEP_S = 1.0
# After the best frame of what is to be checked: often enough for a decision, and else. Frames before a keyframe would
# take far longer, as all from the keyframe before have to be decoded.
_CHECKED_S = (0.4, 0.8)
_AROUND_S = 1.5  # on both sides of a frame that shows something, and of the playhead
OVERVIEW_REACH_S = 1.25
"""Frames this near to an analysed one count as looked at in the overview: keyframes are up to two seconds apart."""
_CHUNK_FRAMES = 64  # after each chunk the order is decided anew
# So many frames from one keyframe to the next are analysed together, as decoding one means decoding those before it.
_LONGEST_GROUP = 128


class Stage(Enum):
    """Part of the analysis of a whole recording."""

    REQUESTED = "the marked range"
    OVERVIEW = "overview"
    CLOSE_LOOK = "around findings"
    REST = "every frame"


@dataclass(frozen=True, slots=True)
class Step:
    """Frames to analyse next (ascending), and the stage they belong to."""

    stage: Stage
    frames: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Focus:
    """What decides the order besides the recording itself.

    `suspicious` are the analysed frames that show something, `playhead` is the frame that is shown, and `requested` a
    range of frames that comes before all else. What is `to_check` (`Findings`) comes after the overview, in order of
    confidence.
    """

    suspicious: NDArray[np.intp]
    playhead: int = 0
    requested: range | None = None
    to_check: Sequence[Finding] = ()


def overview_frames(time_s: NDArray[np.floating], keyframes: NDArray[np.integer] | None) -> NDArray[np.intp]:
    """Returns the frames of the overview, ascending: at most one a second, only keyframes where there are any.

    `time_s` (N,) are the times of all frames; `keyframes` the indices of those that decode without the frames before
    them, None if every frame does.
    """
    candidates = np.arange(len(time_s)) if keyframes is None else np.asarray(keyframes, np.intp)
    chosen: list[int] = []
    for index in candidates:
        # A tolerance of 1 µs for rounding errors.
        if not chosen or time_s[index] - time_s[chosen[-1]] >= _OVERVIEW_STEP_S - 1e-6:
            chosen.append(int(index))
    return np.array(chosen, np.intp)


def next_step(
    analysed: NDArray[np.bool_],
    time_s: NDArray[np.floating],
    overview: NDArray[np.integer],
    focus: Focus,
    keyframes: NDArray[np.integer] | None = None,
) -> Step | None:
    """Returns what to analyse next, None once every frame is `analysed` (N,).

    `overview` are the frames of `overview_frames`, and `keyframes` as there.
    """
    missing = ~analysed
    group = _groups(len(missing), keyframes)
    if (requested := focus.requested) is not None:
        wanted = np.arange(max(0, requested.start), min(len(missing), requested.stop))
        if len(frames := wanted[missing[wanted]]):
            return _step(Stage.REQUESTED, frames, group)
    if len(frames := np.asarray(overview, np.intp)[missing[overview]]):
        return _step(Stage.OVERVIEW, frames, group)
    if len(frames := _next_to_check(missing, time_s, focus)):
        return _step(Stage.CLOSE_LOOK, frames, group)
    centres = np.append(time_s[focus.suspicious], time_s[focus.playhead : focus.playhead + 1])
    near = missing & is_near(time_s, np.sort(centres), _AROUND_S)
    if near.any():
        return _step(Stage.CLOSE_LOOK, np.flatnonzero(missing & np.isin(group, group[near])), group)
    rest = np.flatnonzero(missing)
    if not len(rest):
        return None
    ahead = rest[rest >= focus.playhead]
    return _step(Stage.REST, ahead if len(ahead) else rest, group)


def _next_to_check(missing: NDArray[np.bool_], time_s: NDArray[np.floating], focus: Focus) -> NDArray[np.intp]:
    """Returns the missing frames after the first that is `to_check`, the most confident ones first; may be empty."""
    for within_s in _CHECKED_S:
        for finding in sorted(focus.to_check, key=lambda each: -(each.confidence or 0)):
            first, stop = np.searchsorted(time_s, (finding.best_s, finding.best_s + within_s + 1e-6))
            frames = np.arange(first, stop)[missing[first:stop]]
            if len(frames):
                return frames
    return np.zeros(0, np.intp)


def _groups(frame_count: int, keyframes: NDArray[np.integer] | None) -> NDArray[np.intp]:
    """Returns a number for each frame, the same for frames that are best decoded together (N,), ascending.

    These are the frames from one keyframe to the next; each frame is alone where keyframes are far apart or unknown.
    """
    alone = np.arange(frame_count)
    if keyframes is None or not len(keyframes):
        return alone
    begins = np.asarray(keyframes, np.intp)
    number = np.maximum(np.searchsorted(begins, alone, "right") - 1, 0)
    lengths = np.diff(begins, append=frame_count)
    return np.where(lengths[number] <= _LONGEST_GROUP, begins[number], alone)


def _step(stage: Stage, frames: NDArray[np.intp], group: NDArray[np.intp]) -> Step:
    """Returns the first of `frames`, up to the end of a `group`."""
    return Step(stage, frames[group[frames] <= group[frames[:_CHUNK_FRAMES][-1]]])


def is_near(time_s: NDArray[np.floating], centres: NDArray[np.floating], within_s: float) -> NDArray[np.bool_]:
    """True for each of `time_s` (n,) within `within_s` seconds of one of `centres` (ascending, may be empty)."""
    if not len(centres):
        return np.zeros(len(time_s), bool)
    after = np.searchsorted(centres, time_s)
    to_next = np.abs(centres[np.minimum(after, len(centres) - 1)] - time_s)
    to_last = np.abs(centres[np.maximum(after - 1, 0)] - time_s)
    return np.asarray(np.minimum(to_next, to_last) <= within_s)
