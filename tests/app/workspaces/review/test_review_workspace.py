"""Whole journeys through the workspace on the demo clip, with the shipped model, as a person would make them."""

import gc
import itertools
import sqlite3
import threading
import tracemalloc
from collections import Counter
from dataclasses import replace

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.actions import REVIEW_ACTIONS, ActionTable
from app.playback.mask_state import MaskState
from app.services.deadline import Deadline
from app.services.settings import Settings, load_settings
from app.workspaces.review.connect_actions import connect_findings
from app.workspaces.review.hover_preview import HoverPreview
from app.workspaces.review.review_workspace import ReviewWorkspace
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.open import open_source
from polyp_core.masks.overlay import draw_overlay
from polyp_core.paths import cache_folder
from polyp_core.review.records import Extent
from resources import DEMO_CLIP, MODEL_FILE

TIMEOUT_MS = 90_000
POLYP_FRAME = 150


@pytest.fixture
def settings():
    return Settings(play_on_open=False, analyse_whole_clip=False)


@pytest.fixture
def workspace(qtbot, settings):
    widget = ReviewWorkspace(settings)
    qtbot.addWidget(widget)
    widget.resize(1280, 720)
    with qtbot.waitExposed(widget):
        widget.show()
    yield widget
    widget.shutdown()


def open_clip(qtbot, workspace, path=DEMO_CLIP, start=0):
    """Opens a recording and waits until its index is complete, for the first frames come before it."""
    with qtbot.waitSignal(workspace.source_opened, timeout=TIMEOUT_MS):
        workspace.open_path(path, start)
    qtbot.waitUntil(lambda: not workspace.player.info.indexing, timeout=TIMEOUT_MS)
    return workspace.player.info


def wait_shown(qtbot, workspace, index, *, mask=False):
    def there():
        shown = workspace.current_frame()
        if shown is None or shown.frame.index != index:
            return False
        return not mask or shown.prediction is not None

    qtbot.waitUntil(there, timeout=TIMEOUT_MS)


def show_polyp(qtbot, workspace, model):
    """Shows the demo clip on a frame with a polyp, with the model's mask."""
    workspace.set_model(model, "cpu")
    open_clip(qtbot, workspace, start=POLYP_FRAME)
    wait_shown(qtbot, workspace, POLYP_FRAME, mask=True)
    qtbot.waitUntil(lambda: workspace.map_store is not None, timeout=TIMEOUT_MS)
    wait_shown(qtbot, workspace, POLYP_FRAME, mask=True)
    return workspace


@pytest.fixture
def with_mask(qtbot, workspace):
    """The demo clip on a frame with a polyp, its mask on screen."""
    return show_polyp(qtbot, workspace, MODEL_FILE)


@pytest.fixture
def with_tiny_model(qtbot, workspace, quick_model):
    """As `with_mask`, for tests that do not depend on the masks."""
    return show_polyp(qtbot, workspace, quick_model)


def press(qtbot, workspace, key, modifier=Qt.KeyboardModifier.NoModifier):
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    workspace.canvas.setFocus()
    qtbot.keyClick(workspace.canvas, key, modifier)


def test_it_says_what_to_do_while_nothing_is_open(workspace):
    assert workspace.current_source is None
    assert "Ctrl+O" in workspace.canvas.accessibleDescription()
    assert workspace.status_line.state.text() == "No picture"
    assert not workspace.actions_table["play"].isEnabled()


