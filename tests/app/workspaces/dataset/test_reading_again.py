"""The folders are read again on request, and the result of a stopped reading is marked."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.tasks import Task
from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from app.workspaces.dataset.pair_model import THUMBNAIL
from training.browser.columns import DICE_A
from training.datasets.sample import Sample

from .conftest import WAIT_MS, Open


def _samples(workspace: DatasetWorkspace) -> list[Sample]:
    return workspace.session.samples(workspace.session.rows)


def _wait_until_read(workspace: DatasetWorkspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: workspace.session.copies_known and not workspace.tasks.running, timeout=WAIT_MS)


@contextmanager
def _stopped(name: str) -> Iterator[None]:
    """Tasks of that name are stopped when they start, before they can end."""
    start = Task.start

    def stop_and_start(task: Task) -> None:
        if task.name == name:
            task.cancel()
        start(task)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Task, "start", stop_and_start)
        yield


def test_a_key_and_a_button_read_the_folders_again(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow, timeout=WAIT_MS)
    first, second, *_ = _samples(workspace)
    workspace.pairs.select(1)
    for path, name in ((second.image_path, "images"), (second.mask_path, "masks")):
        shutil.copy(path, clinic / name / f"again{path.suffix}")
    with qtbot.waitSignal(workspace.session.working, timeout=WAIT_MS) as started:
        qtbot.keyClick(workspace, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert started.args[0].name == "Reading pairs"
    qtbot.waitUntil(lambda: len(workspace.session.table) == 11, timeout=WAIT_MS)
    assert workspace.pairs.model.path_at(workspace.pairs.selected_rows[0]) == str(second.image_path)
    _wait_until_read(workspace, qtbot)
    first.image_path.unlink()
    workspace.filters.read_again.click()
    qtbot.waitUntil(lambda: len(workspace.session.table) == 10, timeout=WAIT_MS)
    assert first.id not in workspace.session.table["id"].tolist()


def test_nothing_of_a_mask_that_was_replaced_outlives_the_next_reading(
    open_workspace: Open, clinic: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    session, model, samples = workspace.session, workspace.pairs.model, _samples(workspace)
    scores = pd.DataFrame({"image_path": [str(sample.image_path) for sample in samples], "dice": 0.5})
    workspace.scoring.add(workspace.slots["A"].sha256, scores)
    session.set_scores(DICE_A, scores)
    session.sort_by("id")
    qtbot.waitUntil(lambda: model.index(0, 0).data(THUMBNAIL) is not None, timeout=WAIT_MS)
    workspace.open_pair(0)
    qtbot.waitUntil(lambda: workspace.detail.detail is not None, timeout=WAIT_MS)
    before = model.index(0, 0).data(THUMBNAIL).toImage()
    mask = cv2.imread(str(samples[0].mask_path), cv2.IMREAD_GRAYSCALE)
    assert mask is not None
    cv2.imwrite(str(samples[0].mask_path), np.where(np.arange(mask.shape[1]) < mask.shape[1] // 2, 255, 0 * mask))

    session.reload()
    _wait_until_read(workspace, qtbot)
    assert session.chosen["coverage"].iloc[0] == pytest.approx(0.5, abs=0.01)
    assert session.chosen[DICE_A].isna().tolist() == [True] + [False] * 9
    assert len(workspace.scoring.tables["A"]) == 9
    qtbot.waitUntil(lambda: model.index(0, 0).data(THUMBNAIL) is not None, timeout=WAIT_MS)
    assert model.index(0, 0).data(THUMBNAIL).toImage() != before
    detail = workspace.detail.detail
    assert detail is not None
    assert detail.pair.truth.mean() == pytest.approx(0.5, abs=0.01)


def test_if_reading_an_added_folder_is_stopped_a_bar_names_the_previous_folders(
    open_workspace: Open, clinic: Path, copies: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    assert not workspace.stopped.isVisible()
    with _stopped("Reading pairs"), qtbot.waitSignal(workspace.session.reading_stopped, timeout=WAIT_MS):
        workspace.session.add_roots([copies])
    assert workspace.session.roots == (clinic, copies)
    assert len(workspace.session.table) == 10
    assert workspace.stopped.isVisible()
    assert "still those of the previous folders: clinic." in workspace.stopped.message.text()
    workspace.stopped.read_again.click()
    assert not workspace.stopped.isVisible()
    _wait_until_read(workspace, qtbot)
    assert len(workspace.session.table) == 12
    assert not workspace.stopped.isVisible()


def test_if_the_first_reading_is_stopped_a_bar_says_that_no_pairs_were_read(
    open_workspace: Open, clinic: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace()
    assert not workspace.filters.read_again.isEnabled()
    with _stopped("Reading pairs"), qtbot.waitSignal(workspace.session.reading_stopped, timeout=WAIT_MS):
        workspace.session.add_roots([clinic])
    assert workspace.stopped.isVisible()
    assert "No pairs have been read yet" in workspace.stopped.message.text()
    workspace.session.remove_root(clinic)
    assert not workspace.session.stopped


def test_a_stopped_search_for_near_copies_is_reported(
    open_workspace: Open, clinic: Path, copies: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic, copies)
    with _stopped("Looking for near copies"), qtbot.waitSignal(workspace.session.reading_stopped, timeout=WAIT_MS):
        workspace.session.reload()
    assert "without their near copies" in workspace.stopped.message.text()
    workspace.pages.setCurrentWidget(workspace.hypotheses)
    qtbot.waitUntil(lambda: bool(workspace.hypotheses.cards), timeout=WAIT_MS)
    assert "Near copies were not searched for" in workspace.hypotheses.intro.text()
    workspace.pages.setCurrentWidget(workspace.leaks)
    assert "were not searched for" in workspace.leaks._message.text()
