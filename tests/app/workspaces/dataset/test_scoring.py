"""Scores of a stopped run are reported and reused by the next run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from pytestqt.qtbot import QtBot

from app.services.tasks import Task
from app.workspaces.context import Context
from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from polyp_core.model.model_file import write_model_file
from training.browser.columns import DICE_A, GAIN
from training.browser.pair_filter import PairFilter

from .conftest import FRAMES, WAIT_MS, Open

PAIRS = 60


@pytest.fixture
def workspace(open_workspace: Open, tmp_path: Path) -> Iterator[DatasetWorkspace]:
    """A dataset of more pairs than a model predicts at a time: copies of the real frames."""
    root = tmp_path / "many"
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    frames = sorted((FRAMES / "images").iterdir())
    for number in range(PAIRS):
        image = frames[number % len(frames)]
        shutil.copy(image, root / "images" / f"{number:02}{image.suffix}")
        shutil.copy(FRAMES / "masks" / f"{image.stem}.png", root / "masks" / f"{number:02}.png")
    yield open_workspace(root)


def test_scores_of_a_stopped_run_are_reused(workspace: DatasetWorkspace, qtbot: QtBot) -> None:
    scoring, bar, session = workspace.scoring, workspace.models_bar, workspace.session
    workspace.pages.setCurrentWidget(workspace.warnings)

    def stop_at_the_first_row(task: Task) -> None:
        task.progressed.connect(lambda _: task.cancel())

    def see_what_the_scores_page_says(task: Task) -> None:
        workspace.pages.setCurrentWidget(workspace.scores)
        said.append(workspace.scores.message.text())
        workspace.pages.setCurrentWidget(workspace.warnings)

    said: list[str] = []
    scoring.working.connect(stop_at_the_first_row)
    scoring.working.connect(see_what_the_scores_page_says)
    with qtbot.assertNotEmitted(scoring.finished):
        bar.score.click()
        qtbot.waitUntil(lambda: not scoring.busy, timeout=WAIT_MS)
    scoring.working.disconnect(stop_at_the_first_row)
    scoring.working.disconnect(see_what_the_scores_page_says)
    assert said == ["The chosen pairs are being scored…"]
    before = session.table.set_index("image_path")[DICE_A].dropna()
    assert 0 < len(before) < PAIRS
    assert bar.scored.text() == f"{len(before)} of {PAIRS} scored with A"
    assert bar.score.text() == f"Score {PAIRS - len(before)} more pairs"
    assert workspace.pages.currentWidget() is workspace.warnings
    workspace.pages.setCurrentWidget(workspace.scores)
    assert f"{len(before)} of {PAIRS} scored with model A" in workspace.scores.message.text()

    with qtbot.waitSignal(scoring.finished, timeout=WAIT_MS):
        bar.score.click()
    scored = scoring.tables["A"]
    assert len(scored) == scored["image_path"].nunique() == PAIRS
    assert scored["image_path"].tolist()[: len(before)] == before.index.tolist()
    assert bar.scored.text() == f"{PAIRS} of {PAIRS} scored with A"
    assert bar.score.text() == f"All {PAIRS} pairs scored"


def test_a_model_that_comes_back_finds_its_scores_again(
    workspace: DatasetWorkspace, tmp_path: Path, qtbot: QtBot
) -> None:
    session, scoring, slots = workspace.session, workspace.scoring, workspace.slots
    session.set_filter(PairFilter().with_text("0"))
    chosen = len(session.rows)
    with qtbot.waitSignal(scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
    scores = session.table.set_index("image_path")[DICE_A]
    session.sort_by("coverage")
    shipped = slots["A"]
    other = write_model_file(
        tmp_path / "other.safetensors", shipped.card.model_copy(update={"name": "other"}), shipped.weights()
    )
    with qtbot.waitSignal(slots.changed, timeout=WAIT_MS):
        slots.choose("A", other.path)
    assert DICE_A not in session.table
    assert scoring.tables == {}
    slots.follow_viewer()
    pd.testing.assert_series_equal(session.table.set_index("image_path")[DICE_A], scores)
    assert session.sorted_by == "coverage"
    assert workspace.models_bar.scored.text() == f"{chosen} of {chosen} scored with A"

    # The same model in the other slot has them too.
    with qtbot.waitSignal(slots.changed, timeout=WAIT_MS):
        slots.choose("B", shipped.path)
    assert (session.table[GAIN].dropna() == 0).sum() == chosen


def test_an_unreadable_pair_is_omitted_and_reported(
    workspace: DatasetWorkspace, context: Context, qtbot: QtBot
) -> None:
    session, scoring = workspace.session, workspace.scoring
    gone = session.samples(session.rows)[3]
    gone.image_path.unlink()
    notices: list[str] = []
    context.requests.notice.connect(notices.append)
    with qtbot.waitSignal(scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
    [notice] = notices
    assert notice.startswith("One pair has no score")
    assert gone.image_path.name in notice
    left_out = session.table[session.table[DICE_A].isna()]
    assert left_out["image_path"].tolist() == [str(gone.image_path)]
