"""Texts about the findings at a frame."""

from collections.abc import Sequence

from app.translation import tr
from app.workspaces.review.findings_panel.list_rows import STATE_LABELS, FindingRow, Row, row_at, rows_at
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.review.records import MARK_LABELS, Mark


def format_finding_at(rows: Sequence[FindingRow], curve: Curve, index: int, current: Row | None = None) -> str:
    """Returns a text such as "Finding 2 of 5", "To be checked" or "Held back"; "" if nothing is found at a frame.

    Of several findings at a frame `current` comes first, the one on which the reader decides, as in `row_at`.
    """
    if (row := row_at(rows, index, current)) is not None:
        others = ", ".join(str(other.number) for other in rows_at(rows, index) if other.number != row.number)
        text = tr("Finding {number} of {total} (also {others})") if others else tr("Finding {number} of {total}")
        return text.format(number=row.number, total=row.total, others=others)
    if _is_in(curve.to_check, index):
        return tr("To be checked")
    return tr("Held back") if _is_in(curve.held_back, index) else ""


def format_frame_facts(
    rows: Sequence[FindingRow], curve: Curve, index: int, marks: Sequence[Mark] = (), current: Row | None = None
) -> list[str]:
    """Returns what the analysis and the reader have found at a frame, and its `marks`, in short lines."""
    area = curve.area_fraction[index] if index < len(curve.area_fraction) else 0.0
    lines = [tr("polyp {percent} % of the picture").format(percent=f"{100 * area:.1f}")] if area > 0 else []
    if area != area:
        lines.append(tr("not analysed yet"))
    if finding := format_finding_at(rows, curve, index, current):
        row = row_at(rows, index, current)
        if row is not None and row.listed.state != "undecided":
            finding += f", {tr(STATE_LABELS[row.listed.state]).lower()}"
        if row is not None and row.confidence is not None:
            confidence = tr("confidence {share}").format(share=f"{100 * row.confidence:.0f} %")
            finding += f", {confidence}"
        lines.append(finding)
    return lines + [tr(MARK_LABELS[mark.mark]) for mark in marks]


def _is_in(findings: Sequence[Finding], index: int) -> bool:
    return any(each.first_frame <= index <= each.last_frame for each in findings)
