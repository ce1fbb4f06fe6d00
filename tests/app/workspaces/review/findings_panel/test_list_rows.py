"""Order, filter and texts of the rows in the findings panel."""

import pytest

from app.workspaces.review.findings_panel.list_rows import (
    BookmarkRow,
    FindingRow,
    Order,
    Row,
    arrange,
    finding_rows,
    format_measures,
    format_times,
    next_undecided,
    row_at,
    row_label,
    same_row,
)
from polyp_core.findings.findings import Finding
from polyp_core.review.reconcile import ListedFinding, reconcile
from polyp_core.review.records import Bookmark, Decision, Extent, Origin, State


def finding(first: int, last: int, area: float = 0.1, confidence: float = 0.9) -> Finding:
    return Finding(first, last, first, first / 25, last / 25, first / 25, area, confidence)


def decided(proposed: Finding, state: State) -> Decision:
    return Decision.on(proposed, Origin(model="m")).replaced(state=state)


SMALL, LARGE, SURE = finding(0, 50, 0.02, 0.8), finding(100, 200, 0.3, 0.7), finding(300, 400, 0.1, 0.99)
LISTED = reconcile([SMALL, LARGE, SURE], [decided(SMALL, "rejected"), decided(SURE, "confirmed")])
BOOKMARK = Bookmark(frame=250, time_s=10.0, text="fold")


def shown(rows: list[Row]) -> list[int]:
    """The numbers of the rows, 0 for a bookmark."""
    return [row.number if isinstance(row, FindingRow) else 0 for row in rows]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        ("time", [1, 2, 0, 3]),
        ("size", [2, 3, 1, 0]),
        ("confidence", [3, 1, 2, 0]),
        ("state", [2, 3, 1, 0]),
    ],
)
def test_order(order: Order, numbers: list[int]) -> None:
    assert shown(arrange(LISTED, [BOOKMARK], order)) == numbers


def test_filter() -> None:
    assert shown(arrange(LISTED, [BOOKMARK], shown="rejected")) == [1]
    assert shown(arrange(LISTED, [BOOKMARK], shown="bookmarks")) == [0]


def test_the_next_undecided_finding_may_come_before() -> None:
    rows = arrange(LISTED, [BOOKMARK])
    following = next_undecided(rows, rows[-1])
    assert following is not None and following.number == 2
    assert next_undecided(rows, following) is None


def test_of_two_findings_at_a_frame_the_current_one_stays() -> None:
    rows = finding_rows(reconcile([finding(0, 100), finding(50, 200)], []))
    assert row_at(rows, 75) == rows[1]
    assert row_at(rows, 75, rows[0]) == rows[0]
    assert row_at(rows, 300) is None


def test_a_row_is_found_again_after_its_proposal_has_grown_or_was_decided() -> None:
    (before,) = finding_rows(reconcile([finding(100, 120)], []))
    grown = arrange(reconcile([finding(90, 180), finding(300, 320)], []), [])
    assert same_row(grown, before) == grown[0]
    known = arrange(reconcile([finding(100, 120)], [decided(finding(100, 120), "unsure")]), [])
    assert same_row(known, before) == known[0]
    assert same_row(arrange(reconcile([finding(300, 320)], []), []), before) is None
    assert same_row(known, BookmarkRow(BOOKMARK)) is None


def test_findings_of_unrelated_pictures_go_by_their_names() -> None:
    pictures = reconcile([finding(0, 0, 0.1), finding(1, 1, 0.3), finding(2, 2, 0.2)], [])
    names = ["polyp 10.jpg", "polyp 2.jpg", "a.jpg"]
    rows = arrange(pictures, [], names=names)
    assert [format_times(row, 0.0) for row in rows] == ["a.jpg", "polyp 2.jpg", "polyp 10.jpg"]
    assert shown(rows) == [3, 2, 1]
    assert row_label(rows[0]) == "Finding 3 of 3, a.jpg, Area 20 %, confidence 90 %, Undecided"
    assert shown(arrange(pictures, [], "size", names=names)) == [2, 3, 1]


def test_texts() -> None:
    rows = arrange(LISTED, [BOOKMARK])
    assert format_times(rows[1], 0.0) == "0:04 · 4.0 s"
    assert format_times(rows[2], 10.0) == "0:10"
    assert isinstance(rows[1], FindingRow) and format_measures(rows[1]) == "Area 30 %, confidence 70 %"
    assert row_label(rows[0]) == "Finding 1 of 3, 0:00 · 2.0 s, Area 2.0 %, confidence 80 %, Rejected"
    assert row_label(rows[2]) == "Bookmark, 0:10, fold"
    by_hand = Decision(extent=Extent.of(finding(10, 20)), state="confirmed")
    assert format_measures(FindingRow(ListedFinding((), by_hand), 1, 1)) == "Added by hand"
    gone = ListedFinding((), decided(finding(10, 2000), "unsure"))
    assert row_label(FindingRow(gone, 1, 1)).endswith(
        "0:00 · 1:19 min, Area 10 %, confidence 90 %, Unsure · no longer found"
    )
