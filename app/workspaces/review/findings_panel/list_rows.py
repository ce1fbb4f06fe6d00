"""The rows of the findings panel, without Qt: their order, the filter by state, and their texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.translation import mark, tr
from polyp_core.display_text import visible
from polyp_core.frames.stills.image_sequence import natural_key
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import STATES, Bookmark, Decision, Extent, State
from polyp_core.review.review import Change
from polyp_core.time_text import format_clock, format_length

Order = Literal["time", "size", "confidence", "state"]
"""The order "time" is that of the names if the frames are unrelated pictures."""
ORDER_LABELS: dict[Order, str] = {
    "time": mark("Time"),
    "size": mark("Size"),
    "confidence": mark("Confidence"),
    "state": mark("State"),
}

NAME_LABEL = mark("Name")
"""Instead of "Time", for unrelated pictures."""

STATE_LABELS: dict[State, str] = {
    "undecided": mark("Undecided"),
    "confirmed": mark("Confirmed"),
    "unsure": mark("Unsure"),
    "rejected": mark("Rejected"),
}

Shown = State | Literal["all", "bookmarks"]
SHOWN_LABELS: dict[Shown, str] = {
    "all": mark("All"),
    "undecided": mark("Undecided"),
    "confirmed": mark("Confirmed"),
    "unsure": mark("Unsure"),
    "rejected": mark("Rejected"),
    "bookmarks": mark("Bookmarks"),
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list; `number` counts from 1 in order of time, of `total`.

    `name` is the file name of its picture if the frames are unrelated pictures, else "".
    """

    listed: ListedFinding
    number: int
    total: int
    name: str = ""

    @property
    def id(self) -> str:
        """Identifies the row as long as the policy and the decision's record stay."""
        extent = self.listed.extent
        decision = self.listed.decision
        return decision.id if decision else f"proposal {extent.first_frame} {extent.last_frame} {extent.best_frame}"

    @property
    def frame(self) -> int:
        return self.listed.extent.first_frame

    @property
    def extent(self) -> Extent:
        return self.listed.extent

    @property
    def area_fraction(self) -> float | None:
        """The largest share of the picture (0..1); None if unknown."""
        return self.listed.area_fraction

    @property
    def confidence(self) -> float | None:
        decision = self.listed.decision
        return decision.confidence if decision else self.listed.findings[0].confidence

    @property
    def note(self) -> str:
        return self.listed.decision.note if self.listed.decision else ""


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """A bookmark in the list."""

    bookmark: Bookmark

    @property
    def id(self) -> str:
        return self.bookmark.id

    @property
    def frame(self) -> int:
        return self.bookmark.frame

    @property
    def note(self) -> str:
        return self.bookmark.text


Row = FindingRow | BookmarkRow


def finding_rows(listed: Sequence[ListedFinding], names: Sequence[str] = ()) -> list[FindingRow]:
    """Returns the rows of findings that are in order of time. `names` are those of all frames, if they have any."""
    total = len(listed)
    return [
        FindingRow(each, number, total, names[each.extent.best_frame] if each.extent.best_frame < len(names) else "")
        for number, each in enumerate(listed, 1)
    ]


def arrange(
    listed: Sequence[ListedFinding],
    bookmarks: Sequence[Bookmark],
    order: Order = "time",
    shown: Shown = "all",
    names: Sequence[str] = (),
) -> list[Row]:
    """Returns the rows that pass the filter, in order; equal ones in order of time, and bookmarks among them by time.

    Larger and surer findings come first, and undecided ones before the others. `names` are those of unrelated pictures.
    """
    findings = [row for row in finding_rows(listed, names) if shown in ("all", row.listed.state)]
    if order == "time" and names:
        return [*sorted(findings, key=lambda row: natural_key(row.name))]
    if order == "size":
        findings.sort(key=lambda row: -(row.area_fraction or 0))
    elif order == "confidence":
        findings.sort(key=lambda row: -(row.confidence or 0))
    elif order == "state":
        findings.sort(key=lambda row: STATES.index(row.listed.state))
    marked = [BookmarkRow(bookmark) for bookmark in bookmarks] if shown in ("all", "bookmarks") else []
    rows: list[Row] = [*findings, *marked]
    return sorted(rows, key=lambda row: row.frame) if order == "time" else rows


