"""Combines the findings that are proposed now with what a reader decided about earlier proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.matching import match_extents
from polyp_core.review.records import Decision, Extent, Origin, State


@dataclass(frozen=True)
class ListedFinding:
    """One line of the reader's list: a decision with the findings that are proposed for it, or a new proposal.

    `decision` is None for a new proposal, which has exactly one of `findings`. `is_analysed` is false while frames of
    the decision's extent are not analysed, so that proposals for it may still come.
    """

    findings: tuple[Finding, ...]
    decision: Decision | None = None
    is_analysed: bool = True
    corrected_area_fraction: float | None = None
    """The largest share of the picture (0..1) that the reader's masks cover, if the best frame has one; else None."""

    @cached_property
    def extent(self) -> Extent:
        """The extent that the reader gave it, else the proposed one."""
        return self.decision.extent if self.decision else Extent.of(self.findings[0])

    @property
    def area_fraction(self) -> float | None:
        """The largest share of the picture (0..1): of the reader's masks if there are any, else of the proposal."""
        if self.corrected_area_fraction is not None:
            return self.corrected_area_fraction
        return (self.decision or self.findings[0]).peak_area_fraction

    @property
    def state(self) -> State:
        return self.decision.state if self.decision else "undecided"

    @property
    def is_no_longer_proposed(self) -> bool:
        """True for a decision on a proposal that another threshold, policy or model does not make."""
        return self.is_analysed and self._is_without_proposal

    @property
    def awaits_analysis(self) -> bool:
        """True for a decision without a proposal on frames that are not all analysed yet."""
        return not self.is_analysed and self._is_without_proposal

    @property
    def _is_without_proposal(self) -> bool:
        return self.decision is not None and not self.findings and not self.decision.origin.is_by_hand


def reconcile(
    findings: Sequence[Finding], decisions: Sequence[Decision], analysed: NDArray[np.bool_] | None = None
) -> tuple[ListedFinding, ...]:
    """Returns the list that a reader sees, in order of time: every decision, and every proposal without one.

    `analysed` (n,) says which frames of the recording are; None if all.
    First the extents of decisions are matched with those of findings, one to one. Findings that remain are then
    compared with the proposals that decisions answered when they were made: so a merged decision keeps all its
    proposals, and of a decision that was split or trimmed, the untouched proposal does not appear again. Nothing is
    guessed beyond that: if a proposal has fallen into two, the second is listed as new.
    """
    decisions = sorted(decisions, key=lambda decision: decision.id)  # so that the order of equal ones has no effect
    extents = [Extent.of(finding) for finding in findings]
    owned: list[list[int]] = [[] for _ in decisions]
    taken = set()
    for row, column in match_extents([decision.extent for decision in decisions], extents):
        owned[row].append(column)
        taken.add(column)

    answered: dict[Extent, list[int]] = {}
    for row, decision in enumerate(decisions):
        for extent in decision.answers:
            answered.setdefault(extent, []).append(row)
    for claim, column in match_extents(list(answered), extents):
        rows = list(answered.values())[claim]
        without = [row for row in rows if not owned[row]]
        # A finding that is matched already may also answer the other part of a split decision.
        for row in without if column in taken else without or rows:
            owned[row].append(column)
        taken.add(column)

    listed = [
        ListedFinding(
            tuple(findings[column] for column in sorted(columns)),
            decision,
            analysed is None or _is_analysed(decision.extent, analysed),
        )
        for columns, decision in zip(owned, decisions, strict=True)
    ]
    listed += [ListedFinding((finding,)) for column, finding in enumerate(findings) if column not in taken]
    return tuple(sorted(listed, key=_place_in_list))


def with_corrected_areas(listed: Sequence[ListedFinding], areas: MaskAreas) -> tuple[ListedFinding, ...]:
    """Returns `listed`, each with the largest area of the reader's masks in its extent, once its best frame has one.

    A mask of another frame alone does not say how large the lesion is at its largest, nor does a polyp-free frame. A
    mask holds all polyps of its frame: frames that a finding shares with another that is not rejected do not say how
    large either is.
    """
    polyps = [each for each in listed if each.state != "rejected"]
    corrected = []
    for each in listed:
        extent = each.extent
        others = [other.extent for other in polyps if other is not each]
        is_corrected = areas.largest(extent.best_frame, extent.best_frame, others) is not None
        largest = areas.largest(extent.first_frame, extent.last_frame, others) if is_corrected else None
        corrected.append(replace(each, corrected_area_fraction=largest) if largest else each)
    return tuple(corrected)


def follow_analysis(listed: ListedFinding, origin: Origin) -> ListedFinding:
    """Returns `listed` with the extent and measures of its finding as they are now.

    A finding that was decided while the recording was being analysed may have grown since. It is followed only if the
    same model and policy propose it (`origin`) and the reader has left its extent as proposed.
    """
    decision = listed.decision
    if decision is None or len(listed.findings) != 1 or decision.origin != origin:
        return listed
    now = Decision.on(listed.findings[0], origin)
    if decision.proposals != (decision.extent,) or decision.extent == now.extent:
        return listed
    followed = {name: getattr(now, name) for name in ("extent", "proposals", "peak_area_fraction", "confidence")}
    return replace(listed, decision=decision.replaced(**followed))


def _is_analysed(extent: Extent, analysed: NDArray[np.bool_]) -> bool:
    frames = analysed[extent.first_frame : extent.last_frame + 1]  # fewer while the recording is being indexed
    return int(np.count_nonzero(frames)) == extent.last_frame - extent.first_frame + 1


def _place_in_list(listed: ListedFinding) -> tuple[object, ...]:
    extent = listed.extent
    return extent.first_frame, extent.last_frame, extent.best_frame, listed.decision.id if listed.decision else ""
