"""The numbers of a chart as rows of a table, for export."""

from collections.abc import Iterator
from functools import singledispatch

from training.statistics.charts import Bars, BoxPlot, Chart, Curves, HeatMap, Histogram, Scatter

Cell = str | float
Row = tuple[Cell, ...]


@singledispatch
def rows_of(chart: Chart) -> Iterator[Row]:
    """Yields the header, then one row per bin, point, box, category or cell of `chart`."""
    raise TypeError(f"no rows for {type(chart).__name__}")


@rows_of.register
def _(chart: Histogram) -> Iterator[Row]:
    yield "series", f"{chart.x} from", f"{chart.x} to", str(chart.y)
    for series in chart.series:
        for low, high, count in zip(chart.edges[:-1], chart.edges[1:], series.counts, strict=True):
            yield series.name, float(low), float(high), float(count)


@rows_of.register
def _(chart: Scatter) -> Iterator[Row]:
    yield "series", str(chart.x), str(chart.y)
    for series in chart.series:
        yield from ((series.name, float(x), float(y)) for x, y in zip(series.x, series.y, strict=True))


@rows_of.register
def _(chart: BoxPlot) -> Iterator[Row]:
    yield "box", "n", "low whisker", "first quartile", "median", "third quartile", "high whisker", "mean"
    for box in chart.boxes:
        whiskers = (box.low_whisker, box.first_quartile, box.median, box.third_quartile, box.high_whisker)
        yield box.name, box.n, *whiskers, box.mean


@rows_of.register
def _(chart: Bars) -> Iterator[Row]:
    yield "series", str(chart.x), str(chart.y)
    for name, counts in chart.series.items():
        yield from ((name, category, count) for category, count in zip(chart.categories, counts, strict=True))


@rows_of.register
def _(chart: Curves) -> Iterator[Row]:
    yield "series", str(chart.x), str(chart.y)
    for name, values in chart.series.items():
        yield from ((name, float(x), float(y)) for x, y in zip(chart.at, values, strict=True))


@rows_of.register
def _(chart: HeatMap) -> Iterator[Row]:
    yield "row", f"{chart.x} from", f"{chart.x} to", str(chart.value)
    for row, values in enumerate(chart.values):
        for low, high, value in zip(chart.edges[:-1], chart.edges[1:], values, strict=True):
            yield row, float(low), float(high), float(value)
