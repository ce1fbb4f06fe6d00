"""Counts that follow the choice, tags, saved views, columns, scores on thumbnails, and exports."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.task_row import TaskRow
from app.workspaces.context import Context
from app.workspaces.dataset.pair_model import SCORE, THUMBNAIL
from polyp_core.paths import data_dir
from training.browser.columns import DICE_A
from training.browser.tags import read_tags
from training.datasets.discovery import find_samples

from .conftest import WAIT_MS, Open


def test_counts_tags_views_and_columns(
    open_workspace: Open, clinic: Path, copies: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic, copies)
    session, filters, pairs = workspace.session, workspace.filters, workspace.pairs
    empty = int((session.table["coverage"] == 0).sum())
    assert filters.counts["emptiness", "truly empty"].text() == f"{empty}"
    filters.boxes["dataset", "copies"].click()
    # The other columns count the pairs of the choice; the column of the condition counts all.
    assert filters.counts["emptiness", "truly empty"].text() == f"{int((session.chosen['coverage'] == 0).sum())}"
    assert filters.counts["dataset", "clinic"].text() == "10"

    pairs.grid.setFocus()
    pairs.grid.selectAll()
    assert workspace.bar.review.text() == "Open 2 in Review"
    qtbot.keyClick(pairs.grid, Qt.Key.Key_2)
    tag = context.settings.dataset_tags[1]
    assert session.chosen["tags"].tolist() == [tag, tag]
    workspace.bar.clear.click()
    filters.boxes["tags", tag].click()
    assert len(session.rows) == 2 and workspace.bar.chips["tags"].text().endswith(tag)
    workspace.bar.views.save("tagged")
    workspace.bar.clear.click()
    assert len(session.rows) == 12
    workspace.bar.views.show_view("tagged")
    assert len(session.rows) == 2
    workspace.open_pair(0)
    qtbot.keyClick(workspace.detail, Qt.Key.Key_1)
    assert workspace.detail.tag_names.text() == ", ".join(sorted((context.settings.dataset_tags[0], tag)))
    assert session.tags.close(10)
    stored = read_tags(data_dir() / "dataset_tags.json")
    assert sorted(map(len, stored.values())) == [1, 2]

    columns = [column.key for column in pairs.model.columns]
    pairs.show_column("contrast", False)
    assert pairs.table.isColumnHidden(columns.index("contrast"))
    session.sort_by("coverage")
    assert pairs.table.isColumnHidden(columns.index("contrast"))
    assert context.settings.dataset_hidden_columns == {"contrast"}


def test_scores_are_on_thumbnails_in_charts_and_by_kind_of_picture(
    open_workspace: Open, clinic: Path, tmp_path: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    model = workspace.pairs.model
    assert workspace.models_bar.score.text() == "Score 10 pairs"
    notices: list[str] = []
    context.requests.notice.connect(notices.append)
    workspace.bar.export.requested.emit("scores", tmp_path / "scores.csv")
    assert notices == ["None of these pairs is scored yet. Score them first."]
    place = workspace.stack.geometry()
    with qtbot.waitSignal(workspace.scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
        # The row of the running task has its place, and covers and shifts nothing.
        qtbot.waitUntil(lambda: any(row.isVisible() for row in workspace.findChildren(TaskRow)))
        (row,) = workspace.findChildren(TaskRow)
        assert workspace.stack.geometry() == place
        assert place.bottom() < row.mapTo(workspace, row.rect().topLeft()).y()
        assert row.mapTo(workspace, row.rect().bottomLeft()).y() < workspace.height()
    assert model.index(0, 0).data(SCORE) == f"{workspace.session.chosen[DICE_A].iloc[0]:.2f}"
    qtbot.waitUntil(lambda: all(model.index(row, 0).data(THUMBNAIL) for row in range(10)), timeout=WAIT_MS)
    paths = [model.path_at(row) for row in range(10)]
    masks = [mask for path in paths for mask in workspace.loader.predictions(path).values()]
    assert len(masks) == 10 and all(mask.any() for mask in masks)
    outlined = model.index(9, 0).data(THUMBNAIL).toImage()
    workspace.pairs.predictions.click()
    assert model.index(9, 0).data(THUMBNAIL).toImage() != outlined

    workspace.pages.setCurrentWidget(workspace.charts)
    qtbot.waitUntil(lambda: workspace.charts.names.count() > 0 and workspace.charts.settled, timeout=WAIT_MS)
    workspace.charts.show_chart(DICE_A)
    histogram = workspace.charts.plot.chart
    assert histogram.key == DICE_A and sum(series.counts.sum() for series in histogram.series) == 10
    assert any("n = 10, 20" in label.text() for label in workspace.charts.plot.findChildren(QLabel))

    workspace.pages.setCurrentWidget(workspace.scores)
    workspace.scores.saliency.click()
    assert workspace.models_bar.score.text() == "Score 10 pairs"
    with qtbot.waitSignal(workspace.scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
    table = workspace.scores.tables["A"]
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: table.item(0, table.columnCount() - 1).text() != "", timeout=WAIT_MS)
    headers = [table.horizontalHeaderItem(place).text() for place in range(table.columnCount())]
    assert 0 < float(table.item(0, headers.index("S-measure")).text()) <= 1
    columns = workspace.scores.columns
    [precision] = [action for action in columns.menu().actions() if action.text() == "Precision"]
    precision.trigger()
    assert table.isColumnHidden(headers.index("Precision")) and not table.isColumnHidden(headers.index("Recall"))
    assert context.settings.score_hidden_columns == {"precision"}
    workspace.scores.scheme.setCurrentText("By kind of picture")
    qtbot.waitUntil(lambda: table.columnCount() == 6, timeout=WAIT_MS)
    assert not columns.isEnabled() and not any(map(table.isColumnHidden, range(6)))
    rows = [[table.item(row, place).text() for place in range(6)] for row in range(table.rowCount())]
    assert [row[1] for row in rows[:4]] == ["small", "medium", "large", "huge"]
    assert sum(int(row[4]) for row in rows[:4]) == int((workspace.session.table["coverage"] > 0).sum())

    workspace.scores.scheme.setCurrentText("False alarms by kind")
    qtbot.waitUntil(lambda: table.columnCount() == 4, timeout=WAIT_MS)
    empty = int((workspace.session.table["coverage"] == 0).sum())
    rows = [[table.item(row, place).text() for place in range(4)] for row in range(2)]
    assert [row[2] for row in rows] == [str(empty)] * 2 and rows[0][3].startswith("100.0%")

    workspace.pairs.grid.selectAll()
    for kind, name in (("scores", "scores.csv"), ("copy", "copied")):
        with qtbot.waitSignal(workspace.export.finished, timeout=WAIT_MS):
            workspace.bar.export.requested.emit(kind, tmp_path / name)
    assert len((tmp_path / "scores.csv").read_text().splitlines()) == 11
    assert len(find_samples([tmp_path / "copied"])) == 10
    with qtbot.waitSignal(workspace.export.failed, timeout=WAIT_MS):
        workspace.bar.export.requested.emit("list", clinic / "images" / "list.txt")
    assert not (clinic / "images" / "list.txt").exists()
    assert np.isfinite(workspace.session.table[DICE_A]).all()
