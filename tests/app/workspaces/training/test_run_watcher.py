"""A snapshot reaches the GUI thread only when a run has changed."""

import threading
from pathlib import Path

import pytest

from app.workspaces.training.run_watcher import RunWatcher
from training.runs.metrics_file import COLUMNS
from training.runs.run_folder import RunFolder


def test_a_run_is_emitted_once_and_again_when_it_changes(qtbot, make_run, tmp_path: Path) -> None:
    folder = make_run("run")
    seen = []
    watcher = RunWatcher(interval_s=0.02)
    watcher.changed.connect(lambda snapshot: seen.append((snapshot, threading.current_thread())))
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


class Trap(type(Path())):  # type: ignore[misc]
    """A folder that causes an unexpected exception."""

    def __truediv__(self, name):
        raise KeyError("trap")


def test_damaged_scores_are_reported_and_the_other_runs_stay_watched(qtbot, make_run) -> None:
    damaged, sound = make_run("damaged"), make_run("sound")
    text = RunFolder(damaged).metrics_file.read_text(encoding="utf-8")
    RunFolder(damaged).metrics_file.write_text(text.replace("0.5", "n/a", 1), encoding="utf-8")
    seen = []
    watcher = RunWatcher(interval_s=0.02)
    watcher.changed.connect(seen.append)
    try:
        watcher.watch([damaged, sound])
        qtbot.waitUntil(lambda: len(seen) == 2, timeout=30_000)
        RunFolder(sound).append_scores(dict.fromkeys(COLUMNS, 0.5) | {"epoch": 9})
        qtbot.waitUntil(lambda: len(seen) == 3, timeout=30_000)
    finally:
        watcher.close()
    assert [len(snapshot.rows) for snapshot in seen] == [1, 2, 3]
    assert "metrics.csv" in seen[0].message and "n/a" in seen[0].message and not seen[1].problems


def test_a_bug_at_one_run_is_reported_once_and_the_others_stay_watched(
    qtbot, make_run, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_value))
    sound = make_run("sound")
    seen = []
    watcher = RunWatcher(interval_s=0.02)
    watcher.changed.connect(seen.append)
    try:
        watcher.watch([Trap("trap"), sound])
        qtbot.waitUntil(lambda: len(seen) == 2, timeout=30_000)
        for epoch in (7, 8):
            RunFolder(sound).append_scores(dict.fromkeys(COLUMNS, 0.5) | {"epoch": epoch})
            qtbot.waitUntil(lambda: len(seen) == epoch - 4, timeout=30_000)  # noqa: B023
    finally:
        watcher.close()
    assert [type(error) for error in reported] == [KeyError]
    assert seen[0].phase == "unreadable" and "error in the program" in seen[0].message
    assert [len(snapshot.rows) for snapshot in seen[1:]] == [2, 3, 4]
