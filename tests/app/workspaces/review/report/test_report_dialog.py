"""The report dialog: what it writes, under which name, and what it leaves out."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.review.report.report_dialog import ReportDialog
from app.workspaces.review.report.report_export import ReportResult, ReportSubject
from polyp_core.export.manifest import MANIFEST_NAME
from polyp_core.export.neutral_names import default_key_file
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.provenance import Provenance
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.review import changes
from polyp_core.review.reconcile import reconcile
from polyp_core.review.records import Decision, Origin, Recording
from polyp_core.review.review import Review
from resources import DEMO_CLIP

FINDINGS = (
    Finding(55, 62, 60, 2.2, 2.48, 2.4, 0.1, 0.9, best_box=(0.3, 0.3, 0.7, 0.7)),
    Finding(70, 75, 72, 2.8, 3.0, 2.88, 0.1, 0.9, best_box=(0.3, 0.3, 0.7, 0.7)),
)


@pytest.fixture
def subject(demo_info: SourceInfo) -> ReportSubject:
    origin = Origin.of("Light", "cd" * 32, AlarmPolicy())
    decision = Decision.on(FINDINGS[0], origin).replaced(note="Seen twice")
    review = Review("Ada")
    review = review.apply(changes.set_state(review, decision, "confirmed"))
    return ReportSubject(
        path=DEMO_CLIP,
        open_frames=partial(open_source, DEMO_CLIP),
        recording=Recording.of("ab" * 32, demo_info),
        review=review,
        findings=reconcile(FINDINGS, review.decisions),
        provenance=Provenance("Light (cdcdcdcd)", 0.5, 0.2),
        model_sha256="cd" * 32,
        policy=AlarmPolicy(),
        style=OverlayStyle(),
        privacy=Privacy((Box(0, 0, 100, 50),)),
        analysed_fraction=1.0,
    )


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    assert tasks.shutdown()


@pytest.fixture
def make_dialog(
    subject: ReportSubject, tasks: Tasks, segmenter_thread: SegmenterThread, tmp_path: Path, qtbot: QtBot
) -> Callable[[], ReportDialog]:
    def make() -> ReportDialog:
        dialog = ReportDialog(subject, Settings(export_dir=tmp_path / "out"), tasks, segmenter_thread, None)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


@pytest.fixture
def dialog(make_dialog: Callable[[], ReportDialog]) -> ReportDialog:
    return make_dialog()


def written(dialog: ReportDialog, qtbot: QtBot) -> ReportResult:
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    result: ReportResult = completed.args[0]
    return result


def test_a_report_is_written_as_html_and_pdf(dialog: ReportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.formats["html"].setChecked(True)
    result = written(dialog, qtbot)
    folder = tmp_path / "out" / "demo"
    assert result.is_draft and result.outputs == (folder / "report-Ada.html", folder / "report-Ada.pdf")
    page = (folder / "report-Ada.html").read_text(encoding="utf-8")
    for expected in ("Review of demo", "Draft. Ada has not signed", "Seen twice", "1 rectangle blacked out"):
        assert expected in page, expected
    assert page.count("data:image/jpeg") == 4
    assert (folder / "report-Ada.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(each.name for each in folder.iterdir()) == [MANIFEST_NAME, "report-Ada.html", "report-Ada.pdf"]


def test_notes_and_pictures_are_left_out_and_names_neutral(dialog: ReportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.formats["pdf"].setChecked(False)
    assert not dialog.start.isEnabled(), "no format is chosen"
    dialog.form.formats["html"].setChecked(True)
    for box in (dialog.form.notes, dialog.form.pictures):
        box.setChecked(False)
    dialog.form.target.neutral_names.setChecked(True)
    (output,) = written(dialog, qtbot).outputs
    assert output == tmp_path / "out" / "recording-001" / "report-Ada.html"
    page = output.read_text(encoding="utf-8")
    assert "Review of recording-001" in page and "demo" not in page
    assert "Seen twice" not in page and "data:image/jpeg" not in page
    assert str(DEMO_CLIP) in default_key_file().read_text(encoding="utf-8")


def test_an_earlier_report_is_replaced_only_if_the_user_says_so(
    make_dialog: Callable[[], ReportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    written(make_dialog(), qtbot)
    first = (tmp_path / "out" / "demo" / "report-Ada.pdf").read_bytes()
    dialog = make_dialog()
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None)
    question = dialog.findChild(QMessageBox)
    assert "report-Ada.pdf" in question.text()
    keep_both = next(button for button in question.buttons() if button.text() == "Keep both")
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        qtbot.mouseClick(keep_both, Qt.MouseButton.LeftButton)
    assert completed.args[0].outputs == (tmp_path / "out" / "demo-2" / "report-Ada.pdf",)
    assert (tmp_path / "out" / "demo" / "report-Ada.pdf").read_bytes() == first


def test_a_report_that_is_stopped_leaves_nothing(dialog: ReportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.export_started, timeout=60_000):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.running, timeout=60_000)
    assert dialog.state.text() == "The export was stopped. Nothing was kept."
    assert not (tmp_path / "out" / "demo").exists()
