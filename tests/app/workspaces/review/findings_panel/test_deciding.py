"""A reader decides findings by keys in the workspace, and finds all of it again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.playback.playback_range import Loop
from app.workspaces.review.findings_panel.list_rows import FindingRow
from app.workspaces.review.review_workspace import ReviewWorkspace
from polyp_core.review.records import Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path

OpenWorkspace = Callable[..., ReviewWorkspace]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(qtbot: QtBot, workspace: ReviewWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    workspace.canvas.setFocus()
    qtbot.keyClick(workspace.canvas, key, modifiers)


def rows(workspace: ReviewWorkspace) -> list[FindingRow]:
    return [row for row in workspace.findings_panel.list.rows if isinstance(row, FindingRow)]


def states(workspace: ReviewWorkspace) -> list[str]:
    return [row.listed.state for row in rows(workspace)]


def recording_of(workspace: ReviewWorkspace) -> Recording:
    assert workspace.decisions.recording is not None
    return workspace.decisions.recording


def test_all_findings_are_decided_by_keys_and_found_again(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    assert states(workspace) == ["undecided"] * 3
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_Return)
    assert workspace.position == rows(workspace)[1].frame  # the next undecided one
    press(qtbot, workspace, Qt.Key.Key_X)
    press(qtbot, workspace, Qt.Key.Key_U)
    assert states(workspace) == ["confirmed", "rejected", "unsure"]
    recording = recording_of(workspace)
    workspace.shutdown()
    with ReviewFile(review_path(recording), recording) as file:
        assert [decision.state for decision in file.review("Ada").decisions] == ["confirmed", "rejected", "unsure"]
        assert file.progress["Ada"].decided == file.progress["Ada"].total == 3
    again = open_workspace()
    assert states(again) == ["confirmed", "rejected", "unsure"]
    assert again.findings_panel.progress.text() == "3 of 3 decided"


def test_decisions_are_undone_and_redone_at_their_finding(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_Return)
    press(qtbot, workspace, Qt.Key.Key_X)
    press(qtbot, workspace, Qt.Key.Key_Z, CTRL)
    assert states(workspace) == ["confirmed", "undecided", "undecided"]
    press(qtbot, workspace, Qt.Key.Key_Z, CTRL)
    assert states(workspace) == ["undecided"] * 3
    press(qtbot, workspace, Qt.Key.Key_Z, CTRL | SHIFT)
    assert states(workspace) == ["confirmed", "undecided", "undecided"]
    press(qtbot, workspace, Qt.Key.Key_X)
    assert states(workspace) == ["rejected", "undecided", "undecided"]


def decision_states(workspace: ReviewWorkspace) -> list[tuple[int, int, str]]:
    return [
        (each.extent.first_frame, each.extent.last_frame, each.state) for each in workspace.decisions.review.decisions
    ]


def frames(workspace: ReviewWorkspace) -> list[tuple[int, int]]:
    return [(row.extent.first_frame, row.extent.last_frame) for row in rows(workspace)]


def test_a_finding_is_added_by_hand_from_the_range(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    workspace.player.seek(120)
    press(qtbot, workspace, Qt.Key.Key_I)
    workspace.player.seek(130)
    press(qtbot, workspace, Qt.Key.Key_O)
    press(qtbot, workspace, Qt.Key.Key_A, SHIFT)
    assert decision_states(workspace) == [(120, 130, "confirmed")]
    assert workspace.player.loop.range is None
    current = workspace.findings_panel.list.current_row
    assert isinstance(current, FindingRow) and current.number == 3 and current.total == 4
    press(qtbot, workspace, Qt.Key.Key_Delete)
    assert decision_states(workspace) == [] and len(rows(workspace)) == 3


def test_split_merge_and_trim(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    before = frames(workspace)
    workspace.player.seek(40)
    press(qtbot, workspace, Qt.Key.Key_K, CTRL)
    assert frames(workspace)[:2] == [(before[0][0], 39), (40, before[0][1])]
    workspace.findings_panel.list.selectAll()
    press(qtbot, workspace, Qt.Key.Key_J, CTRL)
    assert frames(workspace) == [(before[0][0], before[-1][1])]
    workspace.player.set_loop(Loop(30, 50))
    press(qtbot, workspace, Qt.Key.Key_T, SHIFT)
    assert frames(workspace) == [(30, 50)]
    workspace.player.seek(35)
    press(qtbot, workspace, Qt.Key.Key_B, SHIFT)
    assert rows(workspace)[0].extent.best_frame == 35
    for _ in range(4):
        press(qtbot, workspace, Qt.Key.Key_Z, CTRL)
    assert frames(workspace) == before and decision_states(workspace) == []


def test_bookmarks_stand_in_the_list_and_have_a_text(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    panel = workspace.findings_panel
    workspace.player.seek(10)
    press(qtbot, workspace, Qt.Key.Key_B, CTRL)
    panel.list.set_current(panel.list.rows[0])
    panel.details.note.setPlainText("Haemorrhoids")
    panel.details.flush()
    (bookmark,) = workspace.decisions.review.bookmarks
    assert (bookmark.frame, bookmark.text) == (10, "Haemorrhoids")
    panel.shown.set_value("bookmarks")
    assert [row.note for row in panel.list.rows] == ["Haemorrhoids"]


def test_note_and_lesion_card_are_stored_and_undone(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    details = workspace.findings_panel.details
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_E)
    assert details.note.hasFocus()
    qtbot.keyClicks(details.note, "flat, x u")
    qtbot.keyClick(details.note, Qt.Key.Key_Return)
    qtbot.keyClicks(details.note, "behind a fold")
    qtbot.waitUntil(lambda: bool(workspace.decisions.review.decisions))
    first, second = rows(workspace)[:2]
    workspace.player.seek(second.frame)
    assert workspace.findings_panel.list.current_row == first  # not while the user writes
    qtbot.keyClick(details.note, Qt.Key.Key_Escape)
    workspace.player.seek(second.frame + 1)
    assert workspace.findings_panel.list.current_row == second
    workspace.player.seek(first.frame)
    press(qtbot, workspace, Qt.Key.Key_D)
    details.fields["site"].set_value("sigmoid")
    details.fields["size"].set_value("6-9 mm")
    details.flush()
    (decision,) = workspace.decisions.review.decisions
    assert decision.note == "flat, x u\nbehind a fold" and decision.state == "undecided"
    assert (decision.card.site, decision.card.size) == ("sigmoid", "6-9 mm")
    assert details.card_button.text() == "Lesion card: sigmoid, 6-9 mm"
    press(qtbot, workspace, Qt.Key.Key_Z, CTRL)
    assert details.fields["site"].value() == ""
    press(qtbot, workspace, Qt.Key.Key_Z, CTRL)
    assert details.note.toPlainText() == "" and workspace.decisions.review.decisions == ()


def test_what_was_typed_just_before_a_decision_or_closing_is_kept(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    details = workspace.findings_panel.details
    press(qtbot, workspace, Qt.Key.Key_N)
    details.note.setPlainText("first")
    press(qtbot, workspace, Qt.Key.Key_Return)
    details.note.setPlainText("second")
    recording = recording_of(workspace)
    workspace.shutdown()
    with ReviewFile(review_path(recording), recording) as file:
        found = [(decision.state, decision.note) for decision in file.review("Ada").decisions]
    assert found == [("confirmed", "first"), ("undecided", "second")]


def test_the_current_finding_follows_the_playhead_and_repeats(
    qtbot: QtBot, open_workspace: OpenWorkspace, recording: Path
) -> None:
    workspace = open_workspace()
    findings = workspace.findings_panel.list
    workspace.player.seek(rows(workspace)[1].frame + 5)
    assert findings.current_row == rows(workspace)[1]
    rectangle = findings.visualRect(findings.model().index(2, 0))
    qtbot.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.center())
    assert workspace.position == rows(workspace)[2].frame
    press(qtbot, workspace, Qt.Key.Key_Space, SHIFT)
    extent = rows(workspace)[2].extent
    assert workspace.player.loop.range == (extent.first_frame, extent.last_frame) and workspace.player.playing
    press(qtbot, workspace, Qt.Key.Key_X)  # the next undecided one is repeated
    extent = rows(workspace)[0].extent
    assert workspace.player.loop.range == (extent.first_frame, extent.last_frame)
    workspace.open_path(recording, start=rows(workspace)[1].frame + 5)  # the list comes after the playhead is there
    qtbot.waitUntil(lambda: len(findings.rows) == 3 and findings.current_row == rows(workspace)[1], timeout=10_000)


def test_a_decision_away_from_the_playhead_is_said(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace(next_undecided=False)
    said: list[str] = []
    workspace.notice.connect(said.append)
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_Return)
    assert said == []
    workspace.player.seek(199)
    press(qtbot, workspace, Qt.Key.Key_X)
    assert said == ["Finding 1, which is not at the playhead, is now rejected. Ctrl+Z undoes this."]


def test_order_and_filter(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    panel = workspace.findings_panel
    panel.order.set_value("confidence")
    assert [row.number for row in rows(workspace)][-1] == 2  # the weak one
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_X)
    panel.shown.set_value("rejected")
    assert states(workspace) == ["rejected"]
    panel.shown.set_value("unsure")
    assert panel.empty.isVisible() and panel.empty.text() == "No finding has this state."


def test_a_complete_review_asks_before_it_is_changed(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    panel = workspace.findings_panel
    assert panel.sign_off.status.text() == "Draft"
    panel.sign_off.button.click()
    answer(qtbot, workspace, "3 findings are undecided", accept=True)
    assert workspace.decisions.review.is_complete and panel.sign_off.status.text().startswith("Complete")
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_Return)
    answer(qtbot, workspace, "Reopen it", accept=False)
    assert states(workspace) == ["undecided"] * 3
    press(qtbot, workspace, Qt.Key.Key_Return)
    answer(qtbot, workspace, "Reopen it", accept=True)
    assert states(workspace)[0] == "confirmed" and not workspace.decisions.review.is_complete


def answer(qtbot: QtBot, workspace: ReviewWorkspace, text: str, *, accept: bool) -> None:
    """Answers the question that is open."""
    (box,) = [each for each in workspace.findChildren(QMessageBox) if each.isVisible()]
    assert text in box.text()
    button = box.defaultButton() if accept else box.button(QMessageBox.StandardButton.Cancel)
    with qtbot.waitSignal(box.finished):
        button.click()


def test_a_note_is_visible_while_it_is_written(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    workspace.resize(1280, 480)
    note, area = workspace.findings_panel.details.note, workspace.findings_panel.details_area
    press(qtbot, workspace, Qt.Key.Key_N)
    press(qtbot, workspace, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert note.visibleRegion().boundingRect() != note.rect()
    press(qtbot, workspace, Qt.Key.Key_E)
    assert note.hasFocus() and note.visibleRegion().boundingRect() == note.rect()
    workspace.side_panel.setCurrentWidget(workspace.examination)
    press(qtbot, workspace, Qt.Key.Key_E)
    assert note.hasFocus() and note.isVisible()
