"""The pages stay consistent when pairs, folders or models change meanwhile."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.workspaces.context import Context
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.pair_model import THUMBNAIL
from app.workspaces.dataset.predictor import Predictor
from resources import MODEL_FILE
from training.browser.columns import DICE_A
from training.browser.pair_filter import PairFilter
from training.datasets.groups import group_of
from training.datasets.sample import Sample

from .conftest import FRAMES, WAIT_MS, Open

FRAME_STEMS = sorted(image.stem for image in (FRAMES / "images").iterdir())


def _folder(root: Path, stem: str) -> Path:
    """A dataset of one real frame, with the same name for every frame."""
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    shutil.copy(next((FRAMES / "images").glob(f"{stem}.*")), root / "images" / "frame.jpg")
    shutil.copy(FRAMES / "masks" / f"{stem}.png", root / "masks" / "frame.png")
    return root


def _score(session: DatasetSession, dice: float) -> None:
    paths = [str(sample.image_path) for sample in session.samples(session.rows)]
    session.set_scores(DICE_A, pd.DataFrame({"image_path": paths, "dice": dice}))


def _first(session: DatasetSession) -> Sample:
    return session.samples([int(session.rows[0])])[0]


def test_a_pair_stays_open_while_the_order_changes(open_workspace: Open, clinic: Path) -> None:
    workspace = open_workspace(clinic)
    workspace.open_pair(0)
    opened = _first(workspace.session).id
    workspace.session.sort_by("id", ascending=False)
    assert workspace.detail.isVisible()
    assert workspace.detail._position.text() == "10 of 10"
    workspace.detail.back_requested.emit()
    assert workspace.session.chosen["id"].iloc[workspace.pairs.selected_rows[0]] == opened


def test_a_pair_that_is_no_longer_chosen_closes_and_leaves_the_keyboard_where_it_is(
    open_workspace: Open, clinic: Path
) -> None:
    workspace = open_workspace(clinic)
    workspace.activateWindow()
    workspace.open_pair(0)
    workspace.bar.search.setFocus()
    workspace.bar.search.setText("nothing has this name")
    workspace.bar.search.returnPressed.emit()
    assert workspace.pairs.isVisible()
    assert workspace.focusWidget() is workspace.bar.search


def test_pictures_and_scores_are_of_files_and_not_of_names_that_other_folders_take_over(
    open_workspace: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = _folder(tmp_path / "a" / "data", FRAME_STEMS[0]), _folder(tmp_path / "b" / "data", FRAME_STEMS[-1])
    workspace = open_workspace(first)
    session, picture = workspace.session, workspace.pairs.model
    assert session.table["id"].tolist() == ["data/frame"]
    _score(session, 0.25)
    qtbot.waitUntil(lambda: picture.index(0, 0).data(THUMBNAIL) is not None, timeout=WAIT_MS)
    before = picture.index(0, 0).data(THUMBNAIL).toImage()
    session.add_roots([second])
    qtbot.waitUntil(lambda: len(session.table) == 2 and session.copies_known, timeout=WAIT_MS)
    assert session.table[DICE_A].fillna(-1).tolist() == [0.25, -1]
    session.remove_root(first)
    qtbot.waitUntil(lambda: len(session.table) == 1 and session.copies_known, timeout=WAIT_MS)
    assert session.table["id"].tolist() == ["data/frame"]
    assert session.table[DICE_A].isna().all()
    qtbot.waitUntil(lambda: picture.index(0, 0).data(THUMBNAIL) is not None, timeout=WAIT_MS)
    assert picture.index(0, 0).data(THUMBNAIL).toImage() != before


def test_scores_outlive_a_moment_without_folders(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    _score(workspace.session, 0.5)
    workspace.session.remove_root(clinic)
    assert len(workspace.session.table) == 0
    workspace.session.add_roots([clinic])
    qtbot.waitUntil(lambda: workspace.session.copies_known, timeout=WAIT_MS)
    assert (workspace.session.table[DICE_A] == 0.5).all()


def test_scores_are_averaged_over_the_current_groups(open_workspace: Open, clinic: Path, copies: Path) -> None:
    workspace = open_workspace(clinic, copies)
    samples = workspace.session.samples(workspace.session.rows)
    rows = pd.DataFrame(
        {
            "image_path": [str(sample.image_path) for sample in samples],
            "id": "as it was",
            "dataset": "as it was",
            "group": [f"as it was {row}" for row in range(len(samples))],
            "dice": 0.5,
        }
    )
    workspace.scoring.add(workspace.slots["A"].sha256, rows)
    table = workspace.scoring.chosen_scores()["A"]
    assert table["id"].tolist() == [sample.id for sample in samples]
    assert table["group"].tolist() == [group_of(sample) for sample in samples]
    assert table["group"].nunique() < len(samples)
    workspace.session.set_filter(PairFilter().with_text("again"))
    assert len(workspace.scoring.chosen_scores()["A"]) == 2


def test_a_folder_that_has_gone_does_not_hide_the_others(
    open_workspace: Open, clinic: Path, tmp_path: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    with qtbot.waitSignal(context.requests.notice, timeout=WAIT_MS) as notice:
        workspace.session.add_roots([tmp_path / "unplugged"])
    assert "unplugged" in notice.args[0]
    qtbot.waitUntil(lambda: workspace.session.copies_known, timeout=WAIT_MS)
    assert len(workspace.session.rows) == 10


def test_a_condition_on_a_dataset_goes_with_its_folder(
    open_workspace: Open, clinic: Path, copies: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic, copies)
    near = frozenset(("across datasets",))
    wanted = PairFilter().with_choice("dataset", frozenset(("copies",))).with_choice("near_copy", near)
    workspace.session.set_filter(wanted)
    assert len(workspace.session.rows) == 2
    session = workspace.session
    session.remove_root(copies)
    qtbot.waitUntil(lambda: session.copies_known and len(session.table) == 10, timeout=WAIT_MS)
    assert workspace.session.filter.is_empty
    assert len(workspace.session.rows) == 10


def test_nothing_is_left_of_pairs_that_can_no_longer_be_read(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.pages.setCurrentWidget(workspace.charts)
    qtbot.waitUntil(lambda: workspace.charts.names.count() > 0 and workspace.charts.settled, timeout=WAIT_MS)
    workspace.pages.setCurrentWidget(workspace.hypotheses)
    qtbot.waitUntil(lambda: len(workspace.hypotheses.cards) == 4, timeout=WAIT_MS)
    shutil.rmtree(clinic)
    with qtbot.waitSignal(workspace.session.failed, timeout=WAIT_MS):
        workspace.session.reload()
    assert workspace.charts.names.count() == 0
    assert workspace.charts.plot.chart is None
    assert workspace.hypotheses.cards == []


def test_a_text_being_typed_is_not_overwritten(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.session.set_filter(PairFilter().with_choice("emptiness", frozenset(("polyp",))))
    qtbot.keyClicks(workspace.bar.search, "abc")
    workspace.session.sort_by("coverage")
    assert workspace.bar.search.text() == "abc"
    workspace.bar.clear.click()
    assert workspace.bar.search.text() == ""
    assert workspace.session.filter.is_empty
    [cross] = workspace.bar.search.findChildren(QToolButton)
    qtbot.waitUntil(lambda: not cross.isVisible(), timeout=WAIT_MS)


def test_a_model_that_is_taken_out_while_it_is_read_stays_out(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.slots.choose("B", MODEL_FILE)
    workspace.slots.clear("B")
    qtbot.waitUntil(lambda: not workspace.tasks.running, timeout=WAIT_MS)
    assert workspace.slots["B"] is None


def test_an_open_pair_is_predicted_again_when_its_model_changed_while_hidden(
    open_workspace: Open, clinic: Path, green_model: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    workspace.open_pair(0)
    qtbot.waitUntil(lambda: workspace.detail.detail is not None, timeout=WAIT_MS)
    workspace.pages.setCurrentWidget(workspace.warnings)
    with qtbot.waitSignal(workspace.slots.changed, timeout=WAIT_MS):
        workspace.slots.choose("B", green_model)
    workspace.pages.setCurrentIndex(0)
    assert workspace.detail.detail is None
    qtbot.waitUntil(lambda: workspace.detail.detail is not None, timeout=WAIT_MS)
    assert list(workspace.detail.detail.predictions) == ["A", "B"]


def test_an_unreadable_pair_shows_nothing_of_another_pair(
    open_workspace: Open, clinic: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    workspace.open_pair(1)
    qtbot.waitUntil(lambda: workspace.detail.detail is not None, timeout=WAIT_MS)
    _first(workspace.session).mask_path.unlink()
    with qtbot.waitSignal(context.requests.notice, timeout=WAIT_MS):
        workspace.open_pair(0)
    assert workspace.detail.facts.text() == ""
    assert not workspace.detail.image.has_picture


def test_another_device_is_used_for_the_next_pair(open_workspace: Open, clinic: Path, context: Context) -> None:
    sample, model = _first(open_workspace(clinic).session), context.models.model
    assert model is not None
    predictor = Predictor()
    look = lambda device: context.tasks.run(predictor.predict, "look", sample, [("A", model)], device, "Ada")  # noqa: E731
    assert look("cpu").join(60)
    (on_cpu,) = predictor._open.values()
    assert look("auto").join(60)
    (on_auto,) = predictor._open.values()
    assert on_auto is not on_cpu
    predictor.close()


def test_scoring_from_the_scores_page_stays_there_and_takes_its_order_along_when_it_goes(
    open_workspace: Open, clinic: Path
) -> None:
    workspace = open_workspace(clinic)
    workspace.pages.setCurrentWidget(workspace.scores)
    _score(workspace.session, 0.5)
    workspace.scoring.finished.emit()
    assert workspace.pages.currentWidget() is workspace.scores
    workspace.session.hide_scores(DICE_A)
    assert workspace.session.sorted_by == "id"
    assert workspace.pairs.order.currentData() == "id"


def test_a_list_keeps_its_position_when_scores_arrive_and_opens_by_key(
    open_workspace: Open, clinic: Path, copies: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic, copies)
    workspace.pages.setCurrentWidget(workspace.leaks)
    workspace.leaks.list.setCurrentItem(workspace.leaks.list.topLevelItem(1))
    tree = workspace.warnings.tree
    tree.topLevelItem(0).setExpanded(False)
    _score(workspace.session, 0.5)
    assert workspace.leaks.list.currentIndex().row() == 1
    assert not tree.topLevelItem(0).isExpanded()
    first = workspace.leaks.list.currentItem().text(0)
    qtbot.keyClick(workspace.leaks.list, Qt.Key.Key_Return)
    assert workspace.detail.isVisible()
    assert workspace.detail._name.text() == first


def test_columns_keep_their_width_and_rows_are_counted_once(open_workspace: Open, clinic: Path) -> None:
    workspace = open_workspace(clinic)
    table = workspace.pairs.table
    table.setColumnWidth(1, 321)
    workspace.session.sort_by("coverage")
    assert table.columnWidth(1) == 321
    table.selectAll()
    assert workspace.pairs.selected_rows == list(np.arange(10))
    assert workspace.pairs.selected.text() == "10 selected"
