"""The texts about a frame's findings, in the preview over the time line and in the status."""

import numpy as np
import pytest

from app.workspaces.review.finding_text import format_finding_at, format_frame_facts
from app.workspaces.review.findings_panel.list_rows import finding_rows
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.review.reconcile import reconcile
from polyp_core.review.records import Decision, Origin


def found(first: int, last: int) -> Finding:
    return Finding(first, last, first, first / 25, last / 25, first / 25, 0.1, 0.93)


@pytest.mark.parametrize(
    ("frame", "lines"),
    [
        (0, []),
        (12, ["polyp 3.0 % of the picture", "Finding 1 of 2, confidence 93 %"]),
        (25, ["Held back"]),
        (31, ["not analysed yet", "Finding 2 of 2, rejected, confidence 93 %"]),
        (37, ["To be checked"]),
        (99, []),
    ],
)
def test_a_frame_is_described_by_what_was_found_there(frame: int, lines: list[str]) -> None:
    area = np.zeros(40, np.float32)
    area[10:15], area[31] = 0.03, np.nan
    curve = Curve(area, np.zeros(40, bool), (found(10, 14), found(30, 35)), (found(22, 26),), (found(37, 37),))
    rejected = Decision.on(curve.findings[1], Origin(model="light")).replaced(state="rejected")
    rows = finding_rows(reconcile(curve.findings, [rejected]))
    assert format_frame_facts(rows, curve, frame) == lines
    assert format_finding_at(rows, curve, frame) == next((line.split(",")[0] for line in lines if line[0] in "FHT"), "")


def test_of_several_findings_at_a_frame_the_current_one_is_named_first() -> None:
    curve = Curve(np.zeros(40, np.float32), np.zeros(40, bool), (found(10, 30), found(15, 35), found(20, 39)))
    rows = finding_rows(reconcile(curve.findings, []))
    assert format_finding_at(rows, curve, 12, rows[1]) == "Finding 1 of 3"
    assert format_finding_at(rows, curve, 17) == "Finding 2 of 3 (also 1)"
    assert format_finding_at(rows, curve, 25, rows[1]) == "Finding 2 of 3 (also 1, 3)"
    assert format_frame_facts(rows, curve, 25, (), rows[0])[-1] == "Finding 1 of 3 (also 2, 3), confidence 93 %"
