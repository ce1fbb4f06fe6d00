"""The window while the index of a recording is still being read."""

import threading

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.playback.playback_range import Destination
from app.workspaces.review import review_session
from app.workspaces.review.go_to import GoToDialog
from polyp_core.frames.video.packet_scan import DecodingScan
from polyp_core.frames.video.video_file import VideoFile

from .growing import FRAMES, HeldIndex, number_in, numbered_clip

WAIT_MS = 20_000


@pytest.fixture
def clip(tmp_path):
    return numbered_clip(tmp_path / "clip.mpg")


@pytest.fixture
def index(monkeypatch):
    held = HeldIndex(monkeypatch)
    held.allow(12)
    yield held
    held.allow_all()


@pytest.fixture
def open_window(open_window, qtbot):
    """Opens windows that show a file."""

    def make(path, **settings):
        window = open_window(**settings)
        window.resize(1600, 900)
        window.open([path])
        qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
        return window

    return make


def wait_indexed(window, qtbot):
    qtbot.waitUntil(lambda: not window.review.current_source.indexing, timeout=WAIT_MS)


def test_play_as_soon_as_a_file_opens_works_with_a_long_index(open_window, clip, index, qtbot):
    window = open_window(clip, play_on_open=True)
    player = window.review.player
    qtbot.waitUntil(lambda: player.playing and player.counter >= 5, timeout=WAIT_MS)
    index.allow_all()
    qtbot.waitUntil(lambda: player.counter >= 15, timeout=WAIT_MS)


def test_no_length_is_shown_before_it_is_known(open_window, clip, index, qtbot):
    window = open_window(clip)
    review = window.review
    assert "reading the index" in review.transport.time.text()
    assert "/" not in review.transport.time.text()
    assert "Reading the index" in review.time_line.toolTip()
    qtbot.waitUntil(lambda: "Reading the index" in review.status_line.analysed.text(), timeout=WAIT_MS)
    assert review.time_line.axis.x_of(review.current_source.frame_count - 1) < review.time_line.width() / 2
    index.allow_all()
    wait_indexed(window, qtbot)
    assert review.transport.time.text().endswith(f"/ {FRAMES - 1}")
    assert review.time_line.toolTip() == ""
    qtbot.waitUntil(lambda: "index" not in review.status_line.analysed.text(), timeout=WAIT_MS)


def test_go_to_accepts_a_frame_that_is_not_indexed_yet_and_says_so(open_window, clip, index, qtbot):
    window = open_window(clip)
    review = window.review
    review.actions_table["go_to"].trigger()
    dialog = review.findChild(GoToDialog)
    assert "not known yet" in dialog.hint.text()
    dialog.target.setText("150")
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
    assert review.player.awaited == Destination(frame=150)
    assert "frame 150" in review.status_line.awaited.text()
    index.allow_all()
    qtbot.waitUntil(lambda: review.player.counter == 150 and not review.player.pending, timeout=WAIT_MS)
    assert number_in(review.current_frame().frame.image) == 150
    assert review.status_line.awaited.text() == ""


def test_a_source_closed_before_its_index_reached_the_remembered_frame_keeps_it(open_window, clip, index, qtbot):
    index.allow_all()
    window = open_window(clip)
    wait_indexed(window, qtbot)
    window.review.player.seek(150)
    qtbot.waitUntil(lambda: window.review.current_frame().frame.index == 150, timeout=WAIT_MS)
    window.close_source()
    window.review.session.wait_until_closed()  # a source that still closes would share its index, which is whole
    index.allow(12)
    for _ in range(2):
        window.open([clip])
        qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
        assert window.review.player.awaited == Destination(frame=150)
        window.close_source()


