"""Journeys through the window, on the demo clip with the shipped model."""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.settings import load_settings
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.redaction_presets import RedactionPreset
from polyp_core.frames.stills.image_files import read_image
from polyp_core.model.default_model import default_model, shipped_models
from resources import DEMO_CLIP, MODEL_FILE

from .conftest import OpenWindow

FRAMES = Path(__file__).parent.parent / "data" / "polypgen"
WAIT_MS = 60_000

MakeOdd = Callable[..., dict[str, str]]


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A copy of the demo clip under another name."""
    path = tmp_path / "Untersuchung Nr. 7.mp4"
    shutil.copyfile(DEMO_CLIP, path)
    return path


@pytest.fixture
def window(open_window: OpenWindow, clip: Path, qtbot: QtBot) -> MainWindow:
    """A window with the clip open and the mask of its first frame shown."""
    window = open_window()
    window.open([clip])
    wait_for_mask(window, qtbot)
    return window


def wait_for_mask(window: MainWindow, qtbot: QtBot) -> None:
    def has_mask() -> bool:
        shown = window.review.current_frame()
        return shown is not None and shown.prediction is not None

    qtbot.waitUntil(has_mask, timeout=WAIT_MS)


def notices(window: MainWindow) -> str:
    return " ".join(notice.text for notice in window.notices.notices)


def wait_for_notice(window: MainWindow, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in notices(window), timeout=WAIT_MS)


@pytest.fixture
def opened_files() -> Iterator[list[str]]:
    """The paths that this process opens during the test."""
    paths: list[str] = []
    active = True

    def note(event: str, args: tuple[object, ...]) -> None:
        if active and event == "open" and args[1] is not None:  # None: the descriptor behind an `open`
            paths.append(os.fspath(args[0]) if isinstance(args[0], str | Path) else "")

    sys.addaudithook(note)  # cannot be removed
    yield paths
    active = False


# -- Opening and leaving -----------------------------------------------------------------------------------------------


def test_no_key_has_two_meanings_on_any_page(window: MainWindow) -> None:
    for page in ("review", "dataset", "training", "recordings"):
        window.tabs.open(page)
        owners = owners_of_keys(window)
        assert len(owners) > 10, "keys are there at all"
        assert {key: names for key, names in owners.items() if len(names) > 1} == {}, page


def owners_of_keys(window: MainWindow) -> dict[str, set[str]]:
    """Returns the names of the enabled actions, shortcuts and visible buttons by key."""
    owners: dict[str, set[str]] = {}
    for action in window.findChildren(QAction):
        if action.isEnabled() and action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut:
            for key in action.shortcuts():
                owners.setdefault(key.toString(), set()).add(action.objectName() or action.text())
    for shortcut in window.findChildren(QShortcut):
        owners.setdefault(shortcut.key().toString(), set()).add("a shortcut")
    widgets = [*window.menuBar().actions(), *window.findChildren(QAbstractButton)]
    for widget in widgets:
        mnemonic = QKeySequence.mnemonic(widget.text()).toString()
        if mnemonic and (isinstance(widget, QAction) or widget.isVisible()):
            owners.setdefault(mnemonic, set()).add(widget.text())
    return owners


def test_without_a_source_the_welcome_page_is_there_and_nothing_can_be_exported(open_window: OpenWindow) -> None:
    window = open_window()
    assert window.page.welcome.isVisible()
    assert window.footer.caution.isVisible()
    for name in ("export", "snapshot", "copy_frame", "privacy", "close_source"):
        assert not window.shell_actions[name].isEnabled()


def test_the_model_file_is_read_once_at_the_start(
    open_window: OpenWindow, clip: Path, opened_files: list[str], qtbot: QtBot
) -> None:
    window = open_window(model_path=None)
    window.open([clip])
    wait_for_mask(window, qtbot)
    opened = tuple(opened_files)
    # Its header, by which the default is chosen, and then all of it.
    assert opened.count(str(default_model(shipped_models()).path)) == 2


def test_a_closed_source_comes_back_where_it_was_left(window: MainWindow, clip: Path, qtbot: QtBot) -> None:
    assert clip.name in window.windowTitle()
    assert window.settings.recent_files == (clip,)
    window.review.player.seek(120)
    qtbot.waitUntil(lambda: window.review.current_frame().frame.index == 120, timeout=WAIT_MS)
    window.shell_actions["close_source"].trigger()
    assert window.page.welcome.isVisible()
    assert window.review.current_source is None
    window.page.welcome.recent_chosen.emit(clip)
    qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
    assert window.review.current_frame().frame.index == 120


def test_several_images_are_shown_with_their_names(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    images = sorted((FRAMES / "images").iterdir())[:3]
    window.open(images)
    wait_for_mask(window, qtbot)
    assert window.windowTitle().startswith("3 images")
    for index in (0, 2):
        window.review.player.seek(index)
        qtbot.waitUntil(
            lambda name=images[index].name: window.review.status_line.file.toolTip() == name, timeout=WAIT_MS
        )
    notes = tmp_path / "notes.txt"
    notes.write_text("no picture", encoding="utf-8")
    window.open([notes])
    qtbot.waitUntil(lambda: "notes.txt" in window.review.canvas.accessibleDescription(), timeout=WAIT_MS)
    assert window.review.status_line.file.text() == ""


def test_keys_of_review_are_suspended_while_another_workspace_is_shown(window: MainWindow) -> None:
    review, shell = window.review.actions_table, window.shell_actions
    assert review["overlay"].isEnabled() and shell["snapshot"].isEnabled()
    window.tabs.open("training")
    assert not any(action.isEnabled() for action in review)
    assert not any(shell[name].isEnabled() for name in ("snapshot", "export", "close_source"))
    window.review.actions_table.set_enabled(("play",), False)
    window.tabs.open("review")
    assert review["overlay"].isEnabled() and shell["snapshot"].isEnabled()
    assert not review["play"].isEnabled()


def test_full_screen_shows_only_the_picture_in_review_and_esc_leaves_it(window: MainWindow, qtbot: QtBot) -> None:
    window.shell_actions["fullscreen"].trigger()
    assert window.isFullScreen()
    assert not window.footer.isVisible() and not window.review.controls.isVisible()
    window.shell_actions["training"].trigger()
    assert window.footer.caution.isVisible()
    window.shell_actions["review"].trigger()
    assert not window.footer.isVisible()
    window.review.canvas.setFocus()
    qtbot.keyClick(window.review.canvas, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.footer.caution.isVisible() and window.review.controls.isVisible()


def test_after_a_source_that_cannot_be_opened_another_one_opens(
    window: MainWindow, clip: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    fake = tmp_path / "fake.mp4"
    fake.write_text("not a video")
    window.open([fake])
    qtbot.waitUntil(lambda: "fake.mp4" in window.review.canvas.accessibleDescription(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.shell_actions["close_source"].isEnabled(), timeout=WAIT_MS)
    assert clip.name not in window.windowTitle()
    assert not window.shell_actions["export"].isEnabled()
    assert "fake.mp4" not in notices(window)
    window.shell_actions["close_source"].trigger()
    assert window.page.welcome.isVisible()


@pytest.mark.parametrize("suffix", [".png", ".mp4"])
def test_a_path_that_is_not_a_regular_file_is_refused(
    open_window: OpenWindow, tmp_path: Path, make_odd_files: MakeOdd, qtbot: QtBot, suffix: str
) -> None:
    window = open_window()
    for name, reason in make_odd_files(tmp_path / "odd", suffix).items():
        words = "holds no images" if "folder" in reason else reason
        window.open([tmp_path / "odd" / name])
        qtbot.waitUntil(lambda: words in window.review.canvas.accessibleDescription(), timeout=WAIT_MS)  # noqa: B023


def test_a_hidden_overlay_is_announced_and_shown_again_at_the_next_start(window: MainWindow, tmp_path: Path) -> None:
    window.review.actions_table["overlay"].trigger()
    assert not window.review.canvas.shows_mask
    assert window.review.status_line.state.text() == "Mask hidden"
    assert "Overlay hidden" in window.review.canvas._note
    window.settings.save(tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json").overlay_visible
    (tmp_path / "settings.json").write_text('{"overlay_visible": false}')
    assert load_settings(tmp_path / "settings.json").overlay_visible
    window.review.actions_table["overlay"].trigger()
    assert window.review.canvas.shows_mask
    assert window.review.status_line.state.text() == "Mask ready"


def test_a_dropped_file_opens(open_window: OpenWindow, clip: Path, qtbot: QtBot) -> None:
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clip))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, event)
    wait_for_mask(window, qtbot)
    assert window.review.current_source.path == clip


def test_a_source_that_fails_leaves_the_window_usable(
    window: MainWindow, clip: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    window.open([empty])
    qtbot.waitUntil(lambda: "empty.mp4" in window.review.canvas.accessibleDescription(), timeout=WAIT_MS)
    assert window.settings.recent_files == (clip,)
    assert not window.shell_actions["export"].isEnabled()
    window.open([clip])
    wait_for_mask(window, qtbot)
    assert window.shell_actions["export"].isEnabled()


def test_recent_files_can_be_cleared(window: MainWindow) -> None:
    window.menus.recent.aboutToShow.emit()
    assert window.menus.recent.actions()[0].text() == "Untersuchung Nr. 7.mp4"
    window.shell_actions["clear_recent"].trigger()
    assert window.settings.recent_files == ()
    assert window.page.welcome.recent.count() == 0


def test_the_caution_stays_visible_while_a_menu_is_open(open_window: OpenWindow) -> None:
    window = open_window()
    for action in window.menuBar().actions():
        QApplication.sendEvent(window, QStatusTipEvent("the words of an entry"))
        action.hover()
        assert window.footer.caution.isVisible()


# -- Pictures out ------------------------------------------------------------------------------------------------------


def test_a_picture_outside_the_crop_is_not_saved_and_the_reason_is_shown(
    window: MainWindow, clip: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.settings.snapshot_dir = tmp_path / "snapshots"
    window.review.privacy = Privacy(crop=Box(5000, 5000, 10, 10))
    window.shell_actions["snapshot_bare"].trigger()
    wait_for_notice(window, "would be all black", qtbot)
    assert not (tmp_path / "snapshots").exists()


def test_a_snapshot_omits_the_file_name_if_the_setting_is_on(
    window: MainWindow, clip: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.settings.snapshot_dir = tmp_path / "snapshots"
    window.settings.snapshot_neutral_names = True
    window.shell_actions["snapshot_bare"].trigger()
    wait_for_notice(window, "Saved", qtbot)
    (picture,) = (tmp_path / "snapshots").iterdir()
    assert picture.name.startswith("snapshot-") and clip.stem not in picture.name


def test_what_is_redacted_on_the_canvas_is_hidden_everywhere_and_remembered(
    window: MainWindow, clip: Path, open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.settings.snapshot_dir = tmp_path / "snapshots"
    window.settings.export_dir = tmp_path / "exports"
    window.shell_actions["privacy"].trigger()
    editor = window.exports.privacy_editor
    assert editor is not None
    qtbot.mouseClick(editor.draw, Qt.MouseButton.LeftButton)
    canvas = window.review.canvas
    assert canvas.view is not None
    start, end = (QPoint(*map(round, canvas.view.to_canvas(point))) for point in ((100, 100), (200, 160)))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    (box,) = window.review.privacy.redactions
    assert abs(box.x - 100) <= 2
    assert abs(box.width - 100) <= 4

    window.shell_actions["snapshot_bare"].trigger()
    wait_for_notice(window, "Saved", qtbot)
    (snapshot,) = (tmp_path / "snapshots").iterdir()
    assert not read_image(snapshot)[box.slices].any()

    window.shell_actions["copy_frame"].trigger()
    wait_for_notice(window, "Copied", qtbot)
    copied = QGuiApplication.clipboard().image()
    assert copied.pixelColor(box.x + box.width // 2, box.y + box.height // 2).lightness() == 0

    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    assert dialog is not None
    dialog.form.choose_stretch("frame")
    dialog.form.choose_outputs(frozenset({"frames"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    wait_for_notice(window, "Exported 1 frame", qtbot)
    exported = read_image(tmp_path / "exports" / clip.stem / "frames" / "000000.png")
    assert not exported[box.slices].any()

    window.close()
    again = open_window()
    again.open([clip])
    wait_for_mask(again, qtbot)
    assert again.review.privacy == Privacy((box,))


def test_a_default_preset_applies_to_a_recording_without_redactions(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "first.mp4", tmp_path / "second.mp4"
    first.write_bytes(DEMO_CLIP.read_bytes())
    second.write_bytes(DEMO_CLIP.read_bytes() + b"\0" * 8)
    window = open_window()
    window.open([first])
    wait_for_mask(window, qtbot)
    source = window.review.current_source
    assert source is not None
    hidden = Privacy((Box(1, 2, 30, 40),))
    fitting = RedactionPreset(source.width_px, source.height_px, hidden, "Room <b>3</b>")
    window.settings.redaction_presets = (fitting, replace(fitting, name="other", width_px=source.width_px + 2))
    window.settings.default_redaction_preset = "other"
    window.open([second])
    wait_for_notice(window, "Nothing is blacked out", qtbot)
    assert window.review.privacy == Privacy()
    window.settings.default_redaction_preset = fitting.name
    window.open([first])
    wait_for_notice(window, "The default redactions Room <b>3</b> are applied", qtbot)
    assert window.review.privacy == hidden
    wait_for_mask(window, qtbot)
    window.shell_actions["privacy"].trigger()
    editor = window.exports.privacy_editor
    assert editor is not None
    editor.list.setCurrentRow(0)
    qtbot.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert window.review.privacy == Privacy()
    for notice in window.notices.notices:
        notice.dismiss()
    window.open([second])
    wait_for_notice(window, "are applied", qtbot)
    window.open([first])
    qtbot.waitUntil(lambda: "first" in window.windowTitle(), timeout=WAIT_MS)
    assert window.review.privacy == Privacy(), "what was removed by hand stays removed"


def test_a_loop_is_exported_during_playback_and_another_export_is_stopped(
    window: MainWindow, clip: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.settings.export_dir = tmp_path / "exports"
    player = window.review.player
    player.set_loop_start(3)
    player.set_loop_end(9)
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    assert dialog is not None
    assert dialog.form.stretch == "loop"
    dialog.form.choose_outputs(frozenset({"masks", "csv"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
        player.step(1)
    folder = tmp_path / "exports" / clip.stem
    assert len(list((folder / "masks").iterdir())) == 7
    assert len((folder / "frames.csv").read_text().splitlines()) >= 8

    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    assert dialog is not None
    dialog.form.choose_stretch("all")
    dialog.form.choose_outputs(frozenset({"video"}))
    with qtbot.waitSignal(dialog.export_started, timeout=WAIT_MS) as started:
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert window.exports.exporting
    with qtbot.waitSignal(started.args[0].cancelled, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert not (folder / "annotated.mp4").exists()
    assert not window.exports.exporting


def test_closing_during_an_export_asks_first(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.settings.export_dir = tmp_path / "exports"
    window.shell_actions["export"].trigger()
    dialog = window.exports.export_dialog
    assert dialog is not None
    with qtbot.waitSignal(dialog.export_started, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    window.close()
    assert window.isVisible()
    question = window.findChild(QMessageBox)
    stop = next(button for button in question.buttons() if "Stop" in button.text())
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert not (tmp_path / "exports").exists()


# -- Model and settings ------------------------------------------------------------------------------------------------


def test_another_model_is_used_and_a_damaged_one_is_not(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.safetensors"
    shutil.copyfile(MODEL_FILE, other)
    with qtbot.waitSignal(window.review.session.model_changed, timeout=WAIT_MS):
        window.models.choose(other)
    assert window.review.session.segmenter.model.path == other
    assert str(other) in window.picker.model_button.toolTip()
    wait_for_mask(window, qtbot)
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(MODEL_FILE.read_bytes()[:-1000])
    window.models.choose(damaged)
    wait_for_notice(window, "damaged.safetensors", qtbot)
    assert window.review.session.segmenter.model.path == other
    assert window.settings.model_path == other


def test_settings_persist_after_a_restart(window: MainWindow) -> None:
    window.settings.opacity = 0.8
    window.settings.theme = "light"
    window.resize(1000, 700)
    window.close()
    kept = load_settings()
    assert (kept.opacity, kept.theme) == (0.8, "light")
    assert kept.window_geometry


def test_every_action_of_the_shell_is_connected(window: MainWindow) -> None:
    for action in window.shell_actions:
        if action.isVisible():
            listens = action.receivers("2triggered(bool)") + action.receivers("2toggled(bool)")
            assert listens > 0, action.objectName()


# -- Closing cleanly ---------------------------------------------------------------------------------------------------


def test_closing_the_window_leaves_no_thread_behind(
    new_threads: Callable[[], list[str]], window: MainWindow, qtbot: QtBot
) -> None:
    window.review.player.play()
    window.close()
    assert new_threads() == []


def test_opening_repeatedly_leaks_no_threads_and_files(window: MainWindow, clip: Path, qtbot: QtBot) -> None:
    process = psutil.Process()

    def open_reviews() -> set[str]:
        return {each.path for each in process.open_files() if "reviews" in Path(each.path).parts}

    open_before = open_reviews()

    def cycle(count: int) -> tuple[set[threading.Thread], int]:
        for _ in range(count):
            window.open([clip])
            wait_for_mask(window, qtbot)
            window.close_source()
        window.review.session.wait_until_closed()
        qtbot.waitUntil(lambda: open_reviews() <= open_before)
        qtbot.waitUntil(lambda: not any(thread.name.startswith("task:") for thread in threading.enumerate()))
        return set(threading.enumerate()), len(process.open_files())

    threads, files = cycle(2)
    threads_after, _ = cycle(8)
    assert [thread.name for thread in threads_after - threads] == []
    qtbot.waitUntil(lambda: len(process.open_files()) <= files)  # the last ones are closed in the background


# -- Other workspaces --------------------------------------------------------------------------------------------------


def test_pairs_chosen_in_the_dataset_workspace_play_in_review_with_their_masks(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(dataset_roots=(FRAMES,))
    window.shell_actions["dataset"].trigger()
    qtbot.waitUntil(lambda: "dataset" in window.tabs.made, timeout=WAIT_MS)
    dataset = window.tabs.made["dataset"]
    qtbot.waitUntil(lambda: dataset.session.copies_known, timeout=WAIT_MS)
    dataset.session.sort_by("coverage", ascending=False)
    dataset.bar.review.click()
    wait_for_mask(window, qtbot)
    assert window.tabs.pages.currentWidget() is window.page
    assert window.review.current_source.frame_count == len(dataset.session.rows)
    qtbot.waitUntil(lambda: window.review.canvas.truth is not None, timeout=WAIT_MS)
    assert window.settings.recent_files == ()


def test_every_workspace_has_a_key_and_a_tab(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    assert window.tabs.bar.count() == 6
    for name in ("training", "dataset", "recordings", "policy", "review"):
        assert window.shell_actions[name].isVisible()
        window.shell_actions[name].trigger()
        qtbot.waitUntil(lambda name=name: name in window.tabs.made, timeout=WAIT_MS)
        qtbot.waitUntil(lambda name=name: window.tabs.pages.currentWidget() is window.tabs.made[name], timeout=WAIT_MS)
        assert window.shell_actions[name].isChecked()
