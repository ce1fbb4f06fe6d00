"""Draws the charts of `training.statistics.charts` with pyqtgraph; `statistics.report.figures` draws them for print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt

from app.translation import format_count, tr
from training.statistics.charts import PALETTE, Bars, BoxPlot, BoxStatistics, Chart, Curves, HeatMap, Histogram, Scatter

Numbers = NDArray[np.float64]

_SMALLEST_COUNT = 0.5
"""The lower end of bars on a log scale, which has no 0."""
_CHANNEL_COLOURS = {"red": "#e0534a", "green": "#3fa66b", "blue": "#5b95dd"}
_DASHED = "validation"
"""The suffix of series that are dashed, in the colour of their `training` series."""
_BAR_HALF_WIDTH = 0.33
_REFERENCE_COLOUR = "#8a919c"
"""Readable on both themes, and no colour of a series."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The plot that a chart is drawn on, and whether its vertical axis is logarithmic."""

    plot: pg.PlotItem
    log: bool

    def height(self, values: Numbers, minimum: float | None = None) -> Numbers:
        """Returns `values` on the vertical axis; on a log scale those of 0 or less become `minimum` or nan."""
        if not self.log:
            return np.asarray(values, np.float64)
        positive = np.maximum(values, minimum) if minimum else np.where(np.asarray(values) > 0, values, np.nan)
        return np.asarray(np.log10(positive), np.float64)


def colours_of(chart: Chart) -> dict[str, str]:
    """Returns the colour of each series by its name."""
    names = series_names(chart)
    if isinstance(chart, Curves):
        pairs = [name.removesuffix(f" {_DASHED}").removesuffix(" training") for name in names]
        order = list(dict.fromkeys(pairs))
        colours = _palette(order)
        return {name: _CHANNEL_COLOURS.get(name, colours[own]) for name, own in zip(names, pairs, strict=True)}
    return _palette(names)


def series_names(chart: Chart) -> list[str]:
    """Returns the names for the legend of `chart`."""
    if isinstance(chart, Histogram | Scatter):
        return [series.name for series in chart.series]
    if isinstance(chart, Bars | Curves):
        return list(chart.series)
    return [box.name for box in chart.boxes] if isinstance(chart, BoxPlot) else []


def is_dashed(name: str) -> bool:
    """Returns whether the curve `name` is drawn dashed."""
    return name.endswith(_DASHED)


def ticks_of(chart: Chart) -> list[tuple[float, str]] | None:
    """Returns the named positions on the horizontal axis; None if it has numbers."""
    if isinstance(chart, Bars):
        return [(place, tr(category)) for place, category in enumerate(chart.categories)]
    if isinstance(chart, BoxPlot):
        return [(index, f"{tr(box.name)} (n = {format_count(box.n)})") for index, box in enumerate(chart.boxes)]
    return None


@singledispatch
def draw(chart: Chart, sheet: Sheet) -> None:
    """Adds `chart` to the sheet's plot."""
    raise TypeError(f"no drawing for {type(chart).__name__}")


@draw.register
def _(chart: Histogram, sheet: Sheet) -> None:
    colours = colours_of(chart)
    _stack(sheet, chart.edges[:-1], chart.edges[1:], [(s.name, s.counts) for s in chart.series], colours)
    for series in chart.series:
        if series.mean is not None:
            pen = pg.mkPen(colours[series.name], width=1.5, style=Qt.PenStyle.DashLine)
            sheet.plot.addItem(pg.InfiniteLine(series.mean, pen=pen), ignoreBounds=True)


@draw.register
def _(chart: Bars, sheet: Sheet) -> None:
    places = np.arange(len(chart.categories), dtype=np.float64)
    stacked = [(name, np.asarray(counts, np.float64)) for name, counts in chart.series.items()]
    _stack(sheet, places - _BAR_HALF_WIDTH, places + _BAR_HALF_WIDTH, stacked, colours_of(chart))


@draw.register
def _(chart: Scatter, sheet: Sheet) -> None:
    for series, colour in zip(chart.series, colours_of(chart).values(), strict=True):
        brush = pg.mkColor(colour)
        brush.setAlpha(150)
        y = sheet.height(series.y)
        shown = np.isfinite(series.x) & np.isfinite(y)
        sheet.plot.addItem(pg.ScatterPlotItem(x=series.x[shown], y=y[shown], size=5, pen=None, brush=brush))


