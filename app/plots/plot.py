"""A plot in the program's colours: axes with units, values under the pointer, a log scale, selection and export."""

import csv
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.plots.series import Bars, BoxAt, Dots, Line, Numbers, Series
from polyp_core.files import replacing
from training.eda.charts import PALETTE, Axis, Box

_SMALLEST_COUNT = 0.5
"""Where a bar stands on a log scale, on which there is no 0."""
_NEAR_PX = 12.0


class _View(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """A view in which a drag with Shift held draws a rectangle instead of moving the plot."""

    selected = Signal(QRectF)

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        selects = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and axis is None
        if not selects:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        area = QRectF(event.buttonDownPos(), event.pos()).normalized()
        if event.isFinish():
            self.rbScaleBox.hide()
            self.selected.emit(self.mapRectToView(area))
        else:
            self.updateScaleBox(event.buttonDownPos(), event.pos())


class Plot(QWidget):
    """Draws what is added to it, and redraws it when the theme or the scale changes.

    `bin_selected` gives the borders of a clicked bar, `rectangle_selected` what a drag with Shift held enclosed
    (left, right, bottom, top), both in the axes' own values.
    """

    bin_selected = Signal(float, float)
    rectangle_selected = Signal(float, float, float, float)
    log_changed = Signal(bool)

    def __init__(self, title: str, x: Axis, y: Axis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.x_axis, self.y_axis = x, y
        self._series: list[Series] = []
        self._log = False
        self._view = _View()
        self._view.selected.connect(self._select_rectangle)
        self._widget = pg.PlotWidget(viewBox=self._view)
        self._plot: pg.PlotItem = self._widget.getPlotItem()
        self._plot.hideButtons()
        self._plot.setMenuEnabled(False)
        self._legend = self._plot.addLegend(offset=(-8, 8))
        scene = self._widget.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self._title = QLabel(title)
        self._value = QLabel()
        self._value.setAccessibleName("Value under the pointer")
        self.log_button = QToolButton()
        self.log_button.setText("Log")
        self.log_button.setCheckable(True)
        self.log_button.setToolTip("Logarithmic scale of the vertical axis")
        self.log_button.toggled.connect(self.set_log)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._value)
        head.addWidget(self.log_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._widget)
        self._draw()

    def clear(self) -> None:
        """Takes everything off the plot."""
        self.set_series([])

    def set_series(self, series: list[Series]) -> None:
        """Draws `series` in place of what was there, in one go."""
        self._series = list(series)
        self._draw()

    def add_histogram(self, name: str, edges: Numbers, counts: Numbers) -> None:
        """Adds counts over bins, stacked on those that are there."""
        self.set_series([*self._series, Bars(name, edges, counts)])

    def add_points(self, name: str, x: Numbers, y: Numbers, keys: NDArray[np.int64] | None = None) -> None:
        """Adds points; `keys` tell which row each stands for, their order by default."""
        self.set_series([*self._series, Dots(name, x, y, np.arange(len(x)) if keys is None else keys)])

    def add_curve(self, name: str, x: Numbers, y: Numbers, *, dashed: bool = False) -> None:
        """Adds a line; a y of nan leaves a gap."""
        self.set_series([*self._series, Line(name, x, y, dashed)])

    def add_box(self, box: Box) -> None:
        """Adds a box to the right of those that are there."""
        position = sum(isinstance(series, BoxAt) for series in self._series)
        self.set_series([*self._series, BoxAt(box, position)])

    @property
    def value_text(self) -> str:
        """What is said of the place under the pointer."""
        return self._value.text()

    def set_log(self, on: bool) -> None:
        """Makes the vertical axis logarithmic, or not; what is 0 or less is then left out."""
        if on == self._log:
            return
        self._log = on
        self.log_button.setChecked(on)
        self._draw()
        self.log_changed.emit(on)

    def keys_within(self, left: float, right: float, bottom: float, top: float) -> NDArray[np.int64]:
        """The rows whose points lie in a rectangle, its borders included."""
        found = [
            s.keys[(s.x >= left) & (s.x <= right) & (s.y >= bottom) & (s.y <= top)]
            for s in self._series
            if isinstance(s, Dots)
        ]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)

    def save_png(self, path: Path) -> None:
        """Writes the plot as it looks now. Raises OSError where it cannot."""
        with replacing(path) as beside:
            if not self._widget.grab().save(str(beside), "PNG"):
                raise OSError(f"The picture could not be written to {path.name}.")

    def save_csv(self, path: Path) -> None:
        """Writes the numbers behind the plot, one row a bin, point or box. Raises OSError where it cannot."""
        with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            header = self._series[0].header if self._series else ()
            named = {"x": str(self.x_axis), "y": str(self.y_axis)}
            writer.writerow(["series", *(named.get(name, name) for name in header)])
            for series in self._series:
                writer.writerows([series.name, *row] for row in series.rows())

    def changeEvent(self, event: QEvent) -> None:
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_title"):
            self._draw()

    def _height(self, values: Numbers, floor: float | None = None) -> Numbers:
        if not self._log:
            return values
        kept = np.maximum(values, floor) if floor else np.where(values > 0, values, np.nan)
        return np.asarray(np.log10(kept), np.float64)

    def _draw(self) -> None:
        colours = theme.colours()
        self._plot.clear()
        self._widget.setBackground(colours.panel)
        for side, axis in (("bottom", self.x_axis), ("left", self.y_axis)):
            item = self._plot.getAxis(side)
            item.setPen(colours.control)
            item.setTextPen(colours.muted)
            item.enableAutoSIPrefix(False)
            item.setScale(100 if axis.is_share and not (self._log and side == "left") else 1)
            percent = axis.is_share and not (self._log and side == "left")
            item.setLabel(f"{axis.label} (%)" if percent else str(axis), color=colours.text)
        self._plot.getAxis("left").setLogMode(self._log)
        self._plot.showGrid(x=True, y=True, alpha=0.15)
        self._legend.setLabelTextColor(colours.text)
        boxes = [s for s in self._series if isinstance(s, BoxAt)]
        self._plot.getAxis("bottom").setTicks([[(s.position, s.name) for s in boxes]] if boxes else None)
        base: Numbers | None = None
        for index, series in enumerate(self._series):
            # Black, the last of the palette, would vanish on the dark theme.
            ink = PALETTE[index % (len(PALETTE) - 1)]
            if isinstance(series, Bars):
                base = self._draw_bars(series, np.zeros_like(series.counts) if base is None else base, ink)
            elif isinstance(series, Dots):
                self._draw_dots(series, ink)
            elif isinstance(series, Line):
                style = Qt.PenStyle.DashLine if series.dashed else Qt.PenStyle.SolidLine
                pen = pg.mkPen(ink, width=2, style=style)
                self._plot.plot(series.x, self._height(series.y), pen=pen, name=series.name, connect="finite")
            else:
                self._draw_box(series, ink)
        self._legend.setVisible(len(self._series) > 1 and not boxes)

    def _draw_bars(self, bars: Bars, base: Numbers, ink: str) -> Numbers:
        top = base + bars.counts
        low, high = self._height(base, _SMALLEST_COUNT), self._height(top, _SMALLEST_COUNT)
        x0, x1 = bars.edges[:-1], bars.edges[1:]
        item = pg.BarGraphItem(x0=x0, x1=x1, y0=low, y1=high, brush=ink, pen=None, name=bars.name)
        self._plot.addItem(item)
        return np.asarray(top, np.float64)

    def _draw_dots(self, dots: Dots, ink: str) -> None:
        colour = pg.mkColor(ink)
        colour.setAlpha(150)
        y = self._height(dots.y)
        shown = np.isfinite(dots.x) & np.isfinite(y)
        item = pg.ScatterPlotItem(x=dots.x[shown], y=y[shown], size=5, pen=None, brush=colour, name=dots.name)
        self._plot.addItem(item)

    def _draw_box(self, at: BoxAt, ink: str) -> None:
        box, x = at.box, at.position
        quartiles = (box.low_whisker, box.first_quartile, box.median, box.third_quartile, box.high_whisker)
        low, first, median, third, high = self._height(np.array(quartiles))
        pen = pg.mkPen(ink, width=2)
        self._plot.addItem(pg.BarGraphItem(x0=[x - 0.3], x1=[x + 0.3], y0=[first], y1=[third], brush=None, pen=pen))
        for xs, ys in (((x - 0.3, x + 0.3), (median, median)), ((x, x), (low, first)), ((x, x), (third, high))):
            self._plot.plot(np.array(xs), np.array(ys), pen=pen)
        outliers = self._height(box.outliers)
        self._plot.plot(np.full(len(outliers), x), outliers, pen=None, symbol="o", symbolSize=4, symbolPen=ink)
        self._plot.plot([x], self._height(np.array([box.mean])), pen=None, symbol="d", symbolBrush=ink)

    def _hover(self, position: QPointF) -> None:
        self._value.setText(self._words_at(self._view.mapSceneToView(position)))

    def _words_at(self, at: QPointF) -> str:
        x, y = at.x(), at.y()
        bars = [s for s in self._series if isinstance(s, Bars)]
        if bars:
            index = _bin_of(bars[0].edges, x)
            if index is None:
                return ""
            low, high = bars[0].edges[index], bars[0].edges[index + 1]
            counts = "   ".join(f"{s.name} {s.counts[index]:g}" for s in bars)
            return f"{_value(low, self.x_axis)} to {_value(high, self.x_axis)}:   {counts}"
        boxes = [s.box for s in self._series if isinstance(s, BoxAt) and abs(s.position - x) <= 0.5]
        if boxes:
            return f"{boxes[0].name}: median {_value(boxes[0].median, self.y_axis)}, n {boxes[0].n}"
        return self._nearest(x, y)

    def _nearest(self, x: float, y: float) -> str:
        width, height = self._view.viewPixelSize()
        best, words = _NEAR_PX, ""
        for series in self._series:
            if not isinstance(series, Dots | Line) or not len(series.x):
                continue
            away = np.hypot((series.x - x) / width, (self._height(series.y) - y) / height)
            if not np.isfinite(away).any():
                continue
            index = int(np.nanargmin(away))
            if away[index] <= best:
                best = float(away[index])
                words = f"{series.name}: {_value(series.x[index], self.x_axis)}, {_value(series.y[index], self.y_axis)}"
        return words

    def _click(self, event: MouseClickEvent) -> None:
        bars = [s for s in self._series if isinstance(s, Bars)]
        if event.button() != Qt.MouseButton.LeftButton or not bars:
            return
        edges = bars[0].edges
        index = _bin_of(edges, self._view.mapSceneToView(event.scenePos()).x())
        if index is not None:
            self.bin_selected.emit(float(edges[index]), float(edges[index + 1]))

    def _select_rectangle(self, area: QRectF) -> None:
        low, high = sorted((area.top(), area.bottom()))
        if self._log:
            low, high = 10**low, 10**high
        self.rectangle_selected.emit(area.left(), area.right(), low, high)


def _bin_of(edges: Numbers, x: float) -> int | None:
    """The bin that holds `x`; the last one holds its upper border too, as numpy's histogram has it."""
    if not edges[0] <= x <= edges[-1]:
        return None
    return min(int(np.searchsorted(edges, x, side="right")) - 1, len(edges) - 2)


def _value(value: float, axis: Axis) -> str:
    return f"{value:.2%}" if axis.is_share else f"{value:.4g}{' ' + axis.unit if axis.unit == 'px' else ''}"