def rows_at(rows: Sequence[Row], frame: int) -> list[FindingRow]:
    """Returns the findings that a frame belongs to."""
    return [row for row in rows if isinstance(row, FindingRow) and _contains(row, frame)]


def row_at(rows: Sequence[Row], frame: int, current: Row | None = None) -> FindingRow | None:
    """Returns the finding that frame belongs to: `current` if it does, else the latest that begins before it."""
    found = rows_at(rows, frame)
    same = [row for row in found if current is not None and row.id == current.id]
    return max(same or found, key=lambda row: row.frame, default=None)


def same_row(rows: Sequence[Row], earlier: Row) -> Row | None:
    """Returns the row that shows what `earlier` showed before a change: by id, else the finding it overlaps most."""
    if (found := next((row for row in rows if row.id == earlier.id), None)) is not None:
        return found
    if isinstance(earlier, BookmarkRow):
        return None
    findings = [row for row in rows if isinstance(row, FindingRow)]
    best = max(findings, key=lambda row: _overlap(row.extent, earlier.extent), default=None)
    return best if best is not None and _overlap(best.extent, earlier.extent) > 0 else None


def rows_of(change: Change) -> list[Row]:
    """Returns rows that show the findings and bookmarks of a change, as they were before or after it."""
    records = [edit.after or edit.before for edit in change.edits]
    return [
        FindingRow(ListedFinding((), record), 0, 0) if isinstance(record, Decision) else BookmarkRow(record)
        for record in records
        if isinstance(record, Decision | Bookmark)
    ]


def next_undecided(rows: Sequence[Row], current: Row | None) -> FindingRow | None:
    """Returns the next undecided finding after `current` in the list, from its start again after its end."""
    at = next((index for index, row in enumerate(rows) if current is not None and row.id == current.id), -1)
    after = [*rows[at + 1 :], *rows[: max(at, 0)]]
    return next((row for row in after if isinstance(row, FindingRow) and row.listed.state == "undecided"), None)


def format_title(row: Row) -> str:
    """Returns the first line of a row: "2 of 5", or what it is."""
    return (
        tr("{number} of {total}").format(number=row.number, total=row.total)
        if isinstance(row, FindingRow)
        else tr("Bookmark")
    )


def format_times(row: Row, time_s: float) -> str:
    """Returns when a row begins, `time_s` for a bookmark, and how long it is: "2:05 · 3.2 s"; the name of a picture."""
    if isinstance(row, BookmarkRow):
        return format_clock(time_s)
    if row.name:
        return visible(row.name)
    return f"{format_clock(row.extent.start_s)} · {format_length(row.extent.end_s - row.extent.start_s)}"


def format_measures(row: FindingRow) -> str:
    """Returns size and confidence: "Area 12 %, confidence 87 %"."""
    parts = []
    if row.area_fraction is not None:
        share = f"{100 * row.area_fraction:.{0 if row.area_fraction >= 0.1 else 1}f} %"
        parts.append(tr("area {share}").format(share=share))
    if row.confidence is not None:
        parts.append(tr("confidence {share}").format(share=f"{100 * row.confidence:.0f} %"))
    is_by_hand = row.listed.decision is not None and row.listed.decision.origin.is_by_hand
    text = ", ".join(parts) or (tr("Added by hand") if is_by_hand else tr("Area unknown"))
    return text[0].upper() + text[1:]


def format_state(row: FindingRow) -> str:
    """Returns what was decided, and whether the finding is still proposed."""
    label = tr(STATE_LABELS[row.listed.state])
    return tr("{state} · no longer found").format(state=label) if row.listed.is_no_longer_proposed else label


def row_label(row: Row) -> str:
    """Returns everything that a row shows, for screen readers."""
    if isinstance(row, BookmarkRow):
        return ", ".join(filter(None, (tr("Bookmark"), format_times(row, row.bookmark.time_s), row.note)))
    title = tr("Finding {number} of {total}").format(number=row.number, total=row.total)
    parts = (title, format_times(row, 0.0), format_measures(row), format_state(row), row.note)
    return ", ".join(filter(None, parts))


def _contains(row: FindingRow, frame: int) -> bool:
    return row.extent.first_frame <= frame <= row.extent.last_frame


def _overlap(one: Extent, other: Extent) -> int:
    return min(one.last_frame, other.last_frame) - max(one.first_frame, other.first_frame) + 1
