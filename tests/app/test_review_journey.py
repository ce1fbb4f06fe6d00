"""The journey of reviews in the window: marks, report, copies and JSON, a second reader, and the welcome page."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.playback.playback_range import Loop
from app.shell.notices import Notice
from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from app.workspaces.review.readers.compare_dialog import CompareDialog
from polyp_core.review import changes
from polyp_core.review.records import State
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_schema import SCHEMA_VERSION
from tests.app.green_recordings import STRONG, WEAK, write_recording

from .conftest import OpenWindow

WAIT_MS = 60_000
pytestmark = pytest.mark.usefixtures("share_analyses")
SCENES = {range(25, 60): STRONG, range(80, 115): WEAK, range(140, 175): STRONG}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("recordings") / "examination.mp4", 200, SCENES)


@pytest.fixture
def open_window(open_window: OpenWindow, green_model: Path, tmp_path: Path, qtbot: QtBot) -> OpenWindow:
    """Opens windows of the reader Ada in one home folder."""

    def open_it(path: Path | None = None, **choices: object) -> MainWindow:
        defaults = {"model_path": green_model, "reader_name": "Ada", "export_dir": tmp_path / "out"}
        window = open_window(**{**defaults, **choices})
        if path is not None:
            window.open([path])
            wait_for_review(window, qtbot)
        return window

    return open_it


def wait_for_review(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(lambda: review.decisions.is_open and review.analysed_whole, timeout=WAIT_MS)
    assert len(review.decisions.extents()) >= 3  # the latest, whose signal may still be on its way


def decide(window: MainWindow, *states: State) -> None:
    controller = window.review.decisions
    for listed, state in zip(controller.listed, states, strict=False):
        decision = controller.listing.decision_on(listed)
        assert controller.change(
            lambda review, decision=decision, state=state: changes.set_state(review, decision, state)
        )


def states(window: MainWindow) -> list[str]:
    return [listed.state for listed in window.review.decisions.listed]


def wait_for_notice(window: MainWindow, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(text in each.text for each in window.findChildren(Notice)), timeout=WAIT_MS)


def press(window: MainWindow, key: Qt.Key, qtbot: QtBot, modifier: Qt.KeyboardModifier | None = None) -> None:
    window.review.canvas.setFocus()
    qtbot.keyClick(window.review.canvas, key, modifier or Qt.KeyboardModifier.NoModifier)


def go_to(window: MainWindow, frame: int, qtbot: QtBot) -> None:
    window.review.player.seek(frame)
    qtbot.waitUntil(lambda: window.review.position == frame, timeout=WAIT_MS)


def save_copy(window: MainWindow, folder: Path, qtbot: QtBot) -> Path:
    """Saves a copy of the open review in `folder`."""
    copy = folder / "copy.sqlite"
    window.review_actions.save_copy(copy)
    wait_for_notice(window, "Saved", qtbot)
    return copy


def test_marks_are_set_by_keys_undone_and_give_the_withdrawal_time(
    open_window: OpenWindow, recording: Path, qtbot: QtBot
) -> None:
    window = open_window(recording)
    panel, controller = window.review.examination, window.review.decisions
    assert panel.withdrawal.text() == "Mark where it begins and ends."
    for frame, key in ((10, Qt.Key.Key_4), (20, Qt.Key.Key_5), (50, Qt.Key.Key_8), (99, Qt.Key.Key_8)):
        go_to(window, frame, qtbot)
        press(window, key, qtbot)
        assert panel.begun.isVisibleTo(panel) == (frame == 50)
        says_how_it_ends = ["begins here" in notice.text for notice in window.notices.notices]
        assert any(says_how_it_ends) == (frame == 50), "only until it has ended"
    assert panel.withdrawal.text() == "Mark where the withdrawal ends."
    go_to(window, 195, qtbot)
    press(window, Qt.Key.Key_6, qtbot)
    assert panel.withdrawal.text() == "7 s, of which 5 s inspection"
    labels = [panel.list.item(row).text().split()[-1] for row in range(panel.list.count())]
    assert labels == ["reached", "begins", "Washing", "ends"]
    with qtbot.waitSignal(window.review.player.position_changed):
        panel.list.itemClicked.emit(panel.list.item(2))
    assert window.review.position == 50
    press(window, Qt.Key.Key_Z, qtbot, Qt.KeyboardModifier.ControlModifier)
    assert len(controller.review.marks) == 3 and panel.list.count() == 3
    window.review.player.set_loop_start(100)
    window.review.player.set_loop_end(110)
    press(window, Qt.Key.Key_7, qtbot)
    (instrument,) = (mark for mark in controller.review.marks if mark.mark == "instrument")
    assert (instrument.stretch.first_frame, instrument.stretch.last_frame) == (100, 110)
    window.review.side_panel.setCurrentWidget(panel)
    panel.list.setFocus()
    window.notices.show_notice("Exported.", stays=True)
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert "Exported." not in [notice.text for notice in window.notices.notices]
    panel.list.setCurrentRow(3)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert all(mark.mark != "instrument" for mark in controller.review.marks)
    for field, score in zip(panel.segments.values(), (2, 3, 3), strict=True):
        field.set_value(score)
    assert controller.review.bowel_preparation.total == 8 and panel.total.text() == "BBPS 8 of 9"


def test_a_report_is_written_from_the_window(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(recording)
    decide(window, "confirmed", "rejected", "unsure")
    window.shell_actions["report"].trigger()
    dialog = window.review_actions.report_dialog
    assert dialog is not None
    dialog.form.formats["html"].setChecked(True)
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_notice(window, "It is a draft", qtbot)
    page = (tmp_path / "out" / "examination" / "report-Ada.html").read_text(encoding="utf-8")
    assert "1 confirmed, 1 rejected, 1 unsure" in page and "green" in page
    assert page.count("data:image/jpeg") == 4
    assert (tmp_path / "out" / "examination" / "report-Ada.pdf").stat().st_size > 10_000


def test_a_hidden_model_stays_out_of_snapshots_reports_and_the_list_of_recordings(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(recording, snapshot_dir=tmp_path / "shots")
    window.settings.hide_model = True
    go_to(window, 40, qtbot)
    window.shell_actions["snapshot"].trigger()
    wait_for_notice(window, "The model is hidden: no overlay.", qtbot)
    assert [path.stem for path in (tmp_path / "shots").iterdir()] == ["examination-000040-bare"]
    window.review.player.set_loop(Loop(30, 50))
    press(window, Qt.Key.Key_A, qtbot, Qt.KeyboardModifier.ShiftModifier)
    window.shell_actions["report"].trigger()
    dialog = window.review_actions.report_dialog
    assert dialog is not None
    dialog.form.formats["pdf"].setChecked(False)
    dialog.form.formats["html"].setChecked(True)
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    page = (tmp_path / "out" / "examination" / "report-Ada.html").read_text(encoding="utf-8")
    assert "The model was hidden from Ada" in page and "Finding 2" not in page
    bare, outlined = re.findall(r"data:image/jpeg;base64,([^\"]+)", page)
    assert bare == outlined
    window.shell_actions["export"].trigger()
    assert window.exports.export_dialog is not None
    dialog_texts = [
        each.text() for kind in (QLabel, QRadioButton) for each in window.exports.export_dialog.findChildren(kind)
    ]
    for text in ("Findings: the model is hidden", "Hidden on the screen, but exported", "The model is hidden from you"):
        assert any(each.startswith(text) for each in dialog_texts)
    assert cast(RecordingsWorkspace, window.tabs.open("recordings")).situation.model_hidden


def test_reviews_go_out_as_json_and_come_in_again(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(recording)
    decide(window, "confirmed", "rejected")
    window.review_actions.export_json(tmp_path / "review.json")
    wait_for_notice(window, "Saved", qtbot)
    content = json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))
    content["readers"][0]["reader"] = "Bo"
    content["readers"][0]["decisions"][0]["state"] = "unsure"
    (tmp_path / "bo.json").write_text(json.dumps(content), encoding="utf-8")
    window.review_actions.import_json(tmp_path / "bo.json")
    wait_for_notice(window, "Imported the review of Bo", qtbot)
    qtbot.waitUntil(lambda: set(window.review.decisions.reviews) == {"Ada", "Bo"})
    assert states(window)[:2] == ["confirmed", "rejected"]
    content["recording"]["key"] = "0" * 64
    (tmp_path / "other.json").write_text(json.dumps(content), encoding="utf-8")
    window.review_actions.import_json(tmp_path / "other.json")
    wait_for_notice(window, "The imported review does not belong to this recording", qtbot)


def test_two_readers_are_kept_apart_and_compared(open_window: OpenWindow, recording: Path, qtbot: QtBot) -> None:
    window = open_window(recording)
    window.shell_actions["compare_readers"].trigger()
    wait_for_notice(window, "Only one reader", qtbot)
    decide(window, "confirmed", "confirmed", "rejected")
    window.settings.reader_name = "Bo"
    assert states(window) == ["undecided"] * 3
    decide(window, "confirmed", "rejected", "rejected")
    window.shell_actions["compare_readers"].trigger()
    dialog = window.findChild(CompareDialog)
    assert (dialog.first.value(), dialog.second.value()) == ("Bo", "Ada")
    assert "Both decided 3 findings and agree on 67% of them." in dialog.summary.text()
    assert "Confirmed by both: 1; only by Bo: 0; only by Ada: 1." in dialog.summary.text()
    assert dialog.heading.text() == "1 disagreement"
    assert [dialog.table.item(0, column).text() for column in (2, 3)] == ["rejected", "confirmed"]
    with qtbot.waitSignal(window.review.player.position_changed):
        dialog.table.cellClicked.emit(0, 0)
    assert window.review.position == window.review.decisions.listed[1].extent.best_frame


def test_a_copy_of_a_newer_version_is_shown_and_not_written(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(recording)
    decide(window, "confirmed")
    copy = save_copy(window, tmp_path, qtbot)
    decide(window, "rejected")
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = copy.read_bytes()
    window.review_actions.open_copy(copy)
    wait_for_notice(window, "was written by a newer version", qtbot)
    qtbot.waitUntil(lambda: window.review.decisions.is_open, timeout=WAIT_MS)
    assert states(window)[0] == "confirmed"
    assert "newer version" in window.review.findings_panel.problem.text()
    assert not window.review.decisions.can_change
    window.close()
    assert copy.read_bytes() == before


def test_a_saved_copy_is_opened_with_its_recording_and_continued(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(recording)
    decide(window, "confirmed")
    copy = save_copy(window, tmp_path, qtbot)
    window.close_source()
    window.review_actions.open_copy(copy)
    wait_for_notice(window, "copy.sqlite is open", qtbot)
    wait_for_review(window, qtbot)
    decide(window, "rejected", "unsure")
    window.close()
    with ReviewFile(copy) as file:
        assert [each.state for each in file.review("Ada").decisions] == ["rejected", "unsure"]


def test_the_welcome_page_lists_reviews_and_opens_them_again_after_a_move(
    open_window: OpenWindow, recording: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "recordings"
    folder.mkdir()
    path = folder / "patient.mp4"
    path.write_bytes(recording.read_bytes())
    window = open_window(path)
    decide(window, "confirmed", "rejected")
    window.close_source()
    welcome = window.page.welcome
    qtbot.waitUntil(
        lambda: welcome.reviews.count() == 1 and "2 of 3" in welcome.reviews.item(0).text(), timeout=WAIT_MS
    )
    first, second = welcome.reviews.item(0).text().split("\n")
    assert first == "patient.mp4" and second.startswith("2 of 3 decided · Ada · ")
    path.rename(folder / "moved.mp4")
    window.review_actions.list_reviews()
    qtbot.waitUntil(lambda: welcome.reviews.item(0).text().startswith("moved.mp4"), timeout=WAIT_MS)
    item = welcome.reviews.visualItemRect(welcome.reviews.item(0)).center()
    qtbot.mouseClick(welcome.reviews.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(item))
    wait_for_review(window, qtbot)
    assert states(window) == ["confirmed", "rejected", "undecided"]
    (folder / "moved.mp4").unlink()
    window.close_source()
    qtbot.waitUntil(
        lambda: welcome.reviews.item(0).text().startswith("Recording of 0:08, file not found"), timeout=WAIT_MS
    )
