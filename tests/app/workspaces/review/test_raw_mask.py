"""A frame that the presence head takes to show no polyp says so, and shows its raw mask while M is held."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.services.settings import Settings
from app.workspaces.review.review_workspace import ReviewWorkspace
from app.workspaces.review.status_line import StatusLine
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile

TIMEOUT_MS = 90_000


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "frame.png"
    path.write_bytes(cv2.imencode(".png", np.full((64, 64, 3), 90, np.uint8))[1].tobytes())
    return path


@pytest.fixture
def workspace(qtbot) -> Iterator[ReviewWorkspace]:
    widget = ReviewWorkspace(Settings(play_on_open=False, analyse_whole_clip=False))
    qtbot.addWidget(widget)
    widget.resize(1000, 640)
    with qtbot.waitExposed(widget):
        widget.show()
    yield widget
    widget.shutdown()


def show(qtbot, workspace: ReviewWorkspace, model: ModelFile, picture: Path) -> None:
    workspace.set_model(model.path, "cpu")
    with qtbot.waitSignal(workspace.source_opened, timeout=TIMEOUT_MS):
        workspace.open_path(picture)

    def there() -> bool:
        shown = workspace.current_frame()
        return shown is not None and shown.prediction is not None

    qtbot.waitUntil(there, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: workspace.status_line.state.text() not in ("Analysing this frame", "No picture"))
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    workspace.canvas.setFocus()


def test_the_raw_mask_is_shown_while_the_key_is_held(
    qtbot,
    workspace: ReviewWorkspace,
    picture: Path,
    tmp_path: Path,
    write_loud_model: Callable[[Path, float | None], ModelFile],
) -> None:
    show(qtbot, workspace, write_loud_model(tmp_path / "loud.safetensors", 0.6), picture)
    assert workspace.status_line.state.text() == "No polyp in this frame (presence 0.50, level 0.60)"
    bare = workspace.canvas.compose()
    assert bare is not None and (bare == 90).all()
    assert workspace.actions_table["raw_mask"].isVisible()
    qtbot.keyPress(workspace.canvas, Qt.Key.Key_M)
    raw = workspace.canvas.compose()
    assert raw is not None and (raw[..., 1] > 90).all()
    assert workspace.status_line.state.text() == "Raw mask (presence 0.50, level 0.60)"
    qtbot.keyRelease(workspace.canvas, Qt.Key.Key_M)
    assert (workspace.canvas.compose() == bare).all()
    assert workspace.status_line.state.text().startswith("No polyp in this frame")


@pytest.mark.parametrize("level", [None, 0.4])
def test_nothing_is_said_of_frames_that_are_not_suppressed(
    qtbot,
    workspace: ReviewWorkspace,
    picture: Path,
    tmp_path: Path,
    level: float | None,
    write_loud_model: Callable[[Path, float | None], ModelFile],
) -> None:
    show(qtbot, workspace, write_loud_model(tmp_path / "loud.safetensors", level), picture)
    assert workspace.status_line.state.text() == "Mask ready"
    assert workspace.actions_table["raw_mask"].isVisible() == (level is not None)
    before = workspace.canvas.compose()
    qtbot.keyPress(workspace.canvas, Qt.Key.Key_M)
    assert (workspace.canvas.compose() == before).all() and workspace.status_line.state.text() == "Mask ready"
    qtbot.keyRelease(workspace.canvas, Qt.Key.Key_M)


def test_presence_and_level_are_told_apart_by_their_digits(qtbot) -> None:
    from app.playback.mask_state import MaskState

    line = StatusLine()
    qtbot.addWidget(line)
    line.show_mask_state(MaskState.READY)
    everywhere = np.full((32, 32), 255, np.uint8)
    line.show_presence(Prediction(0, everywhere, Letterbox(32, 32, 32), presence=0.3996, presence_level=0.4))
    assert line.state.text() == "No polyp in this frame (presence 0.3996, level 0.4000)"


def test_a_suppressed_frame_of_a_finding_is_not_called_free_of_polyps(qtbot) -> None:
    from app.playback.mask_state import MaskState

    line = StatusLine()
    qtbot.addWidget(line)
    line.show_mask_state(MaskState.READY)
    everywhere = np.full((32, 32), 255, np.uint8)
    line.show_presence(Prediction(0, everywhere, Letterbox(32, 32, 32), presence=0.1, presence_level=0.4))
    line.show_finding("Finding 1 of 3")
    assert line.state.text() == "Mask suppressed in this frame (presence 0.10, level 0.40)"
    line.show_raw(True)
    assert line.state.text() == "Raw mask (presence 0.10, level 0.40)"
    line.show_raw(False)
    line.show_finding("")
    assert line.state.text() == "No polyp in this frame (presence 0.10, level 0.40)"
