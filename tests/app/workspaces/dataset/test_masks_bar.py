"""For ambiguous masks the workspace asks which pixels are polyp, and stores the answer."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.settings import Settings, load_settings
from app.workspaces.context import Context, PairList
from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from app.workspaces.mask_answers import mask_options
from polyp_core.label_formats.mask_files import read_mask

from .conftest import FRAMES, WAIT_MS, Open


@pytest.fixture
def two_classes(copies: Path) -> Path:
    """Two pairs whose masks have the values 1 for polyp and 2 for an instrument."""
    for path in (copies / "masks").iterdir():
        labels = read_mask(path).astype(np.uint8)
        labels[:20, :40] = 2
        cv2.imwrite(str(path), labels)
    return copies


@pytest.fixture
def inverted(copies: Path) -> Path:
    for path in (copies / "masks").iterdir():
        cv2.imwrite(str(path), np.where(read_mask(path), 0, 255).astype(np.uint8))
    return copies


def _truth(path: Path) -> np.ndarray:
    return read_mask(FRAMES / "masks" / path.name.removeprefix("again_"))


def _wait(workspace: DatasetWorkspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: workspace.session.copies_known and not workspace.tasks.running, timeout=WAIT_MS)


def test_a_question_about_classes_is_asked_and_its_answer_stored(
    open_workspace: Open, context: Context, two_classes: Path, clinic: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = open_workspace(clinic, two_classes)
    (question,) = workspace.masks.questions
    qtbot.waitUntil(question.isVisible, timeout=WAIT_MS)
    assert question.message.text().startswith("The masks of copies hold several classes: 1 (")
    assert "--label-values" not in question.message.text()
    assert set(workspace.session.table["dataset"]) == {"clinic"}
    assert list(question.boxes) == [1, 2]
    (button,) = question.buttons
    assert not button.isEnabled()
    question.boxes[1].setFocus()
    qtbot.keyClick(question.boxes[1], Qt.Key.Key_Space)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(workspace.session.table["dataset"]) == {"clinic", "copies"}, timeout=WAIT_MS)
    _wait(workspace, qtbot)
    assert not workspace.masks.questions
    (line,) = workspace.masks.answers
    assert line.message.text() == "Masks of copies: polyps are 1, not 2."
    own = [sample for sample in workspace.session.samples(workspace.session.rows) if sample.dataset == "copies"]
    expected = _truth(own[0].mask_path).copy()
    expected[:20, :40] = False
    with qtbot.waitSignal(context.requests.review_requested, timeout=WAIT_MS) as asked:
        workspace.open_in_review()
    pairs: PairList = asked.args[0]
    place = pairs.masks.index(own[0].mask_path)
    np.testing.assert_array_equal(read_mask(pairs.masks[place], pairs.readings[place]), expected)
    qtbot.waitUntil(
        lambda: (
            workspace.loader.get(str(own[0].image_path), str(own[0].mask_path), str(own[0].mask_reading)) is not None
        ),
        timeout=WAIT_MS,
    )
    assert mask_options(context.settings) == ["--label-values", f"{two_classes}=1"]
    context.settings.save(tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json").mask_answers == {two_classes: "1"}
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(workspace.masks.questions), timeout=WAIT_MS)
    assert context.settings.mask_answers == {}


def test_inverted_masks_are_inverted_on_request(
    open_workspace: Open, context: Context, inverted: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(inverted)
    assert len(workspace.session.table) == 0
    assert workspace.pairs.isVisible()
    (question,) = workspace.masks.questions
    turn, right = question.buttons
    assert (turn.text(), right.text()) == ("Invert the masks", "They are correct")
    qtbot.mouseClick(turn, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.session.table) == 2, timeout=WAIT_MS)
    for row in workspace.session.table.itertuples():
        assert row.coverage == _truth(Path(row.mask_path)).mean()
    assert context.settings.mask_answers == {inverted: "inverted"}


def test_large_masks_can_be_confirmed(open_workspace: Open, inverted: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(inverted)
    qtbot.mouseClick(workspace.masks.questions[0].buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.session.table) == 2, timeout=WAIT_MS)
    assert (workspace.session.table["coverage"] > 0.5).all()


def test_an_unusable_stored_answer_is_ignored() -> None:
    assert mask_options(Settings(mask_answers={Path("/data"): "?"})) == []