def test_open_seek_and_step_back(qtbot, workspace):
    info = open_clip(qtbot, workspace)
    assert info.frame_count == 580
    assert workspace.actions_table["play"].isEnabled()
    wait_shown(qtbot, workspace, 0)
    press(qtbot, workspace, Qt.Key.Key_Right)
    wait_shown(qtbot, workspace, 25)
    press(qtbot, workspace, Qt.Key.Key_Comma)
    wait_shown(qtbot, workspace, 24)
    press(qtbot, workspace, Qt.Key.Key_End)
    wait_shown(qtbot, workspace, 579)
    assert workspace.transport.time.text().endswith("frame 579 / 579")
    press(qtbot, workspace, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    wait_shown(qtbot, workspace, 329)
    press(qtbot, workspace, Qt.Key.Key_Home)
    wait_shown(qtbot, workspace, 0)


def test_a_note_that_comes_when_the_index_is_complete_is_told_once(qtbot, workspace):
    info = open_clip(qtbot, workspace)
    told = []
    workspace.notice.connect(told.append)
    for _ in range(2):
        workspace.player.info_changed.emit(replace(info, notes=("The file is cut.",)))
    assert told == ["The file is cut."]


def test_space_plays_and_pauses(qtbot, workspace):
    open_clip(qtbot, workspace)
    press(qtbot, workspace, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: workspace.player.position >= 5, timeout=TIMEOUT_MS)
    press(qtbot, workspace, Qt.Key.Key_Space)
    assert not workspace.player.playing
    assert workspace.current_frame().frame.index == workspace.player.position


def test_j_k_l_play_backwards_stop_and_play(qtbot, workspace):
    open_clip(qtbot, workspace, start=100)
    wait_shown(qtbot, workspace, 100)
    press(qtbot, workspace, Qt.Key.Key_L)
    press(qtbot, workspace, Qt.Key.Key_L)
    assert workspace.transport.speed.currentText() == "2x"
    qtbot.waitUntil(lambda: workspace.player.position >= 105, timeout=TIMEOUT_MS)
    press(qtbot, workspace, Qt.Key.Key_J)
    assert workspace.transport.speed.currentText() == "1x"
    qtbot.waitUntil(lambda: workspace.player.position < 95, timeout=TIMEOUT_MS)
    press(qtbot, workspace, Qt.Key.Key_K)
    assert not workspace.player.playing
    assert workspace.current_frame().frame.index == workspace.player.position


def test_it_plays_by_itself_where_that_is_the_setting(qtbot, workspace, settings):
    settings.play_on_open = True
    open_clip(qtbot, workspace)
    qtbot.waitUntil(lambda: workspace.player.position >= 3, timeout=TIMEOUT_MS)


def test_the_speed_is_kept_between_starts_whoever_changes_it(qtbot, workspace, settings, tmp_path):
    open_clip(qtbot, workspace)
    press(qtbot, workspace, Qt.Key.Key_BracketRight)
    assert settings.speed == 1.5
    workspace.transport.speed.setCurrentIndex(workspace.transport.speed.findData(0.5))
    workspace.transport.speed.activated.emit(workspace.transport.speed.currentIndex())
    assert settings.speed == 0.5
    settings.save(tmp_path / "settings.json")
    again = ReviewWorkspace(load_settings(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    assert again.player.speed == 0.5
    assert again.transport.speed.currentText() == "0.5x"
    again.shutdown()
    workspace.close_source()
    open_clip(qtbot, workspace)
    assert workspace.player.speed == 0.5


def test_the_overlay_is_the_cores_and_follows_its_settings_and_keys(qtbot, with_mask, settings):
    shown, style = with_mask.current_frame(), with_mask.overlay_style
    with_mask.canvas.zoom_by(10.0)
    assert np.array_equal(with_mask.canvas.compose(), draw_overlay(shown.frame.image, shown.prediction, style))
    assert with_mask.player.mask_state is MaskState.READY
    assert with_mask.status_line.state.text() == "Mask ready"

    looks = [with_mask.canvas.compose()]
    for name, value in (("threshold", 0.95), ("style", "outline"), ("opacity", 0.9), ("style", "heatmap")):
        setattr(settings, name, value)
        looks.append(with_mask.canvas.compose())
    assert all((a != b).any() for a, b in itertools.pairwise(looks))

    masked = looks[-1]
    press(qtbot, with_mask, Qt.Key.Key_H)
    bare = with_mask.canvas.compose()
    assert (masked != bare).any()
    press(qtbot, with_mask, Qt.Key.Key_H)
    qtbot.keyPress(with_mask.canvas, Qt.Key.Key_V)
    assert (with_mask.canvas.compose() == bare).all()
    qtbot.keyRelease(with_mask.canvas, Qt.Key.Key_V)
    assert (with_mask.canvas.compose() == masked).all()


def test_what_playback_computed_appears_on_the_strip(qtbot, with_mask, settings):
    qtbot.waitUntil(lambda: with_mask.session.curve.area_fraction[POLYP_FRAME] > 0, timeout=TIMEOUT_MS)
    before = with_mask.session.curve.area_fraction[POLYP_FRAME]
    settings.alarm_policy = AlarmPolicy(open_level=0.9, keep_level=0.9)
    qtbot.waitUntil(
        lambda: with_mask.session.curve.settled and with_mask.session.curve.area_fraction[POLYP_FRAME] < before,
        timeout=TIMEOUT_MS,
    )


def test_loop_by_keys(qtbot, workspace):
    open_clip(qtbot, workspace, start=30)
    wait_shown(qtbot, workspace, 30)
    press(qtbot, workspace, Qt.Key.Key_I)
    workspace.player.seek(34)
    wait_shown(qtbot, workspace, 34)
    press(qtbot, workspace, Qt.Key.Key_O)
    assert workspace.loop_range == (30, 34)
    assert workspace.transport.loop_text.text() == "Range from 0:01.200 to 0:01.360"
    seen = []
    workspace.player.frame_changed.connect(lambda analysed: seen.append(analysed.frame.index))
    press(qtbot, workspace, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(seen) > 10, timeout=TIMEOUT_MS)
    press(qtbot, workspace, Qt.Key.Key_Space)
    assert set(seen) == {30, 31, 32, 33, 34}
    press(qtbot, workspace, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.loop_range is None


def test_scrubbing_previews_and_ends_on_the_exact_frame(qtbot, workspace):
    open_clip(qtbot, workspace)
    wait_shown(qtbot, workspace, 0)
    bar = workspace.time_line
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.axis.x_of(10)), 12))
    for index in (100, 200, 301):
        qtbot.mouseMove(bar, QPoint(round(bar.axis.x_of(index)), 12))
        qtbot.waitUntil(lambda index=index: abs(workspace.current_frame().frame.index - index) < 3, timeout=TIMEOUT_MS)
    x = round(bar.axis.x_of(412))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
    exact = bar.axis.frame_at(x)
    wait_shown(qtbot, workspace, exact)
    with open_source(DEMO_CLIP) as source:
        assert (workspace.current_frame().frame.image == source.read(exact).image).all()


def test_hovering_tells_the_time_and_brings_a_thumbnail(qtbot, workspace):
    open_clip(qtbot, workspace)
    preview = workspace.findChild(HoverPreview)
    workspace.time_line.hovered.emit(250)
    assert preview.isVisible()
    assert "0:10.000" in preview.text
    qtbot.waitUntil(lambda: preview.has_picture, timeout=TIMEOUT_MS)
    workspace.time_line.hovered.emit(-1)
    assert not preview.isVisible()


def test_findings_by_key_in_the_whole_clip(qtbot, workspace, settings, green_model, short_recording):
    settings.analyse_whole_clip = True
    workspace.set_model(green_model, "cpu")
    open_clip(qtbot, workspace, short_recording)
    qtbot.waitUntil(lambda: workspace.analysed_whole and len(workspace.decisions.listed) > 0, timeout=TIMEOUT_MS)
    first = workspace.findings[0]
    assert isinstance(first, Finding)
    assert first.first_frame > 0
    press(qtbot, workspace, Qt.Key.Key_N)
    wait_shown(qtbot, workspace, first.first_frame)
    workspace.player.seek(first.last_frame)
    press(qtbot, workspace, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    wait_shown(qtbot, workspace, first.first_frame)


def test_no_finding_is_said_and_nothing_moves(qtbot, workspace):
    open_clip(qtbot, workspace)
    with qtbot.waitSignal(workspace.notice) as notice:
        press(qtbot, workspace, Qt.Key.Key_N)
    assert "finding" in notice.args[0]


def test_a_file_that_is_none_fails_in_words_and_another_opens(qtbot, workspace, tmp_path):
    bad = tmp_path / "notes.mp4"
    bad.write_text("this is no video")
    with qtbot.waitSignal(workspace.source_failed, timeout=TIMEOUT_MS) as failed:
        workspace.open_path(bad)
    assert "notes.mp4" in failed.args[0]
    assert workspace.current_source is None
    open_clip(qtbot, workspace)


def test_a_model_that_fails_to_load_leaves_the_one_before(qtbot, with_tiny_model, tmp_path):
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(MODEL_FILE.read_bytes()[:5000])
    with qtbot.waitSignal(with_tiny_model.notice, timeout=TIMEOUT_MS) as notice:
        with_tiny_model.set_model(bad, "cpu")
    assert "bad.safetensors" in notice.args[0]
    assert with_tiny_model.segmenter_thread is not None
    with_tiny_model.player.seek(POLYP_FRAME + 40)
    wait_shown(qtbot, with_tiny_model, POLYP_FRAME + 40, mask=True)


def test_another_model_brings_its_own_masks(qtbot, with_tiny_model, two_models):
    before = with_tiny_model.segmenter_thread
    with qtbot.waitSignal(with_tiny_model.session.model_changed, timeout=TIMEOUT_MS):
        with_tiny_model.set_model(two_models / "light.safetensors", "cpu")
    assert with_tiny_model.segmenter_thread is not before
    wait_shown(qtbot, with_tiny_model, POLYP_FRAME, mask=True)


class Relabelled:
    """An engine under another name, as when the CPU takes over from a GPU."""

    label = "another engine"

    def __init__(self, engine):
        self._engine = engine

    def __getattr__(self, name):
        return getattr(self._engine, name)


def test_maps_are_kept_apart_by_the_engine_that_takes_over(qtbot, with_tiny_model):
    session = with_tiny_model.session
    qtbot.waitUntil(lambda: session.store is not None, timeout=TIMEOUT_MS)
    before = session.store
    session.segmenter._engine = Relabelled(session.segmenter._engine)
    qtbot.waitUntil(lambda: session.store not in (None, before), timeout=TIMEOUT_MS)
    wait_shown(qtbot, with_tiny_model, POLYP_FRAME, mask=True)


def test_kept_maps_serve_the_next_opening(qtbot, with_tiny_model):
    with_tiny_model.close_source()
    assert with_tiny_model.current_frame() is None
    with_tiny_model.session.wait_until_closed()
    open_clip(qtbot, with_tiny_model)
    qtbot.waitUntil(lambda: with_tiny_model.map_store is not None, timeout=TIMEOUT_MS)
    assert POLYP_FRAME in with_tiny_model.map_store


def test_maps_of_frames_deinterlaced_otherwise_are_not_shown(qtbot, with_tiny_model, settings):
    settings.deinterlace = "on"
    assert with_tiny_model.deinterlace == "auto", "the source on screen is still the same"
    with_tiny_model.close_source()
    with_tiny_model.session.wait_until_closed()
    open_clip(qtbot, with_tiny_model, start=579)
    assert with_tiny_model.deinterlace == "on"
    qtbot.waitUntil(lambda: with_tiny_model.map_store is not None, timeout=TIMEOUT_MS)
    assert POLYP_FRAME not in with_tiny_model.map_store


def test_opening_and_closing_leaves_nothing_behind(qtbot, workspace):
    def open_paths():
        return [each.path for each in psutil.Process().open_files()]

    def cycle(count):
        for start in range(count):
            open_clip(qtbot, workspace, start=start)
            wait_shown(qtbot, workspace, start)
            workspace.close_source()
        workspace.session.wait_until_closed()
        workspace.decisions.wait_until_stored()
        gc.collect()
        return set(threading.enumerate()), Counter(open_paths()), tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        threads, files, memory = cycle(4)
        threads_after, _, memory_after = cycle(10)
    finally:
        tracemalloc.stop()
    assert [thread.name for thread in threads_after - threads] == []
    # A review that was opened after its source was closed is closed by the event loop.
    qtbot.waitUntil(lambda: not Counter(open_paths()) - files, timeout=TIMEOUT_MS)
    assert memory_after - memory < 3e6, "three decoded frames of the clip are more than this"


def test_shutdown_while_playing_and_analysing_leaves_no_thread(new_threads, qtbot, settings, quick_model):
    settings.play_on_open, settings.analyse_whole_clip = True, True
    widget = ReviewWorkspace(settings)
    qtbot.addWidget(widget)
    widget.set_model(quick_model, "cpu")
    widget.open_path(DEMO_CLIP)
    qtbot.waitUntil(lambda: widget.map_store is not None and widget.player.playing, timeout=TIMEOUT_MS)
    widget.shutdown(Deadline(TIMEOUT_MS / 1000))
    assert new_threads() == []


def test_damaged_maps_are_made_anew_and_told_and_playback_goes_on(qtbot, workspace, quick_model):
    told = []
    workspace.notice.connect(told.append)
    workspace.set_model(quick_model, "cpu")
    open_clip(qtbot, workspace)
    qtbot.waitUntil(lambda: workspace.map_store is not None, timeout=TIMEOUT_MS)
    wait_shown(qtbot, workspace, 0, mask=True)
    workspace.close_source()
    workspace.session.wait_until_closed()
    (kept,) = cache_folder("maps").glob("*.sqlite")
    kept.write_bytes(b"this is no database" * 1000)
    open_clip(qtbot, workspace)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=TIMEOUT_MS)
    assert "was damaged. The recording is being analysed again" in told[0]
    wait_shown(qtbot, workspace, 0, mask=True)

    with sqlite3.connect(kept) as database:
        database.execute("DROP TABLE maps")  # by another program, while they are open
    database.close()
    workspace.player.seek(POLYP_FRAME)
    wait_shown(qtbot, workspace, POLYP_FRAME, mask=True)
    workspace.close_source()
    workspace.session.wait_until_closed()
    open_clip(qtbot, workspace)
    wait_shown(qtbot, workspace, 0, mask=True)
    assert len(told) <= 2


def finding(first, last):
    return Finding(first, last, first, first / 25, last / 25, first / 25, 0.1, 0.9)


def extents(curve):
    return [Extent.of(each) for each in curve.findings]


@pytest.fixture
def go_by_key(qtbot, workspace):
    """Goes by a key from a frame to another finding of a curve; returns the notices."""
    open_clip(qtbot, workspace)

    def go(curve, at, key, shown, **options):
        actions, notices = ActionTable(QWidget(workspace), REVIEW_ACTIONS), []
        connect_findings(actions, workspace.player, lambda: curve, lambda: extents(curve), notices.append, **options)
        workspace.player.seek(at)
        wait_shown(qtbot, workspace, at)
        actions["next_finding" if key == "N" else "previous_finding"].trigger()
        wait_shown(qtbot, workspace, shown)
        assert workspace.player.position == shown
        return notices

    return go


def test_the_keys_of_findings_stop_at_what_has_not_been_analysed(go_by_key):
    for analysed, at, key, shown, said in (
        ([(0, 580)], 0, "N", 300, ""),
        ([(0, 580)], 310, "N", 310, "No later finding."),
        ([(0, 100), (250, 580)], 0, "N", 100, "150 later frames have not been analysed"),
        ([(0, 100), (250, 580)], 120, "N", 300, "have not been analysed"),
        ([(0, 350)], 310, "N", 350, "230 later frames have not been analysed"),
        ([(0, 350)], 400, "N", 400, "in what has been analysed so far"),
        ([(0, 350), (450, 580)], 500, "Shift+N", 449, "100 earlier frames have not been analysed"),
        ([(0, 290), (296, 580)], 0, "N", 300, ""),
    ):
        area = np.full(580, np.nan, np.float32)
        for start, stop in analysed:
            area[start:stop] = 0
        notices = go_by_key(Curve(area, np.zeros(580, bool), (finding(300, 305),)), at, key, shown)
        assert len(notices) == bool(said)
        assert said in "".join(notices)


def test_the_keys_of_findings_pass_what_is_to_be_checked_and_say_that_there_is_some(go_by_key):
    curve = Curve(np.zeros(580, np.float32), np.zeros(580, bool), to_check=(finding(300, 300),))
    notices = go_by_key(curve, 0, "N", 0)
    assert notices == ["No later finding. Places marked in grey are still to be checked."]


def test_the_keys_of_findings_go_to_best_frames_where_that_is_the_setting(go_by_key):
    found = (replace(finding(100, 120), best_frame=110), replace(finding(300, 310), best_frame=305))
    curve = Curve(np.zeros(580, np.float32), np.zeros(580, bool), found)
    for at, key, shown in ((0, "N", 110), (110, "N", 305), (305, "Shift+N", 110), (400, "Shift+N", 305)):
        go_by_key(curve, at, key, shown, to_best_frame=lambda: True)


def test_the_status_tells_what_is_marked_and_which_finding_it_is(qtbot, with_mask, settings):
    line = with_mask.status_line
    qtbot.waitUntil(lambda: "%, confidence" in line.marked.text(), timeout=TIMEOUT_MS)
    settings.analyse_whole_clip = True
    qtbot.waitUntil(lambda: line.finding.text() == "Finding 1 of 1", timeout=TIMEOUT_MS)
    with_mask.player.seek(0)
    wait_shown(qtbot, with_mask, 0, mask=True)
    assert line.marked.text() == "Nothing marked"
    assert not line.finding.isVisible()


def test_a_range_is_analysed_first(qtbot, with_tiny_model):
    qtbot.waitUntil(lambda: with_tiny_model.session.predictions is not None, timeout=TIMEOUT_MS)
    predictions = with_tiny_model.session.predictions
    with_tiny_model.time_line.range_selected.emit(400, 420)
    assert with_tiny_model.loop_range == (400, 420)
    assert predictions._priority == range(400, 421)
    with_tiny_model.actions_table["loop_clear"].trigger()
    assert predictions._priority is None


def test_the_analysis_pauses_and_resumes_by_its_button(qtbot, workspace, settings, quick_model, short_recording):
    workspace.set_model(quick_model, "cpu")
    open_clip(qtbot, workspace, short_recording)
    qtbot.waitUntil(lambda: workspace.map_store is not None, timeout=TIMEOUT_MS)
    pause = workspace.status_line.pause
    assert not pause.isVisible()
    pause.setChecked(True)
    settings.analyse_whole_clip = True
    qtbot.waitUntil(pause.isVisible, timeout=TIMEOUT_MS)
    assert workspace.status_line.analysed.text().endswith("paused")
    assert workspace.session.predictions.stage is None
    pause.click()
    qtbot.waitUntil(lambda: workspace.status_line.analysed.text() == "Analysed", timeout=TIMEOUT_MS)
    assert not pause.isVisible()
