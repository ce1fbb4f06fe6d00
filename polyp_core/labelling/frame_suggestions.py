"""Suggests which frames to label next: the most valuable ones, spread over recordings, examinations and time."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.measures_cache import cached_measures
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache, open_map_cache
from polyp_core.analysis.source_identity import SourcePath, content_key
from polyp_core.frames.frame import Deinterlace
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.labelling.frame_value import Measures, ValueReason, Values, reason_values
from polyp_core.review.review import Review
from polyp_core.review.review_folder import path_of_review
from polyp_core.review.review_reading import read_content

APART_S = 2.0
"""Two suggested frames of a recording lie at least this far apart: nearer ones show the same."""
_LEAST_VALUE = 0.05  # of all reasons together; less is no reason to label a frame


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The frames of one recording that may be suggested.

    `times_s` and each array of `values` have an entry for each frame; `done` is true for frames that have masks.
    `group` names the examination or patient; recordings without one are groups of their own. `analysed_share` (0..1) is
    how many frames the model has analysed.
    """

    source: SourcePath
    group: str
    times_s: Values
    values: dict[ValueReason, Values]
    done: NDArray[np.bool_]
    analysed_share: float = 1.0

    @property
    def group_key(self) -> object:
        return ("group", self.group) if self.group else ("source", self.source)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A frame to label next; `value` is the sum over all reasons, of which `reason` is the strongest."""

    source: SourcePath
    frame_index: int
    time_s: float
    value: float
    reason: ValueReason


def suggest_frames(recordings: Sequence[Candidates], count: int, apart_s: float = APART_S) -> list[Suggestion]:
    """Returns at most `count` frames, the most valuable first.

    Each further frame of the same group and recording counts less, and frames nearer than `apart_s` to a suggested or
    labelled one are left out.
    """
    values = [_usable_values(each, apart_s) for each in recordings]
    in_group: Counter[object] = Counter()
    in_recording: Counter[int] = Counter()
    found: list[Suggestion] = []
    while len(found) < count:
        best = {number: float(value.max(initial=0.0)) for number, value in enumerate(values)}
        left = [number for number, value in best.items() if value >= _LEAST_VALUE]
        if not left:
            break
        group = recordings[
            max(left, key=lambda each: best[each] / (1 + in_group[recordings[each].group_key]))
        ].group_key
        own = [number for number in left if recordings[number].group_key == group]
        chosen = max(own, key=lambda each: best[each] / (1 + in_recording[each]))
        recording, frame = recordings[chosen], int(values[chosen].argmax())
        reason = max(recording.values, key=lambda each: recording.values[each][frame])
        value = float(values[chosen][frame])
        found.append(Suggestion(recording.source, frame, float(recording.times_s[frame]), value, reason))
        _leave_out(values[chosen], recording.times_s, frame, apart_s)
        in_recording[chosen] += 1
        in_group[group] += 1
    return found


def read_candidates(
    source: SourcePath,
    segmenter: Segmenter,
    *,
    store: ProbabilityMapCache | None = None,
    second: Segmenter | None = None,
    group: str = "",
    deinterlace: Deinterlace = "auto",
    video_track: int | None = None,
    is_reserved: Callable[[str], bool] = lambda key: False,
) -> Candidates | None:
    """Returns what is known of a recording from its cached measures and its review, without running a network.

    `store` are the open predictions of `segmenter`, if there are any: its latest ones may not be on the disk yet.
    None if `is_reserved`, called with the key of its content, says that it is kept for a test. Raises SourceError,
    OSError or ReviewError if a file cannot be read.
    """
    with open_source(source, deinterlace=deinterlace, video_track=video_track) as frames:
        key = content_key(source)
        if is_reserved(key):
            return None
        info = frames.wait_for_index()
        times_s = frames.times_s()[: info.frame_count]
    path = path_of_review(key, video_track)
    reviews = read_content(path).reviews.values() if path.exists() else ()
    rejected, done = review_frames(reviews, info.frame_count)

    def measures(model: Segmenter) -> Measures:
        with open_map_cache(source, model, deinterlace=deinterlace, video_track=video_track, memory_mb=0) as store:
            return Measures(*(cached_measures(store.key, info.frame_count) or store.measures(info.frame_count)))

    own = Measures(*store.measures(info.frame_count)) if store is not None else measures(segmenter)
    values = reason_values(own, times_s, rejected, measures(second) if second is not None else None)
    return Candidates(source, group, times_s, values, done, float(own.frames["is_measured"].mean()))


def review_frames(reviews: Collection[Review], frame_count: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Returns which frames lie in rejected findings, and which have masks of a reader: (frame_count,) each."""
    rejected, done = np.zeros((2, frame_count), np.bool_)
    for review in reviews:
        for decision in review.decisions:
            if decision.state == "rejected":
                rejected[decision.extent.first_frame : decision.extent.last_frame + 1] = True
        done[review.masks.frames()] = True
    return rejected, done


def _usable_values(recording: Candidates, apart_s: float) -> Values:
    """Returns the sum of all reasons for each frame; 0 near those that have masks."""
    values: Values = np.sum(list(recording.values.values()), axis=0)
    for frame in np.flatnonzero(recording.done).tolist():
        _leave_out(values, recording.times_s, frame, apart_s)
    return values


def _leave_out(values: Values, times_s: Values, frame: int, apart_s: float) -> None:
    first, stop = np.searchsorted(times_s, (times_s[frame] - apart_s, times_s[frame] + apart_s))
    values[first : stop + 1] = 0.0
