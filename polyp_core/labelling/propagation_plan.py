"""Which corrected frames a propagation starts from, and which frames it may reach."""

from dataclasses import dataclass
from enum import StrEnum

from polyp_core.review.mask_index import MaskIndex
from polyp_core.review.records import MaskSource


class Direction(StrEnum):
    """Where masks are propagated to, seen from the playhead."""

    BOTH = "both"
    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PropagationPlan:
    """The corrected frames to start from, in order, and the frames that may get masks, the former included."""

    anchors: tuple[int, ...]
    frames: range


def plan_propagation(
    masks: MaskIndex, position: int, direction: Direction, recording: range, chosen: range | None = None
) -> PropagationPlan | None:
    """Returns the plan for the playhead at frame `position`; None if there is no corrected frame to start from.

    Without a `chosen` range, propagation goes from the corrected frames at the playhead, or nearest to it on either
    side, to the next corrected frames, or to the end of the `recording`. In a chosen range, it goes from all corrected
    frames to its ends. A frame that a reader marked as polyp-free ends it, too.
    """
    limits = chosen or recording
    corrected = [int(frame) for frame in masks.frames(MaskSource.CORRECTED) if frame in limits]
    first, last = limits.start, limits.stop - 1
    if direction is Direction.FORWARD:
        first = max((frame for frame in corrected if frame <= position), default=limits.stop)
    elif direction is Direction.BACK:
        last = min((frame for frame in corrected if frame >= position), default=limits.start - 1)
    if chosen is None:
        first = max([first, *(frame for frame in corrected if frame < position)])
        last = min([last, *(frame for frame in corrected if frame > position)])
    anchors = tuple(frame for frame in corrected if first <= frame <= last)
    if not anchors:
        return None
    empty = masks.frames(MaskSource.VERIFIED_EMPTY)
    start = max(first, int(empty[empty < anchors[0]].max(initial=-1)) + 1)
    stop = min(last + 1, int(empty[empty > anchors[-1]].min(initial=last + 1)))
    return PropagationPlan(anchors, range(start, stop))