def test_an_export_waits_for_the_length(open_window, clip, index, qtbot, tmp_path):
    window = open_window(clip, export_dir=tmp_path / "out")
    qtbot.waitUntil(lambda: window.review.segmenter_thread is not None, timeout=WAIT_MS)
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    assert not dialog.start.isEnabled()
    assert "reading the index" in dialog.state.text()
    index.allow_all()
    qtbot.waitUntil(dialog.start.isEnabled, timeout=WAIT_MS)
    assert not dialog.state.isVisible()
    assert any(f"{FRAMES} frames" in button.text() for button in dialog.form._stretches.values())


def test_an_export_of_a_source_that_was_closed_meanwhile_is_reported(open_window, clip, index, qtbot):
    window = open_window(clip)
    qtbot.waitUntil(lambda: window.review.segmenter_thread is not None, timeout=WAIT_MS)
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    window.close_source()
    assert "was closed before" in dialog.state.text()
    assert not dialog.start.isEnabled()


def test_a_picture_of_another_frame_is_dimmed_until_the_right_one_is_there(open_window, clip, monkeypatch, qtbot):
    may_read = threading.Event()

    class SlowAt100(VideoFile):
        def read(self, index):
            if index == 100:
                may_read.wait()
            return super().read(index)

    monkeypatch.setattr(review_session, "open_source", lambda path, **options: SlowAt100(path))
    window = open_window(clip, analyse_whole_clip=False)
    review = window.review
    wait_indexed(window, qtbot)
    assert not review.canvas.dimmed
    review.player.seek(100)
    qtbot.waitUntil(lambda: review.canvas.dimmed, timeout=WAIT_MS)
    assert review.canvas.analysed.frame.index != 100
    assert "frame 100" in review.transport.time.text()
    may_read.set()
    qtbot.waitUntil(lambda: review.canvas.analysed.frame.index == 100, timeout=WAIT_MS)
    assert not review.canvas.dimmed


def test_a_list_of_pictures_opens_paused_and_none_is_skipped(open_window, tmp_path, qtbot):
    folder = tmp_path / "stills"
    folder.mkdir()
    rng = np.random.default_rng(7)
    for number in range(12):
        cv2.imwrite(str(folder / f"{number:02d}.png"), rng.integers(0, 255, (64, 80 + number, 3), dtype=np.uint8))
    window = open_window(folder, play_on_open=True, mode="real_time")
    player = window.review.player
    qtbot.wait(300)
    assert not player.playing
    shown = []
    player.frame_changed.connect(lambda analysed: shown.append(analysed.frame.index))
    player.set_speed(4.0)
    player.play()
    qtbot.waitUntil(lambda: not player.playing, timeout=WAIT_MS)
    assert [frame for frame in dict.fromkeys(shown) if frame > 0] == list(range(1, 12))
    assert player.skipped == 0


def test_playback_previews_analysis_and_export_share_one_index(open_window, clip, qtbot, tmp_path, monkeypatch):
    scanned = []
    add = DecodingScan.add

    def count(scan, packet):
        scanned.append(packet.size)
        add(scan, packet)

    monkeypatch.setattr(DecodingScan, "add", count)
    # The tiny model's analysis would be over too soon.
    window = open_window(clip, model_path=None, export_dir=tmp_path / "out", analyse_whole_clip=True)
    review = window.review
    review.player.play()
    previews = []
    review.session.thumbnail_arrived.connect(previews.append)
    wait_indexed(window, qtbot)
    review.session.thumbnail(120)
    qtbot.waitUntil(lambda: previews == [120], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: review.map_store is not None and len(review.map_store) > 20, timeout=WAIT_MS)
    readers = {"frame-prefetcher", "thumbnails", "recording-analysis"}
    qtbot.waitUntil(lambda: readers <= {thread.name for thread in threading.enumerate()}, timeout=WAIT_MS)
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    dialog.form.choose_outputs(frozenset({"csv"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=4 * WAIT_MS) as completed:
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert completed.args[0].frames == FRAMES
    assert len(scanned) == FRAMES, "each packet of the file was decoded once for the index"
