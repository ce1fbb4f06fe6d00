"""The review of a DICOM recording: found again by content, and tags that are used only where the user asks for them."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import MPEG4HP41F
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from polyp_core.review.lesion_card import LesionCard
from tests.app.green_recordings import STRONG, write_green_model, write_recording

from ..polyp_core.frames.dicom.files import in_fragments, write_dicom
from .conftest import OpenWindow

WAIT_MS = 60_000


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    clip = write_recording(tmp_path / "clip.mp4", 60, {range(20, 50): STRONG})
    region = Dataset()
    region.CodeValue, region.CodingSchemeDesignator, region.CodeMeaning = "60184004", "SCT", "Sigmoid colon structure"
    tags = {"StudyDescription": "Screening", "SeriesDescription": "Withdrawal", "AnatomicRegionSequence": [region]}
    return write_dicom(tmp_path / "IM0001", in_fragments(clip.read_bytes(), 4), MPEG4HP41F, frames=60, **tags)


def wait_for_review(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(
        lambda: review.decisions.is_open and review.analysed_whole and len(review.decisions.listed) == 1,
        timeout=WAIT_MS,
    )


def test_a_dicom_recording_is_reviewed_and_its_tags_fill_what_is_asked_for(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    model = write_green_model(tmp_path / "green.safetensors")
    window = open_window(model_path=model, reader_name="Ada", export_dir=tmp_path / "out")
    window.open([recording])
    wait_for_review(window, qtbot)
    panel, controller, actions = window.review.findings_panel, window.review.decisions, window.review.actions_table

    def card() -> LesionCard:
        decision = controller.listed[0].decision
        return decision.card if decision is not None else LesionCard()

    qtbot.waitUntil(lambda: bool(panel.list.rows), timeout=WAIT_MS)
    panel.list.set_current(panel.list.rows[0])
    actions["confirm"].trigger()
    assert controller.listed[0].state == "confirmed" and card() == LesionCard()  # nothing unasked
    panel.list.set_current(panel.list.rows[0])
    actions["card_from_dicom"].trigger()
    qtbot.waitUntil(lambda: card().site == "sigmoid", timeout=WAIT_MS)
    actions["undo"].trigger()
    assert card().site == ""

    window.shell_actions["report"].trigger()
    dialog = window.review_actions.report_dialog
    assert dialog is not None and dialog.form.title.text() == ""
    dialog.form.title_from_dicom.click()
    qtbot.waitUntil(lambda: dialog.form.title.text() == "Screening, Withdrawal", timeout=WAIT_MS)
    dialog.form.formats["pdf"].setChecked(False)
    dialog.form.formats["html"].setChecked(True)
    assert dialog.form.options is not None and dialog.form.options.title == "Screening, Withdrawal"
    dialog.close()
    window.close_source()

    moved = tmp_path / "elsewhere"
    recording.rename(moved)
    window.open([moved])
    wait_for_review(window, qtbot)
    assert controller.listed[0].state == "confirmed"
