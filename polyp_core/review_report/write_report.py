"""Writes the report on a review: a self-contained HTML page that can be printed on A4.

The page keeps to the HTML and CSS that Qt's QTextDocument understands (tables, no flexible boxes), so that the window
can print it to PDF without a browser; it is laid out for a width of 640 (A4 with margins of 20 mm at 96 dpi).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from polyp_core.display_text import counted
from polyp_core.export.html_pages import render_page
from polyp_core.files.atomic_files import write_text
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import MARK_LABELS, STATES, BowelPreparation, Stretch
from polyp_core.review.withdrawal import withdrawal_time
from polyp_core.review_report.pictures import STATE_COLOURS, best_frame, timeline
from polyp_core.review_report.report_data import PICTURED, FramePicture, ReviewReport
from polyp_core.time_text import format_clock, format_length, format_span

_CARD_LABELS = {
    "site": "Site",
    "size": "Size",
    "paris": "Paris",
    "nice": "NICE",
    "jnet": "JNET",
    "resected": "Resection",
    "histology": "Histology",
}
_SEGMENTS = {"right": "Right colon", "transverse": "Transverse colon", "left": "Left colon"}
_SHOWN_DIGITS = 16  # of a SHA-256


def write_report(report: ReviewReport, path: Path) -> None:
    """Writes the report to `path`, which is replaced if it exists. Raises ExportError."""
    write_text(path, report_html(report))


def report_html(report: ReviewReport) -> str:
    """Returns the report as HTML with all pictures in it."""
    review = report.review
    findings = [_finding(number, listed, report) for number, listed in enumerate(report.findings, 1)]
    return render_page(
        "polyp_core.review_report",
        "review_report.html",
        name=report.recording_name,
        reader=review.reader,
        signed=_format_moment(review.sign_off.at) if review.sign_off else None,
        made=_format_moment(datetime.now(UTC).isoformat()),
        counts=", ".join(_counts(report)) or "none",
        analysed=_format_share(report.analysed_fraction),
        is_partly_analysed=report.analysed_fraction < 1 and not report.model_hidden,
        model_hidden=report.model_hidden,
        withdrawal=_withdrawal(report),
        recording_facts=list(_facts(report)),
        timeline=timeline(report),
        findings=findings,
        pictured=[each for each in findings if each["state"] in PICTURED],
        marks=[(MARK_LABELS[mark.mark], _format_stretch(mark.stretch), mark.stretch) for mark in review.marks],
        segments=list(_segments(review.bowel_preparation)),
        preparation=review.bowel_preparation,
        bookmarks=[
            (format_clock(each.time_s), each.frame, each.text) for each in review.bookmarks if report.with_bookmarks
        ],
        policy=list(_policy_rows(report.policy)),
        provenance=report.provenance,
        model_digits=report.model_sha256[:_SHOWN_DIGITS],
        hidden=_hidden(report),
        colours=STATE_COLOURS,
    )


def _finding(number: int, listed: ListedFinding, report: ReviewReport) -> dict[str, Any]:
    decision, extent = listed.decision, listed.extent
    card = decision.card if decision else LesionCard()
    measured = decision or listed.findings[0]
    picture: FramePicture | None = None
    if listed.state in PICTURED:
        picture = report.pictures.get(extent)
    left = [
        ("Time", f"{_format_stretch(extent)} ({format_length(extent.end_s - extent.start_s)})"),
        ("Frames", f"{extent.first_frame} to {extent.last_frame}"),
        ("Best frame", f"{extent.best_frame} ({format_clock(extent.best_s)})"),
        ("Largest area", _known(listed.area_fraction, ".1%")),
        ("Confidence", _known(measured.confidence, ".2f")),
    ]
    right = [(label, getattr(card, name)) for name, label in _CARD_LABELS.items() if getattr(card, name)]
    return {
        "number": number,
        "state": listed.state,
        "time": _format_stretch(extent),
        "length": format_length(extent.end_s - extent.start_s),
        "card": card,
        "rows": list(zip_longest(left, right, fillvalue=("", ""))),
        "note": decision.note if decision and report.with_notes else "",
        "origin": _origin(listed, report),
        "best": best_frame(picture, extent.box, report.privacy) if picture else None,
    }


def _known(value: float | None, spec: str) -> str:
    return "unknown" if value is None else format(value, spec)


def _origin(listed: ListedFinding, report: ReviewReport) -> str:
    if listed.decision is None:
        return f"Proposed by {report.provenance.model}"
    origin = listed.decision.origin
    if origin.is_by_hand:
        return "Added by the reader" + (f"; also proposed by {report.provenance.model}" if listed.findings else "")
    proposed = f"Proposed by {origin.model} ({origin.model_sha256[:_SHOWN_DIGITS]})"
    return f"{proposed}; not proposed with the present model and policy" if listed.is_no_longer_proposed else proposed


def _counts(report: ReviewReport) -> Iterator[str]:
    for state in STATES[1:] + STATES[:1]:
        if count := sum(listed.state == state for listed in report.findings):
            yield f"{count} {state}"


def _facts(report: ReviewReport) -> Iterator[tuple[str, str]]:
    recording = report.recording
    yield "Duration", f"{format_clock(recording.duration_s)}, {counted(recording.frame_count, 'frame')}"
    yield "Picture", f"{recording.width_px} x {recording.height_px} pixels"
    if report.provenance.video_track is not None:
        yield "Video track", "{} of {}".format(*report.provenance.video_track)
    yield "Content", f"SHA-256 {recording.key[:_SHOWN_DIGITS]}"


def _withdrawal(report: ReviewReport) -> tuple[str, str] | None:
    found = withdrawal_time(report.review.marks, report.times_s)
    return (format_span(found.total_s), format_span(found.inspection_s)) if found else None


def _segments(preparation: BowelPreparation) -> Iterator[tuple[str, str]]:
    for name, label in _SEGMENTS.items():
        if (score := getattr(preparation, name)) is not None:
            yield label, f"{score} of 3"


def _policy_rows(policy: AlarmPolicy) -> Iterator[tuple[str, str, str]]:
    for name, field in AlarmPolicy.model_fields.items():
        yield name, _policy_value(getattr(policy, name)), field.description or ""


def _policy_value(value: bool | float | None) -> str:
    if value is None:
        return "model card's"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}"


def _hidden(report: ReviewReport) -> str:
    privacy = report.privacy
    parts = [counted(len(privacy.redactions), "rectangle") + " blacked out"] if privacy.redactions else []
    parts += ["cropped"] if privacy.crop is not None else []
    return ", ".join(parts) or "none"


def _format_stretch(stretch: Stretch) -> str:
    start, end = format_clock(stretch.start_s), format_clock(stretch.end_s)
    return start if start == end else f"{start} to {end}"


def _format_moment(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _format_share(fraction: float) -> str:
    """A share in per cent that is 100 % only if nothing is missing."""
    return "100 %" if fraction >= 1 else f"{min(fraction * 100, 99.9):.1f} %"
