"""Correcting the ground truth of pairs in the window: each kind of tool, undo, what is kept, and the way back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from app.mask_editing.edit_layer import EditLayer
from app.services.deadline import Deadline
from app.workspaces.context import Context
from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from polyp_core.review.picture_review import read_picture_review
from polyp_core.review.records import MaskSource
from polyp_core.review.review_schema import SCHEMA_VERSION
from training.corrections.frame_table import read_frame_table
from training.datasets.discovery import find_datasets
from training.statistics.scan import scan

from .conftest import WAIT_MS, Open

Mask = NDArray[np.bool_]
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def layer(workspace: DatasetWorkspace) -> EditLayer:
    return workspace.detail.editor.tools.layer


def at(workspace: DatasetWorkspace, x: float, y: float) -> QPoint:
    """The place on the canvas of a point of the picture, given as fractions of its size."""
    view = workspace.detail.editor.canvas.view
    assert view is not None
    return QPointF(*view.to_canvas((x * view.picture_px[0], y * view.picture_px[1]))).toPoint()


def drag(workspace: DatasetWorkspace, qtbot: QtBot, *points: tuple[float, float]) -> None:
    places = [at(workspace, *point) for point in points]
    qtbot.mousePress(layer(workspace), LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(layer(workspace), place)
    qtbot.mouseRelease(layer(workspace), LEFT, pos=places[-1])


def mask_of(workspace: DatasetWorkspace) -> Mask:
    mask = workspace.detail.editor.tools.mask
    assert mask is not None
    return mask


def open_pair(workspace: DatasetWorkspace, row: int, qtbot: QtBot) -> None:
    workspace.open_pair(row)
    wait_for_detail(workspace, qtbot)


def wait_for_detail(workspace: DatasetWorkspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: workspace.detail.detail is not None, timeout=WAIT_MS)


def stored(image: Path, truth: Mask) -> Mask | None:
    """The mask in the review file of a picture."""
    review = read_picture_review(image, truth.shape[::-1], "Ada")
    return review.stored.mask if review.stored is not None else None


@pytest.fixture
def workspace(open_workspace: Open, clinic: Path, context: Context, qtbot: QtBot) -> DatasetWorkspace:
    context.settings.reader_name = "Ada"
    found = open_workspace(clinic)
    found.activateWindow()
    found.session.sort_by("coverage", ascending=False)
    open_pair(found, 0, qtbot)
    return found


def test_the_ground_truth_of_a_pair_is_corrected_kept_apart_exported_and_reverted(
    workspace: DatasetWorkspace, open_workspace: Open, clinic: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page, masks = workspace.detail, workspace.detail.editor.masks
    sample = workspace.session.samples([int(workspace.session.rows[0])])[0]
    assert page.detail is not None and sample.mask_path is not None
    files = {path: path.read_bytes() for path in clinic.rglob("*.*")}
    truth = page.detail.pair.truth
    dice = page.detail.predictions["A"].scores.dice
    qtbot.keyClick(page, "W")
    assert page.is_editing and np.array_equal(mask_of(workspace), truth)
    assert workspace.actions_table["correct_truth"].isChecked() and not page.revert.isVisible()

    qtbot.keyClick(layer(workspace), "E")
    for _ in range(3):
        qtbot.keyClick(layer(workspace), "]")
    drag(workspace, qtbot, (-0.2, 0.5), (1.2, 0.5))  # also outside the picture
    erased = mask_of(workspace)
    assert 0 < erased.sum() < truth.sum() and page.revert.isVisible()
    assert page.facts.text().endswith("corrected") and "corrected by Ada" in page.facts.toolTip()
    qtbot.keyClick(layer(workspace), "P")
    for corner in ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)):
        qtbot.mouseClick(layer(workspace), LEFT, pos=at(workspace, *corner))
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Return)
    drawn = mask_of(workspace)
    assert (drawn & ~erased).any()
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Z, CTRL)
    assert np.array_equal(mask_of(workspace), erased)
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Z, CTRL)
    assert np.array_equal(mask_of(workspace), truth) and not page.revert.isVisible()
    for _ in range(2):
        qtbot.keyClick(layer(workspace), Qt.Key.Key_Z, CTRL | SHIFT)
    assert np.array_equal(mask_of(workspace), drawn)
    masks.wait_until_stored()
    assert np.array_equal(stored(sample.image_path, truth), drawn)

    # The arrow keys go on to the next pair, which is corrected in the same way.
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Right)
    wait_for_detail(workspace, qtbot)
    assert page.is_editing and page.detail.sample != sample
    empty = page.detail.sample.image_path
    qtbot.keyClick(layer(workspace), "Y")
    assert not mask_of(workspace).any() and "marked as polyp-free by Ada" in page.facts.toolTip()
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Left)
    wait_for_detail(workspace, qtbot)
    assert np.array_equal(mask_of(workspace), drawn)
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Escape)
    wait_for_detail(workspace, qtbot)
    assert not page.is_editing and "corrected by Ada" in page.truth.caption.text()
    assert page.detail.predictions["A"].scores.dice != dice, "scored with the corrected mask"
    workspace.detail.editor.masks.shutdown(Deadline())

    again = open_workspace(clinic)
    again.session.sort_by("coverage", ascending=False)
    open_pair(again, 0, qtbot)
    assert np.array_equal(again.detail.detail.truth, drawn)
    # The correction becomes a pair of another dataset.
    with qtbot.waitSignal(again.corrections.notice, timeout=WAIT_MS):
        again.bar.export.corrections_requested.emit()
        qtbot.waitUntil(lambda: again.corrections.dialog is not None, timeout=WAIT_MS)
        dialog = again.corrections.dialog
        assert dialog.form.sources[MaskSource.CORRECTED].text() == "1 frame corrected"
        dialog.form.folder.setText(str(tmp_path / "corrected"))
        qtbot.waitUntil(dialog.start.isEnabled, timeout=WAIT_MS)
        dialog.start.click()
    rows = read_frame_table(tmp_path / "corrected")
    assert sorted((row.picture, row.source, row.reader) for row in rows) == sorted(
        [(sample.image_path.name, "corrected", "Ada"), (empty.name, "verified_empty", "Ada")]
    )
    table = scan(find_datasets([tmp_path / "corrected"]), cache_folder=tmp_path / "cache").table
    assert len(table) == 2 and np.isclose(table["coverage"].max(), drawn.mean())

    again.detail.revert.click()
    qtbot.waitUntil(
        lambda: again.detail.detail is not None and again.detail.detail.truth is again.detail.detail.pair.truth
    )
    again.detail.editor.masks.wait_until_stored()
    assert stored(sample.image_path, truth) is None and not again.detail.revert.isVisible()
    assert {path: path.read_bytes() for path in clinic.rglob("*.*")} == files, "nothing of the dataset is written"


def test_an_open_polygon_is_stored_before_its_pair_or_the_window_is_left(
    workspace: DatasetWorkspace, qtbot: QtBot
) -> None:
    page = workspace.detail
    qtbot.keyClick(page, "W")

    def draw_polygon() -> None:
        qtbot.keyClick(layer(workspace), "P")
        for corner in ((0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3)):
            qtbot.mouseClick(layer(workspace), LEFT, pos=at(workspace, *corner))

    def is_drawn(image: Path, truth: Mask) -> bool:
        page.editor.masks.wait_until_stored()
        mask = stored(image, truth)
        return mask is not None and bool(mask[round(0.2 * mask.shape[0]), round(0.2 * mask.shape[1])])

    assert page.detail is not None
    first, truth = page.detail.sample.image_path, page.detail.pair.truth
    draw_polygon()
    assert not is_drawn(first, truth)
    for _ in range(5):
        qtbot.keyClick(layer(workspace), Qt.Key.Key_Backspace)
    assert page.is_editing, "Backspace takes corners back and leaves nothing"
    draw_polygon()
    qtbot.keyClick(layer(workspace), Qt.Key.Key_Right)
    wait_for_detail(workspace, qtbot)
    assert is_drawn(first, truth)
    second, truth = page.detail.sample.image_path, page.detail.pair.truth
    draw_polygon()
    page.close_models(Deadline())
    assert second != first and is_drawn(second, truth)


def test_a_review_of_a_newer_version_is_read_but_not_changed(workspace: DatasetWorkspace, qtbot: QtBot) -> None:
    page = workspace.detail
    assert page.detail is not None and page.detail.review is not None
    path = page.detail.review.path
    notices: list[str] = []
    page.failed.connect(notices.append)
    qtbot.keyClick(page, "Y")
    page.editor.masks.wait_until_stored()
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    wait_for_detail(workspace, qtbot)
    assert not page.detail.truth.any()
    notices.clear()
    page.revert.click()
    qtbot.waitUntil(lambda: any("newer version" in notice for notice in notices), timeout=WAIT_MS)
    # The change is taken back.
    qtbot.waitUntil(lambda: page.detail is not None and not page.detail.truth.any(), timeout=WAIT_MS)
    assert page.revert.isVisible()
