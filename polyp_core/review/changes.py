"""The operations of a reader, as changes that can be applied and undone.

Each function takes the review as it is and returns a `Change`; decisions that are not stored yet, such as
`Decision.on(finding, origin)`, are stored by the first change to them. `times_s` (n,) are the times of the recording's
frames. Functions raise ReviewError if a reader's input does not fit.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import ReviewError
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.records import (
    SINGLE_MARKS,
    Bookmark,
    BowelPreparation,
    Decision,
    Extent,
    Mark,
    MarkKind,
    MaskLayer,
    MaskSource,
    Origin,
    Record,
    RelativeBox,
    SignOff,
    State,
    Stretch,
    new_id,
    stretches_of,
)
from polyp_core.review.review import Change, ChangeKind, Review

Times = NDArray[np.float64]

_MASK_CHANGES: Mapping[MaskSource, ChangeKind] = {
    MaskSource.PREDICTED: "clear_mask",
    MaskSource.CORRECTED: "correct_mask",
    MaskSource.PROPAGATED: "propagate_masks",
    MaskSource.POINTED: "point_masks",
    MaskSource.VERIFIED_EMPTY: "verify_empty",
}


def set_state(review: Review, decision: Decision, state: State) -> Change:
    """Confirms or rejects a finding, or calls it unsure or undecided."""
    return review.put("decide", decision.replaced(state=state))


def set_note(review: Review, decision: Decision, note: str) -> Change:
    return review.put("note", decision.replaced(note=note))


def set_card(review: Review, decision: Decision, card: LesionCard) -> Change:
    return review.put("card", decision.replaced(card=card))


def set_best_frame(
    review: Review, decision: Decision, frame: int, times_s: Times, box: RelativeBox | None = None
) -> Change:
    """Chooses another frame of the finding as the one that shows it best."""
    extent = decision.extent
    if not extent.first_frame <= frame <= extent.last_frame:
        raise ReviewError("The best frame must lie in the finding.")
    extent = _extent(extent.first_frame, extent.last_frame, frame, times_s, box)
    return review.put("best_frame", decision.replaced(extent=extent))


def trim(review: Review, decision: Decision, first_frame: int, last_frame: int, times_s: Times) -> Change:
    """Gives a finding other ends, also wider ones; its best frame moves to the nearest frame that is left."""
    return review.put("trim", _trimmed(decision, first_frame, last_frame, times_s))


def merge(review: Review, decisions: Sequence[Decision]) -> Change:
    """Makes one finding of several: from the first frame of all to the last, with the best frame of the largest.

    It keeps the id of the first, all notes, and for each field of the lesion card the first answer. Its state is the
    one that all decided findings agree on, else undecided.
    """
    if len({decision.id for decision in decisions}) < 2:
        raise ReviewError("Choose at least two findings to merge.")
    ordered = sorted(decisions, key=lambda each: (each.extent.first_frame, each.extent.last_frame))
    first, last = ordered[0], max(ordered, key=lambda each: each.extent.last_frame)
    largest = max(ordered, key=lambda each: each.peak_area_fraction or 0)
    states = {decision.state for decision in ordered if decision.state != "undecided"}
    card = first.card
    for other in ordered[1:]:
        card = card.filled_from(other.card)
    extent = largest.extent.replaced(
        first_frame=first.extent.first_frame,
        start_s=first.extent.start_s,
        last_frame=last.extent.last_frame,
        end_s=last.extent.end_s,
    )
    merged = first.replaced(
        extent=extent,
        state=states.pop() if len(states) == 1 else "undecided",
        note="\n".join(dict.fromkeys(decision.note for decision in ordered if decision.note)),
        card=card,
        origin=next((each.origin for each in ordered if not each.origin.is_by_hand), first.origin),
        proposals=tuple(dict.fromkeys(extent for each in ordered for extent in each.proposals)),
        peak_area_fraction=largest.peak_area_fraction,
        confidence=largest.confidence,
    )
    return review.change("merge", put=[merged], remove=ordered[1:])


def split(review: Review, decision: Decision, frame: int, times_s: Times) -> Change:
    """Makes two findings of one; the second begins at `frame`.

    Both keep state and note. The part with the best frame keeps the lesion card and the measures; of the other, they
    are unknown, and its best frame is the middle one.
    """
    extent = decision.extent
    if not extent.first_frame < frame <= extent.last_frame:
        raise ReviewError("Go to a frame inside the finding to split it there.")
    first = _trimmed(decision, extent.first_frame, frame - 1, times_s)
    second = _trimmed(decision, frame, extent.last_frame, times_s)
    if extent.best_frame < frame:
        second = _without_best_frame(second, times_s)
    else:
        first = _without_best_frame(first, times_s)
    return review.put("split", first, second.replaced(id=new_id()))


def add_by_hand(
    review: Review,
    first_frame: int,
    last_frame: int,
    times_s: Times,
    *,
    best_frame: int | None = None,
    box: RelativeBox | None = None,
) -> Change:
    """Adds a confirmed finding that the model missed; the best frame is the middle one unless given."""
    best = (first_frame + last_frame) // 2 if best_frame is None else best_frame
    extent = _extent(first_frame, last_frame, best, times_s, box)
    return review.put("add", Decision(extent=extent, state="confirmed", origin=Origin()))


def add_bookmark(review: Review, frame: int, times_s: Times, text: str = "") -> Change:
    return review.put("bookmark", Bookmark(frame=frame, time_s=_time_s(frame, times_s), text=text))


def set_bookmark_text(review: Review, bookmark: Bookmark, text: str) -> Change:
    return review.put("bookmark", bookmark.replaced(text=text))


def set_mark(review: Review, mark: MarkKind, first_frame: int, last_frame: int, times_s: Times) -> Change:
    """Marks a stretch of the examination; a mark of a moment replaces the earlier one and covers `first_frame`."""
    is_single = mark in SINGLE_MARKS
    stretch = _stretch(first_frame, first_frame if is_single else last_frame, times_s)
    return review.put("mark", Mark(id=mark if is_single else new_id(), mark=mark, stretch=stretch))


def set_bowel_preparation(review: Review, preparation: BowelPreparation) -> Change:
    return review.put("bowel_preparation", preparation)


def put_masks(
    review: Review,
    source: MaskSource,
    frames: Iterable[int],
    *,
    layer: str | None = None,
    model: str = "",
    model_sha256: str = "",
    lesion: str | None = None,
) -> Change:
    """Makes masks the current ones of `frames` (in any order), as one step that is undone as a whole.

    `layer` is the id under which `ReviewFile.add_masks` stores their pixels; only `VERIFIED_EMPTY` and `PREDICTED`,
    which returns to the prediction, need none. `model` and `model_sha256` are the model that the masks started from.
    """
    record = _mask_layer(review, source, frames, layer, Origin(model=model, model_sha256=model_sha256), lesion)
    return review.put(_MASK_CHANGES[source], record)


def add_pointed_masks(
    review: Review,
    decision: Decision,
    frames: Iterable[int],
    times_s: Times,
    *,
    layer: str,
    origin: Origin,
    best_frame: int,
    box: RelativeBox,
) -> Change:
    """Makes masks of what the reader pointed at those of `frames`, in a finding that he or she added by that.

    Their pixels are stored under the id `layer`; the model of `origin` made them. `best_frame` has the largest, in
    `box`.
    """
    extent = _extent(decision.extent.first_frame, decision.extent.last_frame, best_frame, times_s, box)
    masks = _mask_layer(review, MaskSource.POINTED, frames, layer, origin, decision.lesion_id)
    return review.put("point_masks", decision.replaced(extent=extent), masks)


def set_lesion(review: Review, decision: Decision, lesion: str | None) -> Change:
    """Makes a finding a view of `lesion`, the `lesion_id` of another one; None for a lesion of its own."""
    changed = decision.replaced(lesion=lesion)
    layers = [
        layer.replaced(lesion=changed.lesion_id)
        for layer in review.masks.layers
        if layer.lesion == decision.lesion_id
        and layer.frames[0][0] >= decision.extent.first_frame
        and layer.frames[-1][1] <= decision.extent.last_frame
    ]
    return review.put("lesion", changed, *layers)


def clear_mask(review: Review, *frames: int) -> Change:
    """Returns to the prediction in `frames`."""
    return put_masks(review, MaskSource.PREDICTED, frames)


def remove(review: Review, *records: Record) -> Change:
    """Removes records; a proposed finding is undecided again."""
    return review.change("remove", remove=records)


def sign_off(review: Review) -> Change:
    """States that the review is complete; until it is reopened, no other change is possible."""
    return review.put("sign_off", SignOff(at=datetime.now(UTC).isoformat(timespec="seconds")))


def reopen(review: Review) -> Change:
    """Withdraws the statement that the review is complete."""
    if review.sign_off is None:
        raise ReviewError("The review of {reader} is not complete.", reader=review.reader)
    return review.change("reopen", remove=[review.sign_off])


def _trimmed(decision: Decision, first_frame: int, last_frame: int, times_s: Times) -> Decision:
    best = min(max(decision.extent.best_frame, first_frame), last_frame)
    box = decision.extent.box if best == decision.extent.best_frame else None
    return decision.replaced(extent=_extent(first_frame, last_frame, best, times_s, box))


def _without_best_frame(part: Decision, times_s: Times) -> Decision:
    first, last = part.extent.first_frame, part.extent.last_frame
    extent = _extent(first, last, (first + last) // 2, times_s, None)
    return part.replaced(extent=extent, card=LesionCard(), peak_area_fraction=None, confidence=None)


def _mask_layer(
    review: Review,
    source: MaskSource,
    frames: Iterable[int],
    layer: str | None,
    origin: Origin,
    lesion: str | None,
) -> MaskLayer:
    if source.has_pixels and layer is None:
        raise ReviewError("The pixels of the masks are not stored.")
    if not (stretches := stretches_of(frames)):
        raise ReviewError("There is no frame to mark.")
    return MaskLayer(
        id=layer or new_id(),
        number=review.masks.next_number,
        source=source,
        frames=stretches,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        model=origin.model,
        model_sha256=origin.model_sha256,
        lesion=lesion,
    )


def _extent(first_frame: int, last_frame: int, best_frame: int, times_s: Times, box: RelativeBox | None) -> Extent:
    stretch = _stretch(first_frame, last_frame, times_s)
    if not first_frame <= best_frame <= last_frame:
        raise ReviewError("The best frame must lie in the finding.")
    return Extent(**dict(stretch), best_frame=best_frame, best_s=_time_s(best_frame, times_s), box=box)


def _stretch(first_frame: int, last_frame: int, times_s: Times) -> Stretch:
    if first_frame > last_frame:
        raise ReviewError("The first frame must not come after the last.")
    return Stretch(
        first_frame=first_frame,
        last_frame=last_frame,
        start_s=_time_s(first_frame, times_s),
        end_s=_time_s(last_frame, times_s),
    )


def _time_s(frame: int, times_s: Times) -> float:
    if not 0 <= frame < len(times_s):
        raise ReviewError("The recording has no frame {frame}.", frame=str(frame))
    return float(times_s[frame])
