"""The journey of findings: queue recordings, lose the program, reopen, walk, change the policy, export."""

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.settings import Settings
from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from polyp_core.cache import MAPS
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import write_model_file

WAIT_MS = 60_000
SIZE_PX = (160, 120)
RATE_FPS = 25.0
FRAMES = (200, 500)
STRONG, WEAK = (40, 190, 60), (80, 166, 70)
SCENES = (
    {range(25, 60): STRONG, range(80, 115): WEAK, range(140, 175): STRONG},
    {range(100, 150): STRONG},
)
"""For each recording, the frames that show a square, and its colour; the model is less sure of WEAK."""
REPOSITORY = Path(__file__).parents[2]

# Runs the program slowly, and says when most of the second recording is analysed.
_ANALYSE = """
    import sys, time
    from PySide6.QtCore import QTimer
    import app.main_window as module
    from polyp_core.inference.segmenter_thread import SegmenterThread
    from polyp_core.inference.openvino_engine import OpenVinoEngine

    run = OpenVinoEngine.run

    def run_slowly(self, batch):
        time.sleep(0.02)
        return run(self, batch)

    OpenVinoEngine.run = run_slowly

    class Watched(module.MainWindow):
        def showEvent(self, event):
            super().showEvent(event)
            self.watch = QTimer(self, interval=20)
            self.watch.timeout.connect(self.look)
            self.watch.start()

        def look(self):
            entries = self.queue.queue.entries
            if len(entries) == 2 and entries[0].state == "complete" and entries[1].share_analysed > 0.6:
                self.watch.stop()
                print("well under way", flush=True)

    module.MainWindow = Watched
    from app.main import main
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def green_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny network that marks what is more green than red, with the more confidence the greener it is."""
    from polyp_core.inference.openvino_graph import Graph, convert
    from polyp_core.model.networks import build_network

    card = ModelCard(
        name="green",
        architecture="Unet",
        encoder="tu-test_resnet",
        decoder_channels=(16, 16, 8, 8, 8),
        input_size=64,
        training_data=(),
        split="none",
        scores=(),
        date=date(2026, 1, 2),
        licence="research",
    )
    weights = {name: value.numpy().copy() for name, value in build_network(card.network).state_dict().items()}
    # Green minus red goes through the first convolutions and the last skip connection (channel 8); the rest is zero.
    for value in weights.values():
        if value.ndim == 4:
            value[...] = 0.0
    weights["encoder.model.conv1.0.weight"][0, :, 1, 1] = np.array([-1, 1, 0]) * card.std
    for name, channel in (("encoder.model.conv1.3", 0), ("encoder.model.conv1.6", 0), ("decoder.blocks.3.conv1.0", 8)):
        weights[f"{name}.weight"][0, channel, 1, 1] = 1.0
    for name in ("blocks.3.conv2.0", "blocks.4.conv1.0", "blocks.4.conv2.0"):
        weights[f"decoder.{name}.weight"][0, 0, 1, 1] = 1.0
    weights["segmentation_head.0.weight"][0, 0, 1, 1] = 12.0
    weights["segmentation_head.0.bias"][...] = -2.9
    path = tmp_path_factory.mktemp("green") / "green.safetensors"
    graph = Graph.of(convert(write_model_file(path, card, weights)))
    return write_model_file(path, card, weights, graph.extras()).path


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Reddish textured recordings with the green squares of SCENES."""
    folder = tmp_path_factory.mktemp("recordings")
    texture = (
        np.random.default_rng(1).integers(-20, 20, (SIZE_PX[1] // 4, SIZE_PX[0] // 4, 1)).repeat(4, 0).repeat(4, 1)
    )
    background = np.array([180, 90, 80]) + texture
    paths = []
    for number, (frame_count, scenes) in enumerate(zip(FRAMES, SCENES, strict=True)):
        path = folder / f"part {number + 1}.mp4"
        with VideoWriter(path, *SIZE_PX, RATE_FPS, comment=path.name, crf=8) as video:
            for index in range(frame_count):
                image = background.astype(np.uint8)
                for frames, colour in scenes.items():
                    if index in frames:
                        image[40:80, 60:100] = colour
                video.write(image, index / RATE_FPS)
        paths.append(path)
    return paths


@pytest.fixture
def open_window(qtbot: QtBot, green_model: Path) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows in one home folder, and closes them after the test."""
    windows: list[MainWindow] = []

    def open_it(**choices: object) -> MainWindow:
        defaults = {"play_on_open": False, "started_before": True, "model_path": green_model}
        window = MainWindow(Settings(**{**defaults, **choices}))  # type: ignore[arg-type]
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        window.models.start(device="cpu")
        return window

    yield open_it
    for window in windows:
        window.close()


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
    open_window: Callable[..., MainWindow], recordings: list[Path], green_model: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    analyse_until_killed(recordings, green_model)
    stored = count_maps()
    assert FRAMES[0] < stored < sum(FRAMES)

    # The queue goes on, and segments only what was not stored.
    window = open_window(export_dir=tmp_path / "exports")
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
    dialog = window.outlets.export_dialog
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
    open_window: Callable[..., MainWindow], recordings: list[Path], qtbot: QtBot
) -> None:
    windows = [open_window(), open_window()]
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
