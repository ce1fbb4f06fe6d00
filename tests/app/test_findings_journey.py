"""The journey of findings: queue recordings, lose the program, reopen, walk, change the policy, export."""

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from polyp_core.cache import MAPS
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from tests.app.green_recordings import STRONG, WEAK, write_recording

from .conftest import OpenWindow

WAIT_MS = 60_000
FRAMES = (200, 500)
SCENES = (
    {range(25, 60): STRONG, range(80, 115): WEAK, range(140, 175): STRONG},
    {range(100, 150): STRONG},
)
"""For each recording, the frames that show a square, and its colour."""
REPOSITORY = Path(__file__).parents[2]

# Runs the program slowly, and says when most of the second recording is analysed; then no more frames are.
_ANALYSE = """
    import sys, time
    from PySide6.QtCore import QTimer
    import app.main_window as module
    from polyp_core.inference.segmenter_thread import SegmenterThread
    from polyp_core.inference.openvino_engine import OpenVinoEngine

    run, is_well_under_way = OpenVinoEngine.run, False

    def run_slowly(self, batch):
        time.sleep(600 if is_well_under_way else 0.02)
        return run(self, batch)

    OpenVinoEngine.run = run_slowly

    class Watched(module.MainWindow):
        def showEvent(self, event):
            super().showEvent(event)
            self.watch = QTimer(self, interval=20)
            self.watch.timeout.connect(self.look)
            self.watch.start()

        def look(self):
            global is_well_under_way
            entries = self.queue.queue.entries
            if len(entries) == 2 and entries[0].state == "complete" and entries[1].share_analysed > 0.6:
                self.watch.stop()
                is_well_under_way = True
                print("well under way", flush=True)

    module.MainWindow = Watched
    from app.main import main
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Reddish textured recordings with the green squares of SCENES."""
    folder = tmp_path_factory.mktemp("recordings")
    return [
        write_recording(folder / f"part {number}.mp4", frame_count, scenes)
        for number, (frame_count, scenes) in enumerate(zip(FRAMES, SCENES, strict=True), 1)
    ]


def analyse_until_killed(recordings: list[Path], model: Path) -> None:
    """Queues the recordings in a process of its own, and kills it when most of them is analysed."""
    arguments = [*map(str, recordings), "--model", str(model), "--device", "cpu"]
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_ANALYSE), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "QT_QPA_PLATFORM": "offscreen"},
    )
    with child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    assert said == "well under way\n"


def count_maps() -> int:
    """The number of frames whose probability maps are on the disk."""
    total = 0
    for path in MAPS.folder.glob("*.sqlite"):
        with sqlite3.connect(path) as database:
            total += database.execute("SELECT count(*) FROM maps").fetchone()[0]
        database.close()
    return total


def frames_done(window: MainWindow) -> int:
    thread = window.review.session.segmenter_thread
    return thread.frames_done if thread is not None else 0


def press(window: MainWindow, key: Qt.Key, qtbot: QtBot, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(window.review.canvas, key, modifier or Qt.KeyboardModifier.NoModifier)


def wait_shown(window: MainWindow, frame_index: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.review.position_to_resume == frame_index, timeout=WAIT_MS)


def said(window: MainWindow) -> list[str]:
    return [notice.text for notice in window.notices.notices]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_recordings_are_queued_killed_reopened_walked_judged_otherwise_and_exported(
    open_window: OpenWindow, recordings: list[Path], green_model: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    analyse_until_killed(recordings, green_model)
    stored = count_maps()
    assert FRAMES[0] < stored < sum(FRAMES)

    # The queue goes on, and segments only what was not stored.
    window = open_window(model_path=green_model, export_dir=tmp_path / "exports")
    queue = window.queue.queue
    qtbot.waitUntil(lambda: [entry.state for entry in queue.entries] == ["complete"] * 2, timeout=WAIT_MS)
    assert [(entry.share_analysed, entry.finding_count) for entry in queue.entries] == [(1.0, 3), (1.0, 1)]
    assert frames_done(window) == sum(FRAMES) - stored

    # The first recording opens from the list with its findings. Until its maps are open, the frames that are shown next
    # may be segmented.
    workspace = cast(RecordingsWorkspace, window.tabs.open("recordings"))
    workspace.tree.select([queue.entries[0].id])
    qtbot.keyClick(workspace.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.review.analysed_whole, timeout=WAIT_MS)
    starts = [finding.first_frame for finding in window.review.findings]
    assert starts == pytest.approx([frames.start for frames in SCENES[0]], abs=1)

    # The keys go to their starts, and say when there is no more.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for start in starts:
        press(window, Qt.Key.Key_N, qtbot)
        wait_shown(window, start, qtbot)
    press(window, Qt.Key.Key_N, qtbot)
    qtbot.waitUntil(lambda: "No later finding." in said(window), timeout=WAIT_MS)
    assert window.review.position == starts[-1]
    for start in reversed(starts[:-1]):
        press(window, Qt.Key.Key_N, qtbot, Qt.KeyboardModifier.ShiftModifier)
        wait_shown(window, start, qtbot)
    press(window, Qt.Key.Key_N, qtbot, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "No earlier finding." in said(window), timeout=WAIT_MS)

    # A stricter policy drops the weak finding, here and in the list, without the network.
    frames = frames_done(window)
    assert window.settings.alarm_policy == AlarmPolicy()
    preset = window.review.policy_panel.preset
    qtbot.keyClick(preset, Qt.Key.Key_Down)
    assert window.settings.alarm_policy == PRESETS["strict"]
    qtbot.waitUntil(lambda: len(window.review.findings) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.review.policy_panel.counts.text().startswith("2 findings"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: [entry.finding_count for entry in queue.entries] == [2, 1], timeout=WAIT_MS)
    assert frames_done(window) == frames

    # The export writes what the window shows.
    shown = window.review.findings
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    assert dialog is not None
    dialog.form.choose_stretch("all")
    dialog.form.choose_outputs(frozenset({"findings"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    with (tmp_path / "exports" / recordings[0].stem / "findings.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [tuple(int(row[name]) for name in ("first_frame", "last_frame", "best_frame")) for row in rows] == [
        (finding.first_frame, finding.last_frame, finding.best_frame) for finding in shown
    ]
    assert frames_done(window) == frames


def test_two_windows_on_one_recording_show_the_same_findings(
    open_window: OpenWindow, recordings: list[Path], green_model: Path, qtbot: QtBot
) -> None:
    windows = [open_window(model_path=green_model) for _ in range(2)]
    for window in windows:
        window.open(recordings[:1])
    qtbot.waitUntil(lambda: all(window.review.analysed_whole for window in windows), timeout=WAIT_MS)
    first, second = (window.review.findings for window in windows)
    assert first == second and len(first) == len(SCENES[0])
    windows[0].close()
    frames = frames_done(windows[1])
    windows[1].review.policy_panel.preset.activated.emit(2)
    qtbot.waitUntil(lambda: len(windows[1].review.findings) == 2, timeout=WAIT_MS)
    assert frames_done(windows[1]) == frames
    assert not any("damaged" in text or "cannot" in text for text in said(windows[1]))
