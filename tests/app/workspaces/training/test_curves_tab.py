"""The curves grow with the run, and their axes have labels."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.workspaces.training.curves_tab import CurvesTab
from training.runs.metrics_file import COLUMNS


def rows(count: int) -> list[dict[str, float]]:
    return [dict.fromkeys(COLUMNS, 0.5) | {"epoch": at, "validation_dice": 0.4 + at / 10} for at in range(count)]


def test_each_epoch_adds_a_point(qtbot) -> None:
    tab = CurvesTab()
    qtbot.addWidget(tab)
    tab.show()
    tab.show_rows([])
    assert not tab.grid.isVisible()
    for count in (1, 2, 3):
        tab.show_rows(rows(count))
        assert tab.grid.isVisible()
        qtbot.wait(50)  # pyqtgraph finds an axis' range when it is drawn
        chart = tab.grid.plots["dice"].chart
        assert list(chart.at) == list(range(1, count + 1))
        assert chart.series["validation"][-1] == 0.4 + (count - 1) / 10
        bottom = tab.grid.plots["dice"].findChild(pg.PlotWidget).getPlotItem().getAxis("bottom")
        ticks = [value for _, values in bottom.tickValues(*bottom.range, bottom.width()) for value in values]
        assert sorted(ticks) == list(range(1, count + 1))
        axis = tab.grid.plots["dice"].findChild(pg.PlotWidget).getPlotItem().getAxis("left")
        assert axis.autoSIPrefixScale == 1


def test_plots_scroll_if_they_do_not_fit(qtbot) -> None:
    tab = CurvesTab()
    qtbot.addWidget(tab)
    tab.resize(500, 250)
    tab.show()
    tab.show_rows(rows(2))
    upper, lower = tab.grid.plots["loss"], tab.grid.plots["iou"]
    qtbot.waitUntil(lambda: tab.area.verticalScrollBar().maximum() > 0)
    assert upper.geometry().bottom() < lower.geometry().top()


class ShownWindows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_no_plot_appears_as_a_window(qtbot, qapp: QApplication) -> None:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    tab = CurvesTab()
    qtbot.addWidget(tab)
    tab.show_rows(rows(2))
    qapp.removeEventFilter(shown)
    assert shown.names == []
