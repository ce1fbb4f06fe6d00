"""Agreement of two readers on one recording: which findings both marked, Cohen's kappa and positive agreement."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from polyp_core.review.matching import match_extents
from polyp_core.review.records import Decision, State

DECIDED: tuple[State, ...] = ("confirmed", "rejected", "unsure")
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class ComparedDecisions:
    """The decisions of two readers on the same finding; None for a reader who did not mark it."""

    first: Decision | None
    second: Decision | None


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa with its 95 % interval, of `count` findings; NaN if it is undefined."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree; `docs/metrics.md` has the definitions.

    `findings` are in order of time. `observed` is the share (0..1) of the findings decided by both on which they agree,
    `positive` (0..1) the agreement on confirmed findings, to which one that only one reader marked counts as well; both
    are NaN where there is nothing to compare.
    """

    findings: tuple[ComparedDecisions, ...]
    observed: float
    kappa: Kappa
    both_confirmed: int
    only_first_confirmed: int
    only_second_confirmed: int

    @property
    def positive(self) -> float:
        alone = self.only_first_confirmed + self.only_second_confirmed
        total = 2 * self.both_confirmed + alone
        return 2 * self.both_confirmed / total if total else math.nan


def compare_readers(first: Sequence[Decision], second: Sequence[Decision]) -> Agreement:
    """Returns the agreement of two readers' decisions on one recording; undecided findings do not count."""
    first = [decision for decision in first if decision.state != "undecided"]
    second = [decision for decision in second if decision.state != "undecided"]
    matched = match_extents([each.extent for each in first], [each.extent for each in second])
    pairs = [(first[row], second[column]) for row, column in matched]
    table = np.zeros((len(DECIDED), len(DECIDED)))
    for one, other in pairs:
        table[DECIDED.index(one.state), DECIDED.index(other.state)] += 1
    matched_rows, matched_columns = {row for row, _ in matched}, {column for _, column in matched}
    findings = [ComparedDecisions(one, other) for one, other in pairs]
    findings += [ComparedDecisions(each, None) for row, each in enumerate(first) if row not in matched_rows]
    findings += [ComparedDecisions(None, each) for column, each in enumerate(second) if column not in matched_columns]
    both = int(table[0, 0])
    return Agreement(
        findings=tuple(sorted(findings, key=_start)),
        observed=float(np.trace(table) / len(pairs)) if pairs else math.nan,
        kappa=cohen_kappa(table),
        both_confirmed=both,
        only_first_confirmed=sum(each.state == "confirmed" for each in first) - both,
        only_second_confirmed=sum(each.state == "confirmed" for each in second) - both,
    )


def cohen_kappa(table: NDArray[np.floating]) -> Kappa:
    """Returns Cohen's kappa of a k x k table of counts (rows: first reader) and its 95 % interval.

    The interval is the large-sample one (Fleiss, Cohen & Everitt, Psychological Bulletin 72, 1969), clipped to -1..1;
    it is too narrow below some thirty findings. Kappa is undefined if both readers gave one and the same answer
    throughout.
    """
    count = int(table.sum())
    undefined = Kappa(math.nan, math.nan, math.nan, count)
    if not count:
        return undefined
    share = table / count
    rows, columns = share.sum(1), share.sum(0)
    agreed, by_chance = float(np.trace(share)), float(rows @ columns)
    if math.isclose(by_chance, 1):
        return undefined
    kappa = (agreed - by_chance) / (1 - by_chance)
    weight = rows[None, :] + columns[:, None]
    diagonal = np.diag(share) @ (1 - np.diag(weight) * (1 - kappa)) ** 2
    beside = (1 - kappa) ** 2 * ((share - np.diag(np.diag(share))) * weight**2).sum()
    variance = (diagonal + beside - (kappa - by_chance * (1 - kappa)) ** 2) / (count * (1 - by_chance) ** 2)
    half = NormalDist().inv_cdf((1 + _CONFIDENCE) / 2) * math.sqrt(max(variance, 0))
    return Kappa(kappa, max(kappa - half, -1), min(kappa + half, 1), count)


def _start(compared: ComparedDecisions) -> tuple[int, int, str]:
    decision = compared.first or compared.second
    assert decision is not None
    return decision.extent.first_frame, decision.extent.last_frame, decision.id
