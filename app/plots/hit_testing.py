"""The values of a chart at a position: their text under the pointer, and the bin or category that a click chooses."""

from dataclasses import dataclass

import numpy as np

from app.plots.drawing import Numbers, Sheet
from app.translation import tr
from training.statistics.charts import Axis, Bars, BoxPlot, Chart, Curves, HeatMap, Histogram, Scatter

_NEAR_PX = 12.0


@dataclass(frozen=True, slots=True)
class Pixel:
    """The width and height of one screen pixel in the axes' units."""

    width: float
    height: float


def format_at(chart: Chart, x: float, y: float, sheet: Sheet, pixel: Pixel) -> str:
    """Returns the values of `chart` at (x, y) in the axes' units as text; "" if there are none."""
    if isinstance(chart, Histogram):
        index = bin_at(chart.edges, x)
        if index is None:
            return ""
        low, high = (_value(edge, chart.x) for edge in chart.edges[index : index + 2])
        span = tr("{low} to {high}").format(low=low, high=high)
        return _counts(span, {series.name: series.counts[index] for series in chart.series})
    if isinstance(chart, Bars):
        place = category_at(chart, x)
        if place is None:
            return ""
        return _counts(tr(chart.categories[place]), {name: counts[place] for name, counts in chart.series.items()})
    if isinstance(chart, BoxPlot):
        place = _place(x, len(chart.boxes))
        box = chart.boxes[place] if place is not None else None
        if box is None:
            return ""
        text = tr("{name}: median {median}, n = {n}")
        return text.format(name=tr(box.name), median=_value(box.median, chart.y), n=box.n)
    if isinstance(chart, HeatMap):
        column, row = bin_at(chart.edges, x), int(np.floor(y))
        if column is None or not 0 <= row < len(chart.values):
            return ""
        return f"{_value(chart.edges[column], chart.x)}: {_value(chart.values[row, column], chart.value)}"
    return _nearest(chart, x, y, sheet, pixel)


def bin_at(edges: Numbers, x: float) -> int | None:
    """Returns the bin that contains `x`; the last one includes its upper edge, as in numpy's histogram."""
    if not edges[0] <= x <= edges[-1]:
        return None
    return min(int(np.searchsorted(edges, x, side="right")) - 1, len(edges) - 2)


def category_at(chart: Bars, x: float) -> int | None:
    """Returns the category whose bar is at `x`, or None."""
    return _place(x, len(chart.categories))


def filled_bin_at(chart: Histogram, x: float) -> int | None:
    """Returns the bin that contains `x` if it is not empty: a click outside the bars chooses nothing."""
    index = bin_at(chart.edges, x)
    return index if index is not None and any(series.counts[index] for series in chart.series) else None


def filled_category_at(chart: Bars, x: float) -> int | None:
    """Returns the category whose bar is at `x` if it is not empty."""
    place = category_at(chart, x)
    return place if place is not None and any(counts[place] for counts in chart.series.values()) else None


def _place(x: float, count: int) -> int | None:
    place = round(x)
    return place if 0 <= place < count and abs(x - place) <= 0.5 else None


def _nearest(chart: Scatter | Curves, x: float, y: float, sheet: Sheet, pixel: Pixel) -> str:
    series = (
        [(s.name, s.x, s.y) for s in chart.series]
        if isinstance(chart, Scatter)
        else [(name, chart.at, values) for name, values in chart.series.items()]
    )
    best, text = _NEAR_PX, ""
    for name, xs, ys in series:
        distances_px = np.hypot((xs - x) / pixel.width, (sheet.height(ys) - y) / pixel.height)
        if not np.isfinite(distances_px).any():
            continue
        index = int(np.nanargmin(distances_px))
        if distances_px[index] <= best:
            best = float(distances_px[index])
            text = f"{tr(name)}: {_value(xs[index], chart.x)}, {_value(ys[index], chart.y)}"
    return text


def _counts(what: str, counts: dict[str, float]) -> str:
    return f"{what}:   " + "   ".join(f"{tr(name)} {count:g}" for name, count in counts.items())


def _value(value: float, axis: Axis) -> str:
    return f"{100 * value:.2f} %" if axis.is_share else f"{value:.4g}{' px' if axis.unit == 'px' else ''}"
