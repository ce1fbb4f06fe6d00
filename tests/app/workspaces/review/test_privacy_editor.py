from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.review.privacy_editor import PrivacyEditor
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.frame import FrameSource
from polyp_core.frames.open import open_source

SIZE = (640, 480)


def endoscope_picture() -> np.ndarray:
    """A bright field in a black surround, with a line of text beside it."""
    image = np.zeros((480, 640, 3), np.uint8)
    image[40:440, 200:620] = (170, 90, 80)
    image[60:64, 10:120] = 255
    return image


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


@pytest.fixture
def recording(tmp_path: Path) -> Callable[[], FrameSource]:
    """Opens a recording in which noise moves under a name."""
    path, random = tmp_path / "a.mp4", np.random.default_rng(3)
    with VideoWriter(path, *SIZE, 25.0, comment="") as video:
        for number in range(12):
            noise = cv2.resize(random.integers(0, 200, (12, 16, 3), np.uint8), SIZE, interpolation=cv2.INTER_CUBIC)
            cv2.putText(noise, "MUELLER, Anna", (40, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255, 255, 255), 2)
            video.write(noise, number / 25)
    return partial(open_source, path)


@pytest.fixture
def editor(tasks: Tasks, recording: Callable[[], FrameSource], qtbot: QtBot) -> PrivacyEditor:
    editor = PrivacyEditor(Privacy(), SIZE, endoscope_picture, recording, tasks, Settings())
    qtbot.addWidget(editor)
    editor.show()
    return editor


def test_a_drawn_rectangle_is_added_and_can_be_removed(editor: PrivacyEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.box_requested):
        qtbot.mouseClick(editor.draw, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(editor.privacy_changed) as changed:
        editor.set_box(Box(5, 6, 70, 20))
    assert changed.args == [Privacy((Box(5, 6, 70, 20),))]
    editor.set_box(Box(300, 6, 70, 20))
    editor.list.setCurrentRow(0)
    qtbot.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert editor.privacy.redactions == (Box(300, 6, 70, 20),)


def test_the_field_of_view_is_found_beside_the_gui_and_can_be_adjusted(editor: PrivacyEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.privacy_changed, timeout=5000) as changed:
        qtbot.mouseClick(editor.find_view, Qt.MouseButton.LeftButton)
    assert changed.args[0].crop == Box(200, 40, 420, 400)
    assert [box.value() for box in editor.edges.values()] == [200, 40, 420, 400]
    editor.edges["Width"].setValue(410)
    assert editor.privacy.crop == Box(200, 40, 410, 400)
    qtbot.mouseClick(editor.whole, Qt.MouseButton.LeftButton)
    assert editor.privacy.crop is None


def test_a_crop_can_be_drawn(editor: PrivacyEditor, qtbot: QtBot) -> None:
    qtbot.mouseClick(editor.draw_crop, Qt.MouseButton.LeftButton)
    editor.set_box(Box(10, 20, 300, 200))
    assert editor.privacy == Privacy(crop=Box(10, 20, 300, 200))


def test_the_crop_never_leaves_the_picture(editor: PrivacyEditor) -> None:
    editor.set_box(Box(0, 0, 1, 1))
    editor.edges["Width"].setValue(400)
    editor.edges["Left"].setValue(500)
    crop = editor.privacy.crop
    assert crop is not None
    assert crop.x + crop.width <= SIZE[0]


def test_a_frame_without_a_surround_keeps_the_whole_picture(
    tasks: Tasks, recording: Callable[[], FrameSource], qtbot: QtBot
) -> None:
    grey = np.full((480, 640, 3), 128, np.uint8)
    editor = PrivacyEditor(Privacy(), SIZE, lambda: grey, recording, tasks, Settings())
    qtbot.addWidget(editor)
    editor.show()
    qtbot.mouseClick(editor.find_view, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No black surround" in editor.state.text(), timeout=5000)
    assert editor.privacy.crop is None


def test_text_is_found_in_the_background_and_counts_as_looked_at_once_the_editor_closes(
    editor: PrivacyEditor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(editor.privacy_changed, timeout=20_000) as changed:
        qtbot.mouseClick(editor.find_text, Qt.MouseButton.LeftButton)
    (box,) = changed.args[0].redactions
    assert box.x <= 40 and box.y <= 45 and box.x + box.width >= 200 and box.y + box.height >= 60
    assert editor.list.count() == 1 and editor.state.text().startswith("1 rectangle was added where text may be.")
    qtbot.waitUntil(editor.find_text.isEnabled, timeout=20_000)
    qtbot.mouseClick(editor.find_text, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: editor.state.text().startswith("No text was found"), timeout=20_000)
    with qtbot.waitSignal(editor.text_checked):
        editor.reject()


def test_an_editor_closed_without_a_search_counts_as_nothing(editor: PrivacyEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.text_checked):
        editor.reject()


def test_the_window_says_what_is_not_removed(editor: PrivacyEditor) -> None:
    words = " ".join(label.text() for label in editor.findChildren(type(editor.state)))
    for promise in ("sound", "metadata", "stay visible"):
        assert promise in words
