"""Snapshots reach the GUI thread when a run changes, and only then."""

import threading
from pathlib import Path

from app.workspaces.training.run_watcher import RunWatcher
from training.runs.run_folder import COLUMNS, RunFolder


def test_it_tells_of_a_run_once_and_again_when_it_changes(qtbot, make_run, tmp_path: Path) -> None:
    folder = make_run("run")
    seen = []
    watcher = RunWatcher(interval_s=0.02)
    watcher.seen.connect(lambda snapshot: seen.append((snapshot, threading.current_thread())))
    try:
        watcher.watch([folder])
        qtbot.waitUntil(lambda: len(seen) == 1)
        RunFolder(folder).append_scores(dict.fromkeys(COLUMNS, 0.5) | {"epoch": 9})
        qtbot.waitUntil(lambda: len(seen) == 2)
        watcher.watch([folder, tmp_path / "gone"])
        qtbot.waitUntil(lambda: len(seen) == 3)
    finally:
        watcher.close()
    assert [len(snapshot.rows) for snapshot, _ in seen] == [2, 3, 0]
    assert seen[2][0].phase == "missing"
    assert {thread for _, thread in seen} == {threading.main_thread()}
