import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.review.privacy_editor import PrivacyEditor
from polyp_core.export.privacy import Box, Privacy

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
def editor(tasks: Tasks, qtbot: QtBot) -> PrivacyEditor:
    editor = PrivacyEditor(Privacy(), SIZE, endoscope_picture, tasks, Settings())
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


def test_a_frame_without_a_surround_keeps_the_whole_picture(tasks: Tasks, qtbot: QtBot) -> None:
    editor = PrivacyEditor(Privacy(), SIZE, lambda: np.full((480, 640, 3), 128, np.uint8), tasks, Settings())
    qtbot.addWidget(editor)
    editor.show()
    qtbot.mouseClick(editor.find_view, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No black surround" in editor.state.text(), timeout=5000)
    assert editor.privacy.crop is None


def test_the_window_says_what_is_not_removed(editor: PrivacyEditor) -> None:
    words = " ".join(label.text() for label in editor.findChildren(type(editor.state)))
    for promise in ("sound", "metadata", "stay visible"):
        assert promise in words
