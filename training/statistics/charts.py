"""Chart data as plain numbers, computed once and drawn by both the printed report and the live plots."""

from dataclasses import dataclass, field
from datetime import date as Date

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import mark

Numbers = NDArray[np.float64]

# Okabe and Ito's palette, distinguishable with colour vision deficiencies.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Label and unit of an axis. A share (0..1) is shown in percent; `unit` is "" for shares and counts.

    `column` is the table's column whose values are on the axis, or "". With `is_whole`, ticks are at whole numbers.
    """

    label: str
    unit: str = ""
    is_share: bool = False
    column: str = ""
    is_whole: bool = False

    def __str__(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """A series of a histogram: a count for each bin. `mean` is that of the values, None if there are none."""

    name: str
    counts: Numbers
    mean: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Counts over bins with `edges` (one more than bins); the series are stacked.

    `source` of this and the other charts is what it is of: the number of pictures and the date, or "".
    """

    key: str
    title: str
    x: Axis
    y: Axis
    edges: Numbers
    series: tuple[Bins, ...]
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """A series of a scatter chart; `rows` are the points' positions in the table."""

    name: str
    x: Numbers
    y: Numbers
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scatter:
    """A scatter chart."""

    key: str
    title: str
    x: Axis
    y: Axis
    series: tuple[Points, ...]
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BoxStatistics:
    """Tukey's box plot: whiskers end at the last value within 1.5 interquartile ranges of the quartiles."""

    name: str
    n: int
    low_whisker: float
    first_quartile: float
    median: float
    third_quartile: float
    high_whisker: float
    mean: float
    outliers: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class BoxPlot:
    """Several boxes over one axis."""

    key: str
    title: str
    y: Axis
    boxes: tuple[BoxStatistics, ...]
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Stacked bar chart: `series` maps a name to one count for each category.

    `values` are the column's values for the categories.
    """

    key: str
    title: str
    x: Axis
    y: Axis
    categories: tuple[str, ...]
    values: tuple[str, ...]
    series: dict[str, tuple[int, ...]]
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Line chart: `series` maps a name to one y for each x.

    `references` are values of y from elsewhere, drawn as horizontal lines with their names, and `marked_x` is a
    position on the horizontal axis, drawn as a vertical line.
    """

    key: str
    title: str
    x: Axis
    y: Axis
    at: Numbers
    series: dict[str, Numbers]
    caption: str = ""
    source: str = ""
    references: dict[str, float] = field(default_factory=dict)
    marked_x: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """Heat map: `values` is rows x columns, `edges` are the columns' borders."""

    key: str
    title: str
    x: Axis
    y: Axis
    edges: Numbers
    values: Numbers
    value: Axis
    caption: str = ""
    source: str = ""


Chart = Histogram | Scatter | BoxPlot | Bars | Curves | HeatMap


def format_source(count: int, date: Date) -> str:
    """Returns what a chart or a table is of, such as "n = 1,387, 2026-11-28"."""
    return f"n = {count:,}, {date.isoformat()}"


def stacked_histogram(
    key: str, title: str, x: Axis, values: dict[str, Numbers], *, bins: int = 40, caption: str = "", source: str = ""
) -> Histogram:
    """Returns a histogram with one stacked series for each named set of values, all over the same bins."""
    everything = np.concatenate(list(values.values())) if values else np.empty(0)
    edges = _edges(everything, bins)
    series = tuple(
        Bins(name, np.histogram(own, edges)[0].astype(np.float64), float(own.mean()) if len(own) else None)
        for name, own in values.items()
    )
    return Histogram(key, title, x, Axis(mark("pairs")), edges, series, caption, source)


def box(name: str, values: Numbers) -> BoxStatistics | None:
    """Returns the summary of `values`; None if there are none."""
    if not len(values):
        return None
    first, median, third = np.quantile(values, (0.25, 0.5, 0.75))
    reach = 1.5 * (third - first)
    inside = values[(values >= first - reach) & (values <= third + reach)]
    outliers = np.sort(values[(values < first - reach) | (values > third + reach)])
    return BoxStatistics(
        name=name,
        n=len(values),
        low_whisker=float(min(inside.min(), first)),
        first_quartile=float(first),
        median=float(median),
        third_quartile=float(third),
        high_whisker=float(max(inside.max(), third)),
        mean=float(values.mean()),
        outliers=outliers,
    )


def _edges(values: Numbers, bins: int) -> Numbers:
    """Returns bin edges over the range of `values`; one bin around them if all are equal."""
    if not len(values):
        return np.array([0.0, 1.0])
    low, high = float(values.min()), float(values.max())
    if low == high:
        margin = abs(low) * 0.05 or 0.5
        return np.array([low - margin, high + margin])
    return np.linspace(low, high, bins + 1)
