"""A plot shows values, selects pairs and writes files."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.plots.plot import Plot
from app.widgets import theme
from polyp_core.errors import ExportError
from training.statistics.charts import (
    Axis,
    Bars,
    Bins,
    BoxPlot,
    Chart,
    Curves,
    HeatMap,
    Histogram,
    Points,
    Scatter,
    box,
)

EDGES = np.array([0.0, 10.0, 20.0, 30.0])
PAIRS = Axis("pairs")
WIDTH = Axis("width", "px", column="width_px")
HISTOGRAM = Histogram(
    "width",
    "Width",
    WIDTH,
    PAIRS,
    EDGES,
    (Bins("a", np.array([1.0, 5.0, 2.0]), 14.0), Bins("b", np.array([0.0, 3.0, 0.0]))),
)
SCATTER = Scatter(
    "s",
    "Width against height",
    WIDTH,
    Axis("height", "px", column="height_px"),
    (Points("a", np.array([1.0, 2.0, 3.0]), np.array([1.0, 10.0, 100.0]), np.array([7, 8, 9])),),
)
BARS = Bars(
    "m", "Masks", Axis("mask", column="mask_kind"), PAIRS, ("clean", "noisy ones"), ("binary", "noisy"), {"a": (4, 2)}
)
BOX = box("c", np.array([0.0, 0.1, 0.2, 0.3, 5.0]))
assert BOX is not None
OTHERS: list[Chart] = [
    BoxPlot("b", "Boxes", Axis("coverage", is_share=True), (BOX,)),
    Curves("c", "Loss", Axis("epoch"), Axis("loss"), np.array([0.0, 1.0]), {"training": np.array([0.0, np.nan])}),
    Curves("1", "Loss", Axis("epoch"), Axis("loss"), np.array([0.0]), {"a validation": np.array([0.5])}),
    HeatMap("h", "Map", Axis("level"), Axis("pictures"), EDGES, np.eye(3), Axis("share", is_share=True)),
]


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def _pixel(plot: Plot, x: float, y: float) -> QPoint:
    return plot._widget.mapFromScene(plot._view.mapViewToScene(QPointF(x, y)))


def _click(plot: Plot, x: float, y: float, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.mouseClick(plot._widget.viewport(), Qt.MouseButton.LeftButton, pos=_pixel(plot, x, y))


def test_a_clicked_bin_emits_its_column_and_edges(plot: Plot, qtbot: QtBot) -> None:
    plot.show_chart(HISTOGRAM)
    with qtbot.waitSignal(plot.range_selected, timeout=3000) as clicked:
        _click(plot, 14.0, 2.0, qtbot)
    assert clicked.args == ["width_px", 10.0, 20.0, False]
    with qtbot.waitSignal(plot.range_selected, timeout=3000) as clicked:
        _click(plot, 25.0, 1.0, qtbot)
    assert clicked.args == ["width_px", 20.0, 30.0, True]


def test_a_clicked_bar_emits_its_column_and_value(plot: Plot, qtbot: QtBot) -> None:
    plot.show_chart(BARS)
    with qtbot.waitSignal(plot.value_selected, timeout=3000) as clicked:
        _click(plot, 1.0, 1.0, qtbot)
    assert clicked.args == ["mask_kind", "noisy"]


def test_a_click_where_nothing_is_counted_selects_nothing(plot: Plot, qtbot: QtBot) -> None:
    gap = (Bins("a", np.array([1.0, 0.0, 2.0]), 14.0), Bins("b", np.array([0.0, 0.0, 3.0])))
    plot.show_chart(replace(HISTOGRAM, series=gap))
    with qtbot.assertNotEmitted(plot.range_selected, wait=100):
        _click(plot, 14.0, 1.0, qtbot)
    plot.show_chart(replace(BARS, series={"a": (4, 0)}))
    with qtbot.assertNotEmitted(plot.value_selected, wait=100):
        _click(plot, 1.0, 1.0, qtbot)


def test_the_value_under_the_pointer_names_every_series(plot: Plot) -> None:
    plot.show_chart(HISTOGRAM)
    assert plot._value_at(QPointF(14.0, 1.0)) == "10 px to 20 px:   a 5   b 3"
    assert plot._value_at(QPointF(40.0, 1.0)) == ""
    plot.show_chart(SCATTER)
    assert plot._value_at(QPointF(2.0, 10.0)) == "a: 2 px, 10 px"
    plot.show_chart(BARS)
    assert plot._value_at(QPointF(0.1, 1.0)) == "clean:   a 4"
    plot.show_chart(OTHERS[0])
    assert plot._value_at(QPointF(0.0, 0.1)) == "c: median 20.00 %, n = 5"
    plot.show_chart(OTHERS[3])
    assert plot._value_at(QPointF(15.0, 1.5)) == "10: 100.00 %"


def test_a_rectangle_holds_the_rows_of_its_points_on_either_scale(plot: Plot, qtbot: QtBot) -> None:
    plot.show_chart(SCATTER)
    plot.set_log(True)
    with qtbot.waitSignal(plot.rectangle_selected) as selected:
        plot._view.selected.emit(QRectF(1.5, 0.5, 2.0, 2.0))  # tens to hundreds, as the log scale has them
    assert plot.rows_within(*selected.args).tolist() == [8, 9]


def test_what_is_drawn_is_written_as_numbers_and_as_a_picture(plot: Plot, tmp_path: Path) -> None:
    plot.show_chart(HISTOGRAM)
    plot.save_csv(tmp_path / "width.csv")
    plot.save_png(tmp_path / "width.png")
    rows = list(csv.reader((tmp_path / "width.csv").open(encoding="utf-8")))
    assert rows[0] == ["series", "width (px) from", "width (px) to", "pairs"]
    assert rows[2] == ["a", "10.0", "20.0", "5.0"]
    assert (tmp_path / "width.png").read_bytes().startswith(b"\x89PNG")


def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(plot: Plot, tmp_path: Path) -> None:
    plot.show_chart(replace(BARS, categories=("=1+1", "-0.5"), series={"@dataset": (4, 2)}))
    plot.save_csv(tmp_path / "chart.csv")
    rows = list(csv.reader((tmp_path / "chart.csv").open(encoding="utf-8")))
    assert rows[1:] == [["'@dataset", "'=1+1", "4"], ["'@dataset", "-0.5", "2"]]


def test_no_chart_is_saved_among_the_pairs(
    plot: Plot, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot.show_chart(HISTOGRAM)
    image = tmp_path / "images" / "1.png"
    image.parent.mkdir()
    image.write_bytes(b"an original")
    plot.protected_folders = lambda: [tmp_path]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(image), ""))
    with qtbot.waitSignal(plot.failed) as failed:
        plot._ask_for_png()
    assert "lies inside" in failed.args[0] and image.read_bytes() == b"an original"


def test_a_chart_that_cannot_be_written_emits_the_reason(plot: Plot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    plot.show_chart(HISTOGRAM)
    for save in (plot.save_csv, plot.save_png):
        with pytest.raises(ExportError, match="already exists"):
            save(tmp_path / "file" / "chart")


@pytest.mark.parametrize("chart", [HISTOGRAM, SCATTER, BARS, *OTHERS], ids=lambda chart: type(chart).__name__)
def test_every_kind_of_chart_is_drawn_on_both_scales_and_written(plot: Plot, chart: Chart, tmp_path: Path) -> None:
    plot.show_chart(chart)
    for log in (False, True):
        plot.set_log(log)
        assert not plot.grab().isNull()
    plot.save_csv(tmp_path / "chart.csv")
    rows = list(csv.reader((tmp_path / "chart.csv").open(encoding="utf-8")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_small_numbers_are_shown_unscaled_at_the_axis(plot: Plot, qtbot: QtBot) -> None:
    plot.show_chart(OTHERS[2])
    axis = plot._plot.getAxis("left")
    qtbot.waitUntil(lambda: axis.range[1] < 2)
    assert axis.tickStrings([0.25, 0.5], axis.autoSIPrefixScale * axis.scale, 0.05) == ["0.25", "0.50"]


def test_an_empty_plot_shows_nothing_and_cannot_be_saved(plot: Plot) -> None:
    plot.show_chart(HISTOGRAM)
    plot.show_chart(None)
    assert plot.title == ""
    assert plot._value_at(QPointF(1.0, 1.0)) == ""
    assert not plot.save_button.isEnabled()


def test_the_plot_follows_the_theme(plot: Plot, qapp: QApplication) -> None:
    try:
        for name in ("light", "dark"):
            theme.apply_theme(qapp, name)
            assert plot._widget.backgroundBrush().color().name() == theme.colours().panel
    finally:
        theme.apply_theme(qapp, "dark")


def test_the_keys_go_through_the_bins_and_choose_one(qtbot: QtBot) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.show_chart(HISTOGRAM)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left):
        qtbot.keyClick(plot._widget, key)
    assert plot._value.text().startswith("10 px to 20 px:") and plot._widget.accessibleDescription()
    with qtbot.waitSignal(plot.range_selected) as chosen:
        qtbot.keyClick(plot._widget, Qt.Key.Key_Return)
    assert chosen.args == ["width_px", 10.0, 20.0, False]
    plot.show_chart(BARS)
    qtbot.keyClick(plot._widget, Qt.Key.Key_Right)
    with qtbot.waitSignal(plot.value_selected) as chosen:
        qtbot.keyClick(plot._widget, Qt.Key.Key_Return)
    assert chosen.args == ["mask_kind", "binary"]
    plot.show_chart(OTHERS[0])
    assert plot._widget.focusPolicy() == Qt.FocusPolicy.NoFocus, "nothing in it can be chosen"


def test_the_axis_of_a_curve_of_zeros_begins_at_zero(qtbot: QtBot) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    at = np.array([0.0, 1.0, 2.0])
    for rates, highest in ((np.array([0.0, 0.0, np.nan]), 1.0), (np.array([0.0, 0.3, 0.2]), 0.3)):
        plot.show_chart(Curves("f", "False alarms", Axis("epoch"), Axis("rate"), at, {"validation": rates}))
        plot._view.updateAutoRange()  # as painting does
        low, high = plot._view.viewRange()[1]
        assert -0.2 * highest < low <= 0
        assert highest <= high < 1.3 * highest
