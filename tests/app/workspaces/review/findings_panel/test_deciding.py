"""A reader decides findings by keys in the workspace, and finds all of it again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

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
