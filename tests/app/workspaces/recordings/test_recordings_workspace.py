"""The journey of recordings: drop them, group and order them, close and reopen the window, find and open them."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.queue_service import format_listed
from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.findings.policy import PRESETS
from polyp_core.frames.frame import SourceInfo
from resources import DEMO_CLIP

from ...conftest import OpenWindow

WAIT_MS = 60_000


@pytest.fixture
def clips(tmp_path: Path) -> list[Path]:
    """Two recordings with different contents."""
    folder = tmp_path / "Examination 7"
    folder.mkdir()
    made = [folder / name for name in ("part 1.mp4", "part 2.mp4")]
    for number, clip in enumerate(made):
        shutil.copyfile(DEMO_CLIP, clip)
        with clip.open("ab") as file:
            file.write(b"\0\0\0\x10free" + bytes([number] * 8))  # a box that every reader skips
    return made


def workspace_of(window: MainWindow) -> RecordingsWorkspace:
    return cast(RecordingsWorkspace, window.tabs.open("recordings"))


def entries(window: MainWindow) -> tuple[QueueEntry, ...]:
    return window.queue.queue.entries


def drop(widget: object, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
    widget.dropEvent(event)  # type: ignore[attr-defined]


def shown(workspace: RecordingsWorkspace) -> list[str]:
    """The rows as text, parts of an examination indented."""
    tree, rows = workspace.tree, []
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        assert item is not None
        rows.append(item.text(0))
        rows += [f"  {item.child(part).text(0)}" for part in range(item.childCount())]
    return rows


def is_complete(window: MainWindow) -> bool:
    return bool(entries(window)) and all(entry.state == "complete" for entry in entries(window))


def frames_done(window: MainWindow) -> int:
    thread = window.review.session.segmenter_thread
    return thread.frames_done if thread is not None else 0


def test_two_queued_recordings_go_on_after_a_restart_and_no_frame_is_analysed_twice(
    new_threads: Callable[[], list[str]],
    open_window: OpenWindow,
    clips: list[Path],
    demo_info: SourceInfo,
    qtbot: QtBot,
) -> None:
    first = open_window(analyse_whole_clip=True)
    workspace = workspace_of(first)
    assert workspace.empty.isVisible()
    drop(workspace, [clips[0].parent])
    qtbot.waitUntil(lambda: len(entries(first)) == 2 and entries(first)[0].share_analysed > 0.1, timeout=WAIT_MS)
    assert shown(workspace) == ["part 1.mp4", "part 2.mp4"]
    thread = first.review.session.segmenter_thread
    assert thread is not None
    first.close()
    # What a busy machine does not store before the window's time limit is stored by threads that still run.
    qtbot.waitUntil(lambda: new_threads() == [], timeout=WAIT_MS)
    frames = thread.frames_done
    assert not is_complete(first)

    second = open_window(analyse_whole_clip=True, alarm_policy=PRESETS["every region"])
    workspace = workspace_of(second)
    qtbot.waitUntil(lambda: is_complete(second), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: workspace.summary.text() == "2 of 2 complete", timeout=WAIT_MS)
    total = frames + frames_done(second)
    # Of the few frames that were under way when the first window was closed, some are not stored.
    assert 2 * demo_info.frame_count <= total <= 2 * demo_info.frame_count + 16
    row = workspace.tree.topLevelItem(0)
    assert row is not None
    assert [row.text(column) for column in (2, 4)] == ["Complete", "100 %"] and int(row.text(3)) >= 1

    # What was analysed here opens in Review with its findings at once, and nothing is segmented again.
    frames = frames_done(second)
    workspace.tree.setCurrentItem(row)
    workspace.actions_table["queue_open"].trigger()
    qtbot.waitUntil(lambda: second.review.analysed_whole, timeout=WAIT_MS)
    assert len(second.review.findings) == int(row.text(3))
    assert frames_done(second) == frames
    assert second.tabs.pages.currentWidget() is second.page


def test_recordings_are_grouped_moved_removed_and_put_back_by_keys(
    open_window: OpenWindow, clips: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(analyse_whole_clip=True)
    workspace = workspace_of(window)
    other = Path(shutil.copy(DEMO_CLIP, tmp_path / "other.mp4"))
    qtbot.waitUntil(lambda: window.queue.queue.access == "own", timeout=WAIT_MS)
    window.queue.queue.set_paused(True)
    drop(workspace, [clips[0], other, clips[1]])
    qtbot.waitUntil(lambda: len(shown(workspace)) == 3, timeout=WAIT_MS)
    tree, parts = workspace.tree, [entries(window)[0].id, entries(window)[2].id]
    assert workspace.summary.text() == "0 of 3 complete, paused"

    tree.select(parts)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    dialog = workspace.group_dialog
    assert dialog is not None and dialog.textValue() == "Examination 7"
    dialog.accept()
    qtbot.waitUntil(lambda: shown(workspace)[0] == "Examination 7", timeout=WAIT_MS)
    assert shown(workspace) == ["Examination 7", "  part 1.mp4", "  part 2.mp4", "other.mp4"]
    group = tree.topLevelItem(0)
    assert group is not None and group.text(2) == "0 of 2 complete"
    assert sorted(tree.selected_ids) == sorted(parts)

    tree.select([entries(window)[2].id])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown(workspace)[0] == "other.mp4", timeout=WAIT_MS)

    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(shown(workspace)) == 3, timeout=WAIT_MS)
    assert other.exists()
    qtbot.keyClick(tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(shown(workspace)) == 4, timeout=WAIT_MS)
    assert shown(workspace)[0] == "other.mp4" and tree.selected_ids == [entries(window)[0].id]


def test_keys_of_the_list_are_those_of_review_only_while_it_is_hidden(open_window: OpenWindow) -> None:
    window = open_window(analyse_whole_clip=True)
    workspace = workspace_of(window)
    table, review = workspace.actions_table, window.review.actions_table
    window.tabs.open("review")
    assert not any(action.isEnabled() for action in table)
    window.tabs.open("recordings")
    assert not any(action.isEnabled() for action in review)


def test_several_recordings_that_are_dropped_on_review_are_queued(
    open_window: OpenWindow, clips: list[Path], qtbot: QtBot
) -> None:
    window = open_window(analyse_whole_clip=True)
    drop(window, clips)
    qtbot.waitUntil(lambda: len(entries(window)) == 2, timeout=WAIT_MS)
    assert window.tabs.pages.currentWidget() is workspace_of(window)
    window.tabs.open("review")
    drop(window.review.canvas, [clips[0].parent])  # a folder of recordings is no source either
    qtbot.waitUntil(
        lambda: any("2 of 2 recordings were in the list" in notice.text for notice in window.notices.notices),
        timeout=WAIT_MS,
    )
    assert window.tabs.pages.currentWidget() is workspace_of(window)


def test_a_notice_names_both_files_of_a_recording_that_is_listed_already() -> None:
    def named(path: str, **fields: object) -> QueueEntry:
        return QueueEntry(paths=(Path(path),), added=datetime.now(UTC), **fields)  # type: ignore[arg-type]

    first, copy, moved = named("/d/one.mp4"), named("/d/copy.mp4"), named("/e/one.mp4")
    assert format_listed([], 3) == ""
    assert format_listed([(first, first)], 1) == "one.mp4 is in the list already."
    same = "has the same content as"
    assert format_listed([(copy, first)], 1) == f"copy.mp4 {same} one.mp4, which is in the list already."
    assert format_listed([(moved, first)], 1).startswith(f"one.mp4 in {Path('/e')} {same} one.mp4 in {Path('/d')}, ")
    missing = named("/d/one.mp4", missing=True)
    assert format_listed([(copy, missing)], 1) == "one.mp4, which was missing, is found again: it is copy.mp4 now."
    assert format_listed([(first, first), (copy, first)] * 3, 9) == (
        "6 of 9 recordings were in the list already: one.mp4, copy.mp4 (as one.mp4), one.mp4 and 3 more."
    )


def test_a_recording_in_review_is_analysed_there_and_its_row_follows(
    open_window: OpenWindow, short_recording: Path, qtbot: QtBot
) -> None:
    window = open_window(analyse_whole_clip=True)
    qtbot.waitUntil(lambda: window.queue.queue.access == "own", timeout=WAIT_MS)
    window.queue.queue.set_paused(True)
    workspace = workspace_of(window)
    drop(workspace, [short_recording])
    qtbot.waitUntil(lambda: len(shown(workspace)) == 1, timeout=WAIT_MS)
    workspace.tree.select([entries(window)[0].id])
    qtbot.keyClick(workspace.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.review.analysed_whole and is_complete(window), timeout=WAIT_MS)
    assert entries(window)[0].finding_count == len(window.review.findings)


def test_a_missing_recording_is_located_and_another_one_is_refused(
    open_window: OpenWindow, clips: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = open_window(analyse_whole_clip=True)
    qtbot.waitUntil(lambda: window.queue.queue.access == "own", timeout=WAIT_MS)
    window.queue.queue.set_paused(True)
    workspace = workspace_of(window)
    drop(workspace, clips[:1])
    qtbot.waitUntil(lambda: len(shown(workspace)) == 1, timeout=WAIT_MS)
    moved = tmp_path / "elsewhere" / "moved.mp4"
    moved.parent.mkdir()
    shutil.move(clips[0], moved)
    window.queue.worker.check_files()
    qtbot.waitUntil(lambda: entries(window)[0].missing, timeout=WAIT_MS)
    row = workspace.tree.topLevelItem(0)
    assert row is not None
    qtbot.waitUntil(lambda: row.text(2).startswith("File missing"), timeout=WAIT_MS)
    workspace.tree.select([entries(window)[0].id])
    dialog = "app.widgets.file_dialogs.QFileDialog.getOpenFileName"
    monkeypatch.setattr(dialog, lambda *_: (str(clips[1]), ""))
    workspace.actions_table["queue_locate"].trigger()
    qtbot.waitUntil(
        lambda: any("not the recording" in notice.text for notice in window.notices.notices), timeout=WAIT_MS
    )
    monkeypatch.setattr(dialog, lambda *_: (str(moved), ""))
    workspace.actions_table["queue_locate"].trigger()
    qtbot.waitUntil(lambda: row.text(0) == "moved.mp4" and row.text(2) == "Waiting", timeout=WAIT_MS)


def test_a_second_window_shows_the_list_and_may_not_change_it_until_the_first_is_closed(
    open_window: OpenWindow, clips: list[Path], qtbot: QtBot
) -> None:
    first = open_window(analyse_whole_clip=True)
    workspace = workspace_of(first)
    drop(workspace, clips)
    qtbot.waitUntil(lambda: len(entries(first)) == 2, timeout=WAIT_MS)
    second = open_window(analyse_whole_clip=True)
    other = workspace_of(second)
    qtbot.waitUntil(lambda: len(shown(other)) == 2, timeout=WAIT_MS)
    assert "Another window" in other.problem.text() and other.problem.isVisible()
    other.tree.select([entries(second)[0].id])
    table = other.actions_table
    assert table["queue_open"].isEnabled()
    assert not any(table[name].isEnabled() for name in ("queue_add", "queue_remove", "queue_pause", "queue_up"))
    first.close()
    qtbot.waitUntil(lambda: not other.problem.isVisible() and table["queue_add"].isEnabled(), timeout=WAIT_MS)
