"""A live plot: what it says, selects and writes."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import theme
from app.plots.plot import Plot
from training.eda.charts import Axis, box

EDGES = np.array([0.0, 10.0, 20.0, 30.0])


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    plot = Plot("Width", Axis("width", "px"), Axis("pairs"))
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def _pixel(plot: Plot, x: float, y: float) -> QPoint:
    return plot._widget.mapFromScene(plot._view.mapViewToScene(QPointF(x, y)))


def test_a_clicked_bar_gives_the_borders_of_its_bin(plot: Plot, qtbot: QtBot) -> None:
    plot.add_histogram("a", EDGES, np.array([1.0, 5.0, 2.0]))
    QApplication.processEvents()
    with qtbot.waitSignal(plot.bin_selected, timeout=3000) as clicked:
        qtbot.mouseClick(plot._widget.viewport(), Qt.MouseButton.LeftButton, pos=_pixel(plot, 14.0, 2.0))
    assert clicked.args == [10.0, 20.0]


def test_the_value_under_the_pointer_names_every_series(plot: Plot) -> None:
    plot.add_histogram("a", EDGES, np.array([1.0, 5.0, 2.0]))
    plot.add_histogram("b", EDGES, np.array([0.0, 3.0, 0.0]))
    assert plot._words_at(QPointF(14.0, 1.0)) == "10 px to 20 px:   a 5   b 3"
    assert plot._words_at(QPointF(40.0, 1.0)) == ""


def test_a_rectangle_holds_the_rows_of_its_points_on_either_scale(plot: Plot, qtbot: QtBot) -> None:
    plot.add_points("a", np.array([1.0, 2.0, 3.0]), np.array([1.0, 10.0, 100.0]), np.array([7, 8, 9]))
    plot.set_log(True)
    with qtbot.waitSignal(plot.rectangle_selected) as selected:
        plot._view.selected.emit(QRectF(1.5, 0.5, 2.0, 2.0))  # tens to hundreds, as the log scale has them
    assert plot.keys_within(*selected.args).tolist() == [8, 9]


def test_what_is_drawn_is_written_as_numbers_and_as_a_picture(plot: Plot, tmp_path: Path) -> None:
    plot.add_histogram("a", EDGES, np.array([1.0, 5.0, 2.0]))
    plot.save_csv(tmp_path / "width.csv")
    plot.save_png(tmp_path / "width.png")
    rows = list(csv.reader((tmp_path / "width.csv").open(encoding="utf-8")))
    assert rows[0] == ["series", "from", "to", "count"]
    assert rows[2] == ["a", "10.0", "20.0", "5.0"]
    assert (tmp_path / "width.png").read_bytes().startswith(b"\x89PNG")


def test_every_kind_of_series_is_drawn_on_a_log_scale_with_zeros(plot: Plot) -> None:
    summary = box("c", np.array([0.0, 0.1, 0.2, 0.3, 5.0]))
    assert summary is not None
    plot.add_box(summary)
    plot.add_curve("d", np.array([0.0, 1.0]), np.array([0.0, np.nan]), dashed=True)
    plot.set_log(True)
    assert not plot.grab().isNull()


def test_the_plot_follows_the_theme(plot: Plot, qapp: QApplication) -> None:
    try:
        for name in ("light", "dark"):
            theme.apply_theme(qapp, name)
            assert plot._widget.backgroundBrush().color().name() == theme.colours().panel
    finally:
        theme.apply_theme(qapp, "dark")
