"""A chart in a widget: axes with units, values under the pointer, a log scale, selection, and export."""

import csv
import math
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QLabel, QMenu, QToolButton, QWidget

from app.plots.chart_keys import ChartKeys
from app.plots.chart_rows import rows_of
from app.plots.drawing import Sheet, colours_of, draw, is_dashed, ticks_of
from app.plots.hit_testing import Pixel, filled_bin_at, filled_category_at, format_at
from app.translation import tr, tr_error
from app.widgets import theme
from app.widgets.file_dialogs import ask_where_to_save
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import atomic_write
from polyp_core.files.csv_cells import escape_formulas
from polyp_core.files.input_protection import refuse_overlap
from training.statistics.charts import Axis, Bars, BoxPlot, Chart, Curves, HeatMap, Histogram, Scatter


class _View(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """A view in which a drag with Shift held draws a rectangle, or with `lasso` a line, instead of moving the plot."""

    selected = Signal(QRectF)
    lassoed = Signal(object)
    """The corners of the line (a list of x and y in the axes' units)."""

    def __init__(self) -> None:
        super().__init__()
        self.lasso = False
        self._line = QPainterPath()
        self._line_item = QGraphicsPathItem(self)
        self._line_item.setPen(pg.mkPen("#8a919c", width=1.5))

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        selects = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and axis is None
        if not selects:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if self.lasso:
            self._drag_lasso(event)
            return
        area = QRectF(event.buttonDownPos(), event.pos()).normalized()
        if event.isFinish():
            self.rbScaleBox.hide()
            self.selected.emit(self.mapRectToView(area))
        else:
            self.updateScaleBox(event.buttonDownPos(), event.pos())

    def _drag_lasso(self, event: MouseDragEvent) -> None:
        if event.isStart():
            self._line = QPainterPath(event.buttonDownPos())
        self._line.lineTo(event.pos())
        self._line_item.setPath(self._line)
        if event.isFinish():
            corners = map(self.mapToView, self._line.toFillPolygon().toList())
            self._line_item.setPath(QPainterPath())
            self.lassoed.emit([(corner.x(), corner.y()) for corner in corners])


_TICK_PX = 24
"""The least distance of whole numbers on the axis."""


class _BottomAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis whose ticks can be limited to whole numbers."""

    is_whole = False

    def tickSpacing(self, low: float, high: float, size_px: float) -> list[tuple[float, float]]:
        spacings: list[tuple[float, float]] = super().tickSpacing(low, high, size_px)
        if not self.is_whole:
            return spacings
        whole = [(spacing, offset) for spacing, offset in spacings if spacing >= 1 and spacing % 1 == 0]
        return whole or [(max(1.0, math.ceil((high - low) * _TICK_PX / size_px)), 0.0)]


class Plot(QWidget):
    """Shows one chart at a time and redraws it when the theme or the scale changes; a double click resets the zoom.

    With the focus, the arrow keys go through the bins or categories, and Enter chooses one.
    """

    range_selected = Signal(str, float, float, bool)
    """Column, low, high of a clicked bin that is not empty, and whether high belongs to it."""
    value_selected = Signal(str, str)
    """Column and value of a clicked bar that is not empty."""
    rectangle_selected = Signal(float, float, float, float)
    """Left, right, bottom and top of the rectangle drawn with Shift, in the axes' units."""
    lasso_selected = Signal(object)
    """The table rows of the points of a scatter chart, whose axes have no columns, inside the line drawn with Shift."""
    failed = Signal(str)
    """Why the chart could not be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.protected_folders: Callable[[], Iterable[Path]] = tuple
        """Returns the folders that the program reads, in which no chart may be saved."""
        self._log = False
        self._view = _View()
        self._view.selected.connect(self._select_rectangle)
        self._view.lassoed.connect(lambda corners: self.lasso_selected.emit(self.rows_inside(corners)))
        self._bottom = _BottomAxis("bottom")
        self._widget = pg.PlotWidget(viewBox=self._view, axisItems={"bottom": self._bottom})
        self._plot: pg.PlotItem = self._widget.getPlotItem()
        self._plot.hideButtons()
        self._plot.setMenuEnabled(False)
        scene = self._widget.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self._keys = ChartKeys(self._widget)
        self._keys.moved.connect(lambda x: self._show_value(QPointF(x, 0.0)))
        self._keys.chosen.connect(self._choose)
        self._title = PlainLabel(role="heading")
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._source = PlainLabel(role="muted")
        self._value = PlainLabel(role="muted")
        self._value.setAccessibleName(tr("Value under the pointer"))
        self.log_button = QToolButton()
        self.log_button.setText(tr("Log"))
        self.log_button.setCheckable(True)
        self.log_button.setToolTip(tr("Logarithmic scale of the vertical axis"))
        self.log_button.toggled.connect(self.set_log)
        self.save_button = QToolButton()
        self.save_button.setIcon(theme.icon("content-save-outline"))
        self.save_button.setToolTip(tr("Save this chart as a picture or as numbers"))
        self.save_button.setAccessibleName(tr("Save this chart"))
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.save_button)
        menu.addAction(tr("Picture (PNG)…"), self._ask_for_png)
        menu.addAction(tr("Numbers (CSV)…"), self._ask_for_csv)
        self.save_button.setMenu(menu)
        self._lay_out()
        self._draw()

    def _lay_out(self) -> None:
        head = hbox(self._title, spacer(), self._value, self.log_button, self.save_button, spacing=8)
        about = hbox(stretched(self._legend), self._source, spacing=8)
        self.setLayout(vbox(head, about, stretched(self._widget), spacing=4, margins=0))

    def show_chart(self, chart: Chart | None) -> None:
        """Draws `chart` instead of the previous one; None leaves the plot empty."""
        self.chart = chart
        self._value.clear()
        self._draw()

    @property
    def title(self) -> str:
        """The title above the plot."""
        return self._title.text()

    def set_log(self, on: bool) -> None:
        """Makes the vertical axis logarithmic or linear; a log scale omits values of 0 or less."""
        if on == self._log:
            return
        self._log = on
        self.log_button.setChecked(on)
        self._draw()

    def rows_within(self, left: float, right: float, bottom: float, top: float) -> NDArray[np.int64]:
        """Returns the table rows of a scatter chart's points in a rectangle, its borders included."""
        series = self.chart.series if isinstance(self.chart, Scatter) else ()
        found = [s.rows[(s.x >= left) & (s.x <= right) & (s.y >= bottom) & (s.y <= top)] for s in series]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)

    def rows_inside(self, corners: Sequence[tuple[float, float]]) -> NDArray[np.int64]:
        """Returns the table rows of a scatter chart's points inside a polygon."""
        from matplotlib.path import Path as Polygon  # imported here, because it takes long

        series = self.chart.series if isinstance(self.chart, Scatter) else ()
        polygon = Polygon(np.asarray(corners, np.float64)) if len(corners) > 2 else None
        if polygon is None or not series:
            return np.empty(0, np.int64)
        return np.sort(np.concatenate([s.rows[polygon.contains_points(np.column_stack([s.x, s.y]))] for s in series]))

    # -- Export --------------------------------------------------------------------------------------------------------

    def save_png(self, path: Path) -> None:
        """Writes the plot as shown, with its title and legend. Raises ExportError."""
        with atomic_write(path) as temporary:
            if not self.grab().save(str(temporary), "PNG"):
                raise ExportError("Cannot write {path}: the picture could not be made.", path=path)

    def save_csv(self, path: Path) -> None:
        """Writes the numbers of the chart, one row per bin, point, box, category or cell. Raises ExportError."""
        with atomic_write(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(map(escape_formulas, rows_of(self.chart) if self.chart is not None else ()))

    def _ask_for_png(self) -> None:
        self._ask(tr("Pictures (*.png)"), ".png")

    def _ask_for_csv(self) -> None:
        self._ask(tr("Tables (*.csv)"), ".csv")

    def _ask(self, kind: str, suffix: str) -> None:
        name = f"{self.chart.key if self.chart is not None else 'chart'}{suffix}"
        path = ask_where_to_save(self, tr("Save the chart"), name, kind, suffix)
        if path is None:
            return
        try:
            refuse_overlap([path], self.protected_folders())
            self.save_png(path) if suffix == ".png" else self.save_csv(path)
        except ExportError as error:
            self.failed.emit(tr_error(error))

    # -- Drawing -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_legend"):
            self._draw()

    @property
    def _sheet(self) -> Sheet:
        return Sheet(self._plot, self._log)

    def _draw(self) -> None:
        chart, colours = self.chart, theme.colours()
        self._plot.clear()
        self._keys.show_chart(chart)
        self._widget.setAccessibleName(chart.title if chart is not None else tr("Chart"))
        self._widget.setBackground(colours.panel)
        self._title.setText(tr(chart.title) if chart is not None else "")
        self._source.setText(tr(chart.source) if chart is not None else "")
        self._legend.setText(_legend(chart) if chart is not None else "")
        self._legend.setVisible(bool(self._legend.text()))
        self.log_button.setEnabled(chart is not None and not isinstance(chart, HeatMap))
        self.save_button.setEnabled(chart is not None)
        if chart is None:
            return
        x = Axis("") if isinstance(chart, BoxPlot) else chart.x
        for side, axis in (("bottom", x), ("left", chart.y)):
            item = self._plot.getAxis(side)
            percent = axis.is_share and not (self._log and side == "left")
            item.setPen(colours.control)
            item.setTextPen(colours.muted)
            item.setScale(100 if percent else 1)
            unit = "%" if percent else tr(axis.unit)
            label = f"{tr(axis.label)} ({unit})" if unit else tr(axis.label)
            # pyqtgraph 0.14 multiplies small numbers by 1000 even if automatic prefixes are off.
            item.setLabel(label, color=colours.text, siPrefixEnableRanges=())
        self._plot.getAxis("left").setLogMode(self._log and not isinstance(chart, HeatMap))
        ticks = ticks_of(chart)
        self._bottom.is_whole = x.is_whole
        self._view.lasso = isinstance(chart, Scatter) and not chart.x.column
        self._plot.getAxis("bottom").setTicks(None if ticks is None else [ticks])
        self._plot.showGrid(x=ticks is None and not isinstance(chart, HeatMap), y=True, alpha=0.15)
        draw(chart, self._sheet)
        self._show_all()

    def _show_all(self) -> None:
        self._plot.enableAutoRange()
        if isinstance(self.chart, Curves) and not self._log and not any(map(np.nansum, self.chart.series.values())):
            # Around a curve of zeros alone the axis would go below 0, where rates and losses are impossible.
            self._plot.setYRange(0.0, 1.0)

    # -- Mouse ---------------------------------------------------------------------------------------------------------

    def _hover(self, position: QPointF) -> None:
        self._show_value(self._view.mapSceneToView(position))

    def _show_value(self, at: QPointF) -> None:
        self._value.setText(self._value_at(at))
        self._widget.setAccessibleDescription(self._value.text())

    def _value_at(self, at: QPointF) -> str:
        if self.chart is None:
            return ""
        return format_at(self.chart, at.x(), at.y(), self._sheet, Pixel(*self._view.viewPixelSize()))

    def _click(self, event: MouseClickEvent) -> None:
        if event.double():
            self._show_all()
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._view.mapSceneToView(event.scenePos()).x())

    def _choose(self, x: float) -> None:
        chart = self.chart
        if isinstance(chart, Histogram) and chart.x.column:
            index = filled_bin_at(chart, x)
            if index is not None:
                last = index == len(chart.edges) - 2
                low, high = float(chart.edges[index]), float(chart.edges[index + 1])
                self.range_selected.emit(chart.x.column, low, high, last)
        elif isinstance(chart, Bars) and chart.x.column:
            place = filled_category_at(chart, x)
            if place is not None:
                self.value_selected.emit(chart.x.column, chart.values[place])

    def _select_rectangle(self, area: QRectF) -> None:
        low, high = sorted((area.top(), area.bottom()))
        if self._log:
            low, high = 10**low, 10**high
        self.rectangle_selected.emit(area.left(), area.right(), low, high)


def _legend(chart: Chart) -> str:
    """Returns the legend, which is above the plot so that it hides nothing; "" for a single series."""
    colours = {} if isinstance(chart, BoxPlot) else colours_of(chart)
    if len(colours) < 2:
        return ""
    symbols = ((name, colour, "┅" if is_dashed(name) else "■") for name, colour in colours.items())
    return "&nbsp;&nbsp;&nbsp;".join(
        f"<span style='color:{colour}'>{symbol}</span>&nbsp;{escape(tr(name))}" for name, colour, symbol in symbols
    )
