"""A reader's masks in the window: on the picture, in the footer, on the time line and in a copied frame."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.workspaces.review.findings_panel.list_rows import FindingRow
from app.workspaces.review.mask_editor.mask_painting import MASK_COLOURS
from polyp_core.export.images import encode_png
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


def test_the_model_does_not_suppress_a_mask_of_the_reader(window: MainWindow, qtbot: QtBot) -> None:
    review, best = window.review, window.review.position
    shown = review.player.shown
    assert shown is not None and shown.prediction is not None
    line, suppressed = review.status_line, replace(shown.prediction, presence=0.1, presence_level=0.5)
    review.player.frame_changed.emit(replace(shown, prediction=suppressed))
    assert "Mask suppressed in this frame" in line.state.text(), "the frame belongs to a finding"
    assert review.decisions.put_masks(MaskSource.VERIFIED_EMPTY, [best])
    qtbot.waitUntil(lambda: "verified as polyp-free by Ada" in line.marked.text(), timeout=WAIT_MS)
    review.player.frame_changed.emit(replace(shown, prediction=suppressed))
    assert line.state.text() == "Mask ready", "what the model says does not count"


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


def test_masks_of_unrelated_pictures_replace_the_models_findings(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    review, folder = window.review, tmp_path / "stills"
    folder.mkdir()
    for number in range(3):
        picture = np.random.default_rng(number).integers(60, 90, (120, 160, 3), np.uint8)
        picture[..., 0] += 100
        picture[40:80, 60:100] = STRONG
        (folder / f"{number}.png").write_bytes(encode_png(picture))

    def open_pictures() -> None:
        window.open([folder])
        qtbot.waitUntil(lambda: review.decisions.situation == "pictures" and review.analysed_whole, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: shown_frame(window) == review.position, timeout=WAIT_MS)

    def listed() -> list[tuple[int, float]]:
        """The frame of each finding, and the left edge of its box."""
        extents = [each.extent for each in review.decisions.listed]
        return [(each.best_frame, round(each.box[0], 2)) for each in extents if each.box is not None]

    def go_to(frame: int) -> None:
        review.player.seek(frame)
        stills = review.masks.stills
        qtbot.waitUntil(lambda: shown_frame(window) == frame and stills.is_read(frame), timeout=WAIT_MS)

    open_pictures()
    qtbot.waitUntil(lambda: [frame for frame, _ in listed()] == [0, 1, 2], timeout=WAIT_MS)
    models = listed()
    panel = review.findings_panel
    assert [row.name for row in panel.list.rows if isinstance(row, FindingRow)] == ["0.png", "1.png", "2.png"]
    assert panel.order.currentText() == "Name" and panel.order.value() == "time"
    assert panel.list.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "1.png"
    review.time_line.hovered.emit(1)
    assert review._scrubbing.preview.text.startswith("1.png   frame 1")
    go_to(1)
    drawn = np.zeros((120, 160), bool)
    drawn[10:30, 16:48] = drawn[60:66, 120:128] = True
    assert review.masks.stills.masks.put(drawn)
    assert listed() == [models[0], (1, 0.1), (1, 0.75), models[2]]
    assert review.decisions.listed[1].area_fraction == 20 * 32 / (120 * 160), "of the region, not of the mask"
    assert np.isclose(review.time_line.curve.area_fraction[1], drawn.mean())
    outline = review.findings_panel._outlines.at(review.decisions.listed[1].extent)
    assert np.concatenate(outline).max() < 0.31, "of the region, in the thumbnail"
    go_to(2)
    review.actions_table["polyp_free"].trigger()
    assert listed() == [models[0], (1, 0.1), (1, 0.75)] and review.time_line.curve.area_fraction[2] == 0
    assert review.decisions.masks.frames(MaskSource.VERIFIED_EMPTY).tolist() == [2], "on the time line"
    assert len(review.findings_panel.list.rows) == 3
    exported = review.masks.stored()
    assert exported is not None and exported.label() == "2 frames by Ada"
    with exported.open() as mask_of:
        stored = mask_of(1)
        assert mask_of(0) is None and stored is not None and np.array_equal(stored.mask, drawn)

    window.open([tmp_path / "short.mp4"])
    qtbot.waitUntil(lambda: review.decisions.is_open and len(review.decisions.listed) == 1, timeout=WAIT_MS)
    assert panel.order.currentText() == "Time"
    open_pictures()
    qtbot.waitUntil(lambda: listed() == [models[0], (1, 0.1), (1, 0.75)], timeout=WAIT_MS)
    go_to(2)
    review.masks.stills.masks.revert()
    assert listed()[-1] == models[2]
    review.decisions.undo_stack.undo()
    assert listed()[-1] == (1, 0.75)
    window.settings.reader_name = "Bo"
    qtbot.waitUntil(lambda: listed() == models, timeout=WAIT_MS)
