"""A reader's masks in the window: on the picture, in the footer, on the time line and in a copied frame."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.workspaces.review.mask_editor.mask_painting import MASK_COLOURS
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource
from tests.app.conftest import OpenWindow
from tests.app.green_recordings import STRONG, write_green_model, write_recording

WAIT_MS = 60_000
pytestmark = pytest.mark.usefixtures("share_analyses")


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(
        model_path=write_green_model(tmp_path / "green.safetensors"), reader_name="Ada", colour="#0000FF", opacity=1.0
    )
    window.open([write_recording(tmp_path / "short.mp4", 60, {range(20, 40): STRONG})])
    review = window.review
    qtbot.waitUntil(lambda: review.decisions.is_open and review.analysed_whole, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(review.decisions.listed), timeout=WAIT_MS)
    best = review.decisions.listed[0].extent.best_frame
    review.player.seek(best)
    qtbot.waitUntil(lambda: shown_frame(window) == best, timeout=WAIT_MS)
    return window


def shown_frame(window: MainWindow) -> int:
    current = window.review.current_frame()
    return current.frame.index if current is not None and current.prediction is not None else -1


def is_blue(window: MainWindow, x: float, y: float) -> bool:
    """Whether the overlay covers the point of the picture, given as fractions of its size."""
    composed = window.review.canvas.compose()
    assert composed is not None
    red, green, blue = composed[int(y * composed.shape[0]), int(x * composed.shape[1])].tolist()
    return bool(blue > 200 and red < 60 and green < 60)


def test_the_readers_mask_is_shown_instead_of_the_prediction(window: MainWindow, qtbot: QtBot) -> None:
    review, best = window.review, window.review.position
    current = review.current_frame()
    assert current is not None
    height, width = current.frame.image.shape[:2]
    drawn = np.zeros((height, width), bool)
    drawn[: height // 4, : width // 4] = True
    review.decisions.add_masks("one", [FrameMask(best, drawn)])
    assert review.decisions.put_masks(MaskSource.CORRECTED, [best], layer="one")
    qtbot.waitUntil(lambda: is_blue(window, 0.1, 0.1), timeout=WAIT_MS)
    assert "corrected by Ada" in review.status_line.marked.text()
    assert review.status_line.marked.text().startswith("Area 6")
    qtbot.waitUntil(lambda: review.decisions.listed[0].area_fraction == drawn.mean(), timeout=WAIT_MS)
    outlines = review.findings_panel._outlines
    qtbot.waitUntil(lambda: bool(outlines.at(review.decisions.extents()[0])), timeout=WAIT_MS)
    assert np.concatenate(outlines.at(review.decisions.extents()[0])).max() < 0.26, "in the thumbnail"
    shown = review.current_frame()
    assert shown is not None and shown.mask_source == "corrected" and np.array_equal(shown.stored_mask, drawn)
    qtbot.waitUntil(lambda: review.time_line.curve.area_fraction[best] == np.float32(drawn.mean()), timeout=WAIT_MS)
    assert review.session.curve.area_fraction[best] != np.float32(drawn.mean()), "the model's measures stay"
    x = round(review.time_line.axis.x_of(50))
    assert review.decisions.put_masks(MaskSource.VERIFIED_EMPTY, range(45, 56))
    image = review.time_line.grab().toImage()
    colours = {image.pixelColor(QPoint(x, y)).name() for y in range(image.height())}
    assert next(colour for source, colour, _ in MASK_COLOURS if source is MaskSource.VERIFIED_EMPTY) in colours
    review.decisions.undo_stack.undo()
    review.decisions.undo_stack.undo()
    qtbot.waitUntil(lambda: not is_blue(window, 0.1, 0.1), timeout=WAIT_MS)
    assert "corrected" not in review.status_line.marked.text()
    assert review.decisions.listed[0].area_fraction != drawn.mean()
    review.decisions.undo_stack.redo()
    qtbot.waitUntil(lambda: is_blue(window, 0.1, 0.1), timeout=WAIT_MS)
