"""Keys of a chart with bins or categories: the arrows move a line over them, Enter chooses the one under it."""

from typing import cast

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.widgets.focus_frame import FocusFrame
from app.widgets.theme import colours
from training.statistics.charts import Bars, Chart, Histogram


def stops_of(chart: Chart | None) -> list[float]:
    """Returns the middle of each bin or category of `chart` in the axis's unit; empty for charts without."""
    if isinstance(chart, Histogram):
        return [float(low + high) / 2 for low, high in zip(chart.edges, chart.edges[1:], strict=False)]
    return [float(place) for place in range(len(chart.categories))] if isinstance(chart, Bars) else []


class ChartKeys(QObject):
    """Handles the keys of `widget`, which takes the focus only while its chart has bins or categories."""

    moved = Signal(float)
    """Where the line is now, in the axis's unit."""
    chosen = Signal(float)

    def __init__(self, widget: pg.PlotWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._stops: list[float] = []
        self._at = -1
        self._line = pg.InfiniteLine(angle=90)
        FocusFrame(widget)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.installEventFilter(self)

    def show_chart(self, chart: Chart | None) -> None:
        """Begins in front of the first bin of `chart`; the plot has been cleared."""
        self._stops, self._at = stops_of(chart), -1
        self._widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._stops else Qt.FocusPolicy.NoFocus)
        self._line.setPen(pg.mkPen(colours().text, width=2))
        self._line.hide()
        self._widget.addItem(self._line, ignoreBounds=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self._stops:
            return self._press(cast(QKeyEvent, event).key())
        if event.type() == QEvent.Type.FocusOut:
            self._line.hide()
        return super().eventFilter(watched, event)

    def _press(self, key: int) -> bool:
        last = len(self._stops) - 1
        to = {
            Qt.Key.Key_Left: max(self._at - 1, 0),
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(key))
        if to is not None:
            self._at = to
            self._line.setValue(self._stops[to])
            self._line.show()
            self.moved.emit(self._stops[to])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.chosen.emit(self._stops[self._at])
        else:
            return False
        return True
