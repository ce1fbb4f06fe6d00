"""The report on a review: what it says, and that it hides what has to be hidden."""

import base64
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.provenance import RESEARCH_USE_ONLY, Provenance
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.review import changes
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.reconcile import reconcile
from polyp_core.review.records import BowelPreparation, Decision, Origin, Recording
from polyp_core.review.review import Review
from polyp_core.review_report.report_data import FramePicture, ReviewReport
from polyp_core.review_report.write_report import report_html, write_report

SIZE_PX = (160, 120)
MODEL_SHA256 = "cd" * 32
POLYP = (slice(60, 90), slice(80, 120))


def finding(first_frame: int, last_frame: int) -> Finding:
    best = (first_frame + last_frame) // 2
    seconds = (first_frame / 25, last_frame / 25, best / 25)
    return Finding(first_frame, last_frame, best, *seconds, peak_area_fraction=0.0625, confidence=0.875)


def picture() -> FramePicture:
    image = np.full((SIZE_PX[1], SIZE_PX[0], 3), (200, 120, 100), np.uint8)
    mask = np.zeros(image.shape[:2], np.bool_)
    mask[POLYP] = True
    return FramePicture(image, mask)


@pytest.fixture
def report() -> ReviewReport:
    """A draft with a confirmed, a rejected and an undecided finding, one by hand and one no longer proposed."""
    times_s: NDArray[np.float64] = np.arange(1000) / 25
    origin = Origin.of("Light", MODEL_SHA256, AlarmPolicy())
    proposed = [finding(100, 200), finding(300, 320), finding(800, 840)]
    review = Review("Ada <b>")
    card = LesionCard(site="caecum", size="6-9 mm", paris="0-IIa", jnet="2A", histology="tubular adenoma")
    first = Decision.on(proposed[0], origin).replaced(card=card, note="Pale & flat\n<script>alert(1)</script>")
    review = review.apply(changes.set_state(review, first, "confirmed"))
    review = review.apply(changes.set_state(review, Decision.on(proposed[1], origin), "rejected"))
    review = review.apply(changes.set_state(review, Decision.on(finding(600, 640), origin), "unsure"))
    review = review.apply(changes.add_by_hand(review, 500, 520, times_s, box=(0.5, 0.5, 0.75, 0.75)))
    for mark, frame in (("withdrawal_begins", 50), ("withdrawal_ends", 950)):
        review = review.apply(changes.set_mark(review, mark, frame, frame, times_s))
    review = review.apply(changes.set_mark(review, "washing", 700, 749, times_s))
    review = review.apply(changes.set_bowel_preparation(review, BowelPreparation(right=2, transverse=3, left=3)))
    review = review.apply(changes.add_bookmark(review, 25, times_s, "appendix"))
    findings = reconcile(proposed, review.decisions)
    return ReviewReport(
        recording_name="recording-001",
        recording=Recording(key="ab" * 32, frame_count=1000, duration_s=40, width_px=160, height_px=120),
        review=review,
        findings=findings,
        pictures={listed.extent: picture() for listed in findings},
        times_s=times_s,
        provenance=Provenance("Light (cdcdcdcd)", 0.5, 0.2),
        model_sha256=MODEL_SHA256,
        policy=AlarmPolicy(),
        analysed_fraction=0.9996,
    )


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


def jpegs_of(page: str) -> list[NDArray[np.uint8]]:
    found = re.findall(r"data:image/jpeg;base64,([^\"]+)", page)
    return [np.asarray(PillowImage.open(BytesIO(base64.b64decode(data)))) for data in found]


def test_the_report_says_what_was_decided_and_how_it_was_made(report: ReviewReport) -> None:
    page = report_html(report)
    text = text_of(page)
    assert text.count(RESEARCH_USE_ONLY) == 2
    for expected in (
        "Review of recording-001",
        "Draft. Ada &lt;b&gt; has not signed this review off.",
        "Only 99.9 % of the recording was analysed",
        "2 confirmed, 1 rejected, 1 unsure, 1 undecided",
        "36 s; 34 s of inspection",
        "BBPS 8 of 9",
        "Finding 1: confirmed",
        "0:04 to 0:08 (4.0 s)",
        "6.2%",
        "tubular adenoma",
        "Pale &amp; flat",
        "Added by the reader.",
        "not proposed with the present model and policy",
        "Washing 0:28 to 0:30 700 to 749",
        "appendix",
        "Light (cdcdcdcd)",
        "cdcdcdcdcdcdcdcd",
        "hold_back_s 0.3",
        "threshold 0.5, smallest region 0.2 % of the picture",
    ):
        assert expected in text, expected
    assert "Finding 2:" not in text, "a rejected finding is in the table only"
    assert "<script" not in page
    assert set(re.findall(r"(?:src|href)=\"([^\"]{5})", page)) == {"data:"}, "nothing is loaded from elsewhere"


def test_a_complete_review_is_no_draft(report: ReviewReport) -> None:
    review = report.review.apply(changes.sign_off(report.review))
    text = text_of(report_html(replace(report, review=review, analysed_fraction=1.0)))
    assert "Complete: signed off by Ada" in text
    assert "Draft" not in text and "Only" not in text and "Analysed 100 %" in text


def test_each_finding_is_shown_bare_and_outlined(report: ReviewReport) -> None:
    pictures = jpegs_of(report_html(report))
    assert len(pictures) == 8
    for bare, outlined in zip(pictures[::2], pictures[1::2], strict=True):
        assert bare.shape == outlined.shape == (120, 160, 3)
        changed = np.abs(bare.astype(int) - outlined).max(2) > 60
        assert changed.any() and not changed[:50].any() and not changed[:, :70].any()


def test_redactions_and_crop_apply_to_pictures_and_outlines(report: ReviewReport) -> None:
    privacy = Privacy((Box(70, 50, 60, 50),), Box(40, 20, 120, 100))
    page = report_html(replace(report, privacy=privacy))
    for shown in jpegs_of(page):
        assert shown.shape == (100, 120, 3)
        assert shown[32:78, 32:88].max() < 30
        assert np.abs(shown[:25].astype(int) - (200, 120, 100)).max() < 30, "no outline is left outside"
    assert "1 rectangle blacked out, cropped" in text_of(page)


def test_the_outline_of_a_half_hidden_polyp_ends_at_the_redaction(report: ReviewReport) -> None:
    page = report_html(replace(report, privacy=Privacy((Box(70, 50, 30, 50),))))
    outlined = jpegs_of(page)[1].astype(int)
    assert (outlined[65:85, 100, 1] - outlined[65:85, 100, 0] > 60).all()


def test_an_empty_review_is_reported_too(report: ReviewReport, tmp_path: Path) -> None:
    empty = replace(report, review=Review("Bo"), findings=(), pictures={}, times_s=np.zeros(0))
    write_report(empty, tmp_path / "report.html")
    text = text_of((tmp_path / "report.html").read_text(encoding="utf-8"))
    for expected in ("No findings.", "not marked", "not scored", "No marks of the examination were set."):
        assert expected in text
    assert "Bookmarks" not in text and "Boston" not in text


def test_a_finding_without_a_picture_is_described(report: ReviewReport) -> None:
    page = report_html(replace(report, pictures={}))
    assert not jpegs_of(page) and "Finding 1: confirmed" in text_of(page)


def test_notes_and_bookmarks_can_be_left_out(report: ReviewReport) -> None:
    text = text_of(report_html(replace(report, with_notes=False, with_bookmarks=False)))
    assert "Pale" not in text and "appendix" not in text and "tubular adenoma" in text