@draw.register
def _(chart: Curves, sheet: Sheet) -> None:
    single = len(chart.at) == 1  # a line through one point would be invisible
    for (name, values), colour in zip(chart.series.items(), colours_of(chart).values(), strict=True):
        style = Qt.PenStyle.DashLine if is_dashed(name) else Qt.PenStyle.SolidLine
        symbol = {"symbol": "o", "symbolSize": 6, "symbolBrush": colour, "symbolPen": None} if single else {}
        pen = pg.mkPen(colour, width=2, style=style)
        sheet.plot.plot(chart.at, sheet.height(values), pen=pen, connect="finite", **symbol)
    for number, (name, value) in enumerate(chart.references.items()):
        [height] = sheet.height(np.array([value]))
        pen = pg.mkPen(_REFERENCE_COLOUR, width=1, style=Qt.PenStyle.DashLine)
        # Below its line, and beside the label of the line before, which may be close.
        label = {"position": 0.98 - 0.28 * (number % 3), "color": _REFERENCE_COLOUR, "anchors": [(1, 0), (1, 0)]}
        sheet.plot.addItem(pg.InfiniteLine(height, angle=0, pen=pen, label=f"{tr(name)}: {value:g}", labelOpts=label))
    if chart.marked_x is not None:
        sheet.plot.addItem(pg.InfiniteLine(chart.marked_x, pen=pg.mkPen(_REFERENCE_COLOUR, width=1.5)))


@draw.register
def _(chart: BoxPlot, sheet: Sheet) -> None:
    for x, (box, colour) in enumerate(zip(chart.boxes, colours_of(chart).values(), strict=True)):
        _draw_box(box, x, colour, sheet)


@draw.register
def _(chart: HeatMap, sheet: Sheet) -> None:
    if not chart.values.size:
        return
    item = pg.ImageItem(chart.values.T, levels=(0.0, float(np.quantile(chart.values, 0.98)) or 1.0))
    item.setColorMap(pg.colormap.get("magma"))
    item.setRect(QRectF(chart.edges[0], 0, chart.edges[-1] - chart.edges[0], len(chart.values)))
    sheet.plot.addItem(item)


def _palette(names: Sequence[str]) -> dict[str, str]:
    # Without black, the last of the palette, which is invisible on the dark theme.
    return {name: PALETTE[index % (len(PALETTE) - 1)] for index, name in enumerate(names)}


def _stack(
    sheet: Sheet, left: Numbers, right: Numbers, series: Sequence[tuple[str, Numbers]], colours: dict[str, str]
) -> None:
    base = np.zeros(len(left))
    for name, counts in series:
        top = base + counts
        y0, y1 = sheet.height(base, _SMALLEST_COUNT), sheet.height(top, _SMALLEST_COUNT)
        sheet.plot.addItem(pg.BarGraphItem(x0=left, x1=right, y0=y0, y1=y1, brush=colours[name], pen=None))
        base = top


def _draw_box(box: BoxStatistics, x: float, colour: str, sheet: Sheet) -> None:
    whiskers = (box.low_whisker, box.first_quartile, box.median, box.third_quartile, box.high_whisker)
    low, first, median, third, high = sheet.height(np.array(whiskers))
    pen = pg.mkPen(colour, width=2)
    add: Callable[..., object] = sheet.plot.plot
    left, right = x - _BAR_HALF_WIDTH, x + _BAR_HALF_WIDTH
    sheet.plot.addItem(pg.BarGraphItem(x0=[left], x1=[right], y0=[first], y1=[third], brush=None, pen=pen))
    for xs, ys in (((left, right), (median, median)), ((x, x), (low, first)), ((x, x), (third, high))):
        add(np.array(xs), np.array(ys), pen=pen)
    outliers = sheet.height(box.outliers)
    add(np.full(len(outliers), x), outliers, pen=None, symbol="o", symbolSize=4, symbolPen=None, symbolBrush=colour)
    add([x], sheet.height(np.array([box.mean])), pen=None, symbol="d", symbolBrush=colour)
