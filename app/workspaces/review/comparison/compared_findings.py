"""Two lists of findings of one recording side by side: which show the same, and in which frames they differ."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.translation import tr
from polyp_core.export.provenance import RESEARCH_USE_ONLY
from polyp_core.files.csv_cells import escape_formulas
from polyp_core.findings.curve import Curve
from polyp_core.review.matching import match_extents
from polyp_core.review.records import Decision, Extent, State
from polyp_core.review.review import Review

_SAYS_NOTHING: tuple[State, ...] = ("unsure", "undecided")


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding; `state` is what a reader decided about it, None for one of a model."""

    extent: Extent
    state: State | None = None

    @property
    def is_polyp(self) -> bool:
        """Whether the side says that there is a polyp."""
        return self.state in (None, "confirmed")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What a model with its policy, or a reader, says about a recording of n frames.

    `judged` (n,) are the frames of which it says whether they show a polyp.
    """

    name: str
    entries: tuple[Entry, ...]
    judged: NDArray[np.bool_]

    @classmethod
    def of_curve(cls, name: str, curve: Curve) -> "Side":
        """Returns the findings of a model in the frames that it has analysed."""
        return cls(name, tuple(Entry(Extent.of(finding)) for finding in curve.findings), curve.analysed)

    @classmethod
    def of_review(cls, review: Review, frame_count: int) -> "Side":
        """Returns a reader's decisions; until the review is signed off, only the frames of decided findings count."""
        judged = np.full(frame_count, review.sign_off is not None)
        order = ("rejected", "confirmed", *_SAYS_NOTHING)  # where findings overlap, what is unsure is not judged
        for decision in sorted(review.decisions, key=lambda each: order.index(each.state)):
            judged[_frames(decision.extent)] = decision.state not in _SAYS_NOTHING
        return cls(review.reader, tuple(_entry(decision) for decision in review.decisions), judged)

    @property
    def label(self) -> str:
        """The name in the language of the window, which tables do not use."""
        return tr(self.name)

    @property
    def covered(self) -> NDArray[np.bool_]:
        """The frames (n,) in which it says that there is a polyp."""
        covered = np.zeros(len(self.judged), np.bool_)
        for entry in self.entries:
            if entry.is_polyp:
                covered[_frames(entry.extent)] = True
        return covered


@dataclass(frozen=True, slots=True)
class ComparedFinding:
    """A finding of both sides, or of one; None for the side that lacks it.

    `differs` if, in frames that both have judged, one side says that there is a polyp and the other that there is none.
    """

    first: Entry | None
    second: Entry | None
    differs: bool

    @property
    def extent(self) -> Extent:
        entry = self.first or self.second
        assert entry is not None
        return entry.extent


def compare_findings(first: Side, second: Side) -> tuple[ComparedFinding, ...]:
    """Returns the findings of both sides in order of time; those that show the same are one."""
    matched = match_extents([each.extent for each in first.entries], [each.extent for each in second.entries])
    rows, columns = {row for row, _ in matched}, {column for _, column in matched}
    pairs: list[tuple[Entry | None, Entry | None]] = [(first.entries[row], second.entries[col]) for row, col in matched]
    pairs += [(entry, None) for row, entry in enumerate(first.entries) if row not in rows]
    pairs += [(None, entry) for column, entry in enumerate(second.entries) if column not in columns]
    differing = frames_that_differ(first, second)
    found = []
    for one, other in pairs:
        says = [entry is not None and entry.is_polyp for entry in (one, other)]
        frames = [_frames(entry.extent) for entry in (one, other) if entry is not None]
        found.append(ComparedFinding(one, other, says[0] != says[1] and any(differing[each].any() for each in frames)))
    return tuple(sorted(found, key=lambda each: (each.extent.first_frame, each.extent.last_frame)))


def frames_that_differ(first: Side, second: Side) -> NDArray[np.bool_]:
    """Returns the frames (n,) that both have judged and in which only one says that there is a polyp."""
    count = min(len(first.judged), len(second.judged))
    differ = (first.covered[:count] != second.covered[:count]) & first.judged[:count] & second.judged[:count]
    return np.asarray(differ)


def format_counts(found: Sequence[ComparedFinding], first: Side, second: Side) -> str:
    """Formats how many findings both sides have, and how many only one."""
    both = sum(not each.differs and _is_polyp(each.first) and _is_polyp(each.second) for each in found)
    only = [sum(each.differs and _is_polyp(getattr(each, side)) for each in found) for side in ("first", "second")]
    counts = tr("Both: {both}. Only {first}: {first_count}. Only {second}: {second_count}.").format(
        both=both, first=first.label, first_count=only[0], second=second.label, second_count=only[1]
    )
    rest = len(found) - both - sum(only)
    return f"{counts} {tr('Not judged by both: {n}.').format(n=rest)}" if rest else counts


def findings_csv(found: Sequence[ComparedFinding], first: Side, second: Side) -> str:
    """Returns a table as CSV with a row for each finding: frames and times of both sides, and whether they differ."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    columns = ("side", "first_frame", "last_frame", "start_s", "end_s", "state")
    rows.writerow([*(f"{column}_{letter}" for letter in "ab" for column in columns), "differs", "notice"])
    for each in found:
        values = [*_values(first, each.first), *_values(second, each.second)]
        rows.writerow(escape_formulas([*values, int(each.differs), RESEARCH_USE_ONLY]))
    return file.getvalue()


def _values(side: Side, entry: Entry | None) -> tuple[str | int, ...]:
    if entry is None:
        return (side.name, "", "", "", "", "")
    extent = entry.extent
    times = (f"{extent.start_s:.3f}", f"{extent.end_s:.3f}")
    return (side.name, extent.first_frame, extent.last_frame, *times, entry.state or "finding")


def _is_polyp(entry: Entry | None) -> bool:
    return entry is not None and entry.is_polyp


def _entry(decision: Decision) -> Entry:
    return Entry(decision.extent, decision.state)


def _frames(extent: Extent) -> slice:
    return slice(extent.first_frame, extent.last_frame + 1)
