"""Journeys through the Dataset workspace, on real frames with the shipped model."""

import shutil
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.workspaces.context import Context, PairList
from resources import MODEL_FILE
from training.browser.columns import DICE_A, DICE_B, GAIN
from training.browser.pair_filter import PairFilter, Range

from .conftest import WAIT_MS, Open


def test_without_a_folder_a_page_explains_the_first_step_and_a_dropped_folder_is_read(
    open_workspace: Open, clinic: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace()
    assert workspace.stack.currentIndex() == 0
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clinic))])
    where, left, none = QPointF(200, 200), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(workspace, QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, data, left, none))
    QApplication.sendEvent(workspace, QDropEvent(where, Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: workspace.session.copies_known, timeout=WAIT_MS)
    assert workspace.stack.currentIndex() == 1
    assert len(workspace.session.rows) == 10
    assert context.settings.dataset_roots == (clinic,)
    assert workspace.bar.count.text() == "10 of 10 pairs"


def test_a_folder_without_pairs_is_reported(
    open_workspace: Open, tmp_path: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace()
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(context.requests.notice, timeout=WAIT_MS) as notice:
        workspace.session.add_roots([tmp_path / "empty"])
    assert "No image and mask pairs were found" in notice.args[0]
    # The reason outlives the notice, on both pages that would be blank.
    for page in (workspace.pairs, workspace.charts):
        assert page.no_pairs.is_empty
        assert page.no_pairs.message.text() == notice.args[0]
        assert page.no_pairs.clear.isHidden()
    workspace.session.remove_root(tmp_path / "empty")
    assert workspace.stack.currentIndex() == 0


def test_a_folder_without_pairs_is_marked_in_the_list(open_workspace: Open, clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    workspace = open_workspace(clinic, tmp_path / "empty")
    rows = workspace.filters.folders
    assert rows[clinic].reason.isHidden()
    assert rows[clinic].name.property("role") is None
    assert rows[tmp_path / "empty"].reason.text().startswith("No image and mask pairs were found in ")
    assert rows[tmp_path / "empty"].name.property("role") == "muted"
    assert not workspace.pairs.no_pairs.is_empty


def test_if_no_pair_matches_the_filter_can_be_cleared(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    for page in (workspace.pairs, workspace.charts):
        workspace.pages.setCurrentIndex(0 if page is workspace.pairs else 1)
        assert not page.no_pairs.is_empty
        workspace.session.set_filter(PairFilter().with_text("nothing has this name"))
        assert page.no_pairs.heading.text() == "No pair matches"
        assert page.no_pairs.clear.isVisible()
        page.no_pairs.clear.click()
        assert len(workspace.session.rows) == 10
        assert not page.no_pairs.is_empty
    qtbot.waitUntil(lambda: workspace.charts.settled, timeout=WAIT_MS)


def test_a_rectangle_without_points_chooses_nothing(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: workspace.charts.names.count() > 0 and workspace.charts.settled, timeout=WAIT_MS)
    workspace.charts.show_chart("brightness_and_contrast")
    workspace.charts.plot.rectangle_selected.emit(-20.0, -10.0, 0.0, 128.0)
    assert workspace.session.filter.is_empty


def test_what_is_wrong_with_the_files_is_listed(open_workspace: Open, clinic: Path) -> None:
    workspace = open_workspace(clinic)
    assert workspace.warnings.count == 2
    top = workspace.warnings.tree.topLevelItem(0)
    assert top is not None
    kinds = [top.child(row).text(0) for row in range(top.childCount())]
    assert kinds == ["Pairs that cannot be used: 1", "Masks without an image: 1"]
    assert workspace.pages.tabText(5) == "Warnings (2)"


def test_near_copies_in_two_datasets_are_shown_side_by_side(
    open_workspace: Open, clinic: Path, copies: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic, copies)
    assert workspace.pages.tabText(4) == "Near copies (2)"
    workspace.pages.setCurrentIndex(4)
    assert workspace.leaks.list.topLevelItemCount() == 2
    first, second = workspace.leaks._pictures
    qtbot.waitUntil(lambda: not first.image.pixmap().isNull() and not second.image.pixmap().isNull(), timeout=WAIT_MS)
    assert {first.id.split("/")[0], second.id.split("/")[0]} == {"clinic", "copies"}
    assert set(workspace.session.table["near_copy"]) == {"none", "across datasets"}
    assert "within their own dataset" not in workspace.leaks._message.text()


def test_near_copies_within_a_dataset_are_counted_too(open_workspace: Open, clinic: Path) -> None:
    first = next(path for path in sorted((clinic / "images").iterdir()) if path.stem != "torn")
    shutil.copy(first, clinic / "images" / f"again{first.suffix}")
    shutil.copy(clinic / "masks" / f"{first.stem}.png", clinic / "masks" / "again.png")
    workspace = open_workspace(clinic)
    words = workspace.leaks._message.text()
    assert words.startswith("No near copies across datasets")
    assert "2 pairs have near copies within their own dataset" in words


def test_a_clicked_bar_narrows_grid_table_charts_and_tests_until_its_chip_is_clicked(
    open_workspace: Open, clinic: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    workspace.pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: workspace.charts.names.count() > 0 and workspace.charts.settled, timeout=WAIT_MS)
    workspace.charts.show_chart("coverage")
    chart = workspace.charts.plot.chart
    assert chart is not None
    fullest = int(np.argmax(sum(series.counts for series in chart.series)))
    low, high = float(chart.edges[fullest]), float(chart.edges[fullest + 1])
    workspace.charts.plot.range_selected.emit("coverage", low, high, False)
    expected = int(sum(series.counts[fullest] for series in chart.series))
    assert len(workspace.session.rows) == expected < 10
    assert workspace.pairs.model.rowCount() == expected
    qtbot.waitUntil(lambda: workspace.charts.settled, timeout=WAIT_MS)
    redrawn = workspace.charts.plot.chart
    assert redrawn is not None
    assert redrawn.key == "coverage"
    assert sum(series.counts.sum() for series in redrawn.series) == expected
    workspace.pages.setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(workspace.hypotheses.cards) == 4, timeout=WAIT_MS)
    assert list(workspace.bar.chips) == ["coverage"]
    workspace.bar.chips["coverage"].click()
    assert len(workspace.session.rows) == 10


def test_hypotheses_say_once_how_many_frames_they_leave_out(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.pages.setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(workspace.hypotheses.cards) == 4, timeout=WAIT_MS)
    empty = int((workspace.session.table["coverage"] == 0).sum())
    assert empty > 0
    note = f"{empty} frames that show no polyp are left out."
    assert note in workspace.hypotheses.cautions.text()
    words = [label.text() for card in workspace.hypotheses.cards for label in card.findChildren(QLabel)]
    assert note not in words
    workspace.hypotheses.with_empty.click()
    qtbot.waitUntil(lambda: "included" in workspace.hypotheses.cautions.text(), timeout=WAIT_MS)
    words = [label.text() for label in workspace.hypotheses.cards[0].findChildren(QLabel)]
    assert {"By frame, empty masks included", "By frame, empty masks left out"} <= set(words)


def test_a_rectangle_of_points_chooses_their_pairs(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: workspace.charts.names.count() > 0 and workspace.charts.settled, timeout=WAIT_MS)
    workspace.charts.show_chart("brightness_and_contrast")
    table = workspace.session.table
    area = (float(table["brightness"].median()), 256.0, 0.0, 128.0)
    within = workspace.session.rows[workspace.charts.plot.rows_within(*area)]
    workspace.charts.plot.rectangle_selected.emit(*area)
    assert set(workspace.session.rows) == set(within)
    assert 0 < len(within) < 10


def test_ticks_and_numbers_of_the_panel_narrow_the_choice(open_workspace: Open, clinic: Path, copies: Path) -> None:
    workspace = open_workspace(clinic, copies)
    workspace.filters.boxes["dataset", "copies"].click()
    assert len(workspace.session.rows) == 2
    workspace.bar.clear.click()
    assert not workspace.filters.boxes["dataset", "copies"].isChecked()
    limit = workspace.session.dataset_table.limits.medium
    assert workspace.filters.boxes["size_class", "small"].text() == f"small, below {limit * 100:.1f} %"
    field = workspace.filters.fields["coverage"]
    field.high.setValue(field.low.value() + (field.high.value() - field.low.value()) / 2)
    half = len(workspace.session.rows)
    assert 0 < half < 12
    assert workspace.session.chosen["coverage"].max() <= field.high.value() / 100
    workspace.bar.search.setText("again")
    workspace.bar.search.returnPressed.emit()
    assert len(workspace.session.rows) <= 2


def test_the_pairs_are_sorted_by_any_column_in_both_views(open_workspace: Open, clinic: Path) -> None:
    workspace = open_workspace(clinic)
    place = [column.key for column in workspace.pairs.model.columns].index("coverage")
    workspace.pairs.table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    coverage = workspace.session.chosen["coverage"].tolist()
    assert coverage == sorted(coverage, reverse=True)
    assert workspace.pairs.order.currentData() == "coverage"
    workspace.pairs.direction.click()
    assert workspace.session.chosen["coverage"].tolist() == sorted(coverage)


def test_sizes_are_sorted_from_small_to_huge(open_workspace: Open, clinic: Path) -> None:
    workspace = open_workspace(clinic)
    workspace.session.sort_by("size_class")
    sizes = workspace.session.chosen["size_class"].dropna().tolist()
    assert list(dict.fromkeys(sizes)) == ["small", "medium", "large", "huge"]
    assert workspace.session.chosen["coverage"].loc[lambda share: share > 0].is_monotonic_increasing


def test_thumbnails_are_loaded_and_cached_on_disk(open_workspace: Open, clinic: Path, home: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.session.sort_by("coverage", ascending=False)
    model = workspace.pairs.model
    from app.workspaces.dataset.pair_model import THUMBNAIL

    qtbot.waitUntil(lambda: all(model.index(row, 0).data(THUMBNAIL) for row in range(10)), timeout=WAIT_MS)
    with_outline = model.index(0, 0).data(THUMBNAIL).toImage()
    workspace.pairs.outlines.click()
    assert model.index(0, 0).data(THUMBNAIL).toImage() != with_outline
    assert len(list(home.rglob("*.pair"))) == 10


def test_a_pair_opens_with_truth_prediction_and_their_difference(
    open_workspace: Open, clinic: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    workspace.session.sort_by("coverage", ascending=False)
    workspace.pairs.opened.emit(0)
    detail = workspace.detail
    qtbot.waitUntil(lambda: detail.detail is not None, timeout=WAIT_MS)
    assert detail.isVisible()
    assert all(p.has_picture for p in (detail.image, detail.truth, detail.prediction, detail.difference))
    assert "Dice" in detail.prediction.caption.text()
    assert detail.detail.predictions["A"].scores.dice > 0.5
    first = detail.detail.sample.id
    qtbot.keyClick(detail, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: detail.detail is not None and detail.detail.sample.id != first, timeout=WAIT_MS)
    qtbot.keyClick(detail, Qt.Key.Key_Escape)
    assert workspace.pairs.isVisible()
    assert workspace.pairs.selected_rows == [1]


def test_a_score_is_shown_with_its_settings_everywhere(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    with qtbot.waitSignal(workspace.slots.changed, timeout=WAIT_MS):
        workspace.slots.choose("A", MODEL_FILE)
    card = workspace.slots["A"].card
    assert (card.threshold, card.min_region_fraction) != (0.5, 0.0)
    with qtbot.waitSignal(workspace.scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
    assert workspace.pairs.order.currentText() == "Dice A at 0.5"
    workspace.open_pair(0)
    qtbot.waitUntil(lambda: workspace.detail.detail is not None, timeout=WAIT_MS)
    prediction = workspace.detail.detail.predictions["A"]
    listed = workspace.scoring.tables["A"].set_index("id").loc[workspace.detail.detail.sample.id]
    assert prediction.scores.dice == listed["dice"] == workspace.session.chosen[DICE_A].iloc[0]
    assert prediction.shown_scores.dice == listed["shown_dice"]
    caption = workspace.detail.prediction.caption.text()
    assert f"Model A at 0.5: Dice {listed['dice']:.3f}, IoU {listed['iou']:.3f}; " in caption
    settings = (
        f"{card.threshold:g}, regions from {card.min_region_fraction * 100:g} %, presence from {card.presence_level:g}"
    )
    assert f"as drawn, at {settings}: Dice " in caption
    assert f"Dice {listed['shown_dice']:.3f}, IoU {listed['shown_iou']:.3f}" in caption
    workspace.pages.setCurrentWidget(workspace.scores)
    assert workspace.scores.names["A"].text() == f"Model A: {card.name}, at 0.5"
    workspace.scores.scheme.setCurrentIndex(1)
    assert workspace.scores.names["A"].text().startswith(f"Model A: {card.name}, at {card.threshold:g}, regions from")


def test_a_pair_whose_file_was_deleted_is_reported(
    open_workspace: Open, clinic: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    sample = workspace.session.samples([int(workspace.session.rows[0])])[0]
    sample.image_path.unlink()
    with qtbot.waitSignal(context.requests.notice, timeout=WAIT_MS) as notice:
        workspace.open_pair(0)
    assert sample.image_path.name in notice.args[0]


def test_scores_of_two_models_become_columns_with_the_worst_first(
    open_workspace: Open, clinic: Path, quick_model: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    largest = workspace.session.table["coverage"].nlargest(4).min()
    workspace.session.set_filter(PairFilter().with_range("coverage", Range(largest, 1.0)))
    with qtbot.waitSignal(workspace.slots.changed, timeout=WAIT_MS):
        workspace.slots.choose("B", quick_model)
    with qtbot.waitSignal(workspace.scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
    table = workspace.session.chosen
    assert len(table) == 4
    assert table[DICE_A].notna().all()
    assert table[DICE_A].is_monotonic_increasing
    assert (table[GAIN] == 0).all()
    assert workspace.session.table[DICE_A].notna().sum() == 4
    workspace.models_bar.worse.click()
    assert len(workspace.session.rows) == 0
    workspace.models_bar.worse.click()
    workspace.pages.setCurrentWidget(workspace.scores)
    qtbot.waitUntil(lambda: workspace.scores.tables["A"].rowCount() == 1, timeout=WAIT_MS)
    assert workspace.scores.tables["A"].item(0, 0).text() == "clinic"
    assert workspace.scores.tables["A"].item(0, 2).text().startswith(f"{table[DICE_A].mean():.3f}")
    assert workspace.scores.tables["A"].item(0, 9).text() == "no polyp-free pair"
    assert "No evidence of improvement" in workspace.scores.comparison.text()
    workspace.scores.scheme.setCurrentIndex(2)
    qtbot.waitUntil(lambda: workspace.scores.tables["A"].rowCount() == 4, timeout=WAIT_MS)
    workspace.slots.clear("B")
    assert DICE_B not in workspace.session.table
    assert GAIN not in workspace.session.table


def test_scoring_can_be_stopped(open_workspace: Open, clinic: Path, qtbot: QtBot) -> None:
    workspace = open_workspace(clinic)
    workspace.scoring.working.connect(lambda task: task.cancel())
    workspace.models_bar.score.click()
    qtbot.waitUntil(lambda: not workspace.scoring.busy, timeout=WAIT_MS)
    assert DICE_A not in workspace.session.table


def test_the_chosen_pairs_are_opened_in_review_with_their_masks(
    open_workspace: Open, clinic: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    workspace.session.set_filter(PairFilter().with_text("EndoCV2021"))
    with qtbot.waitSignal(context.requests.review_requested) as asked:
        workspace.bar.review.click()
    pairs: PairList = asked.args[0]
    assert len(pairs.images) == len(workspace.session.rows) > 1
    assert [image.stem for image in pairs.images] == [mask.stem for mask in pairs.masks]


def test_reading_can_be_stopped_and_folders_left_out(open_workspace: Open, clinic: Path, copies: Path) -> None:
    workspace = open_workspace(clinic, copies)
    workspace.filters.folder_removed.emit(clinic)
    workspace.session.stop()
    assert workspace.session.roots == (copies,)
