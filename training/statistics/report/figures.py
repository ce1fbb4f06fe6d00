"""Draws charts for print with matplotlib, without its global state; thread-safe."""

from functools import singledispatch
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import PercentFormatter

from polyp_core.display_text import one_line
from training.statistics.charts import PALETTE, Axis, Bars, BoxPlot, Chart, Curves, HeatMap, Histogram, Scatter

_CHANNEL_COLOURS = {"red": "#C8372D", "green": "#2E8B57", "blue": "#2F6DB5"}
_INK, _FAINT = "#2b2f36", "#d9dce1"
_DPI = 160


def to_png(chart: Chart, width_in: float = 6.0, height_in: float = 3.6) -> bytes:
    """Returns the chart as a PNG file."""
    figure = Figure(figsize=(width_in, height_in), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    _frame(axes, chart)
    _draw(chart, axes)
    if chart.source:
        axes.annotate(
            chart.source, (1, 1), (0, 24), "axes fraction", "offset points", ha="right", fontsize=7.5, color=_INK
        )
    data = BytesIO()
    figure.savefig(data, format="png", metadata={"Software": None})
    return data.getvalue()


def _frame(axes: Axes, chart: Chart) -> None:
    axes.set_title(chart.title, loc="left", fontsize=11, fontweight="bold", color=_INK, pad=22)
    if not isinstance(chart, BoxPlot):
        _label(axes.xaxis, chart.x)
    _label(axes.yaxis, chart.y)
    axes.tick_params(labelsize=8, colors=_INK, length=3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(_FAINT)
    axes.grid(axis="both" if isinstance(chart, Scatter) else "y", color=_FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def _label(axis: XAxis | YAxis, meaning: Axis) -> None:
    axis.set_label_text(str(meaning), fontsize=9, color=_INK)
    if meaning.is_share:
        axis.set_major_formatter(PercentFormatter(1))


def _legend(axes: Axes, colours: dict[str, str]) -> None:
    """Draws the legend between title and plot; a single series needs none."""
    if len(colours) > 1:
        handles = [Patch(color=colour, label="series") for colour in colours.values()]
        legend = axes.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=len(handles),
            fontsize=7.5,
            frameon=False,
            handlelength=0.9,
            columnspacing=1.2,
            borderaxespad=0.3,
            borderpad=0,
        )
        for label, name in zip(legend.get_texts(), colours, strict=True):
            _set_plain(label, name)  # not the handle's own label: Matplotlib omits labels that begin with "_"


def _set_plain(label: Text, name: str) -> None:
    """Shows a name literally: Matplotlib would treat `$` as the start of a formula."""
    label.set_parse_math(False)
    label.set_text(one_line(name))


def _colours(names: list[str]) -> dict[str, str]:
    return {name: PALETTE[index % len(PALETTE)] for index, name in enumerate(names)}


@singledispatch
def _draw(chart: Chart, axes: Axes) -> None:
    raise TypeError(f"no drawing for {type(chart).__name__}")


@_draw.register
def _(chart: Histogram, axes: Axes) -> None:
    colours = _colours([series.name for series in chart.series])
    bottom = np.zeros(len(chart.edges) - 1)
    for series in chart.series:
        axes.bar(
            chart.edges[:-1],
            series.counts,
            np.diff(chart.edges),
            bottom,
            align="edge",
            color=colours[series.name],
            edgecolor="white",
            linewidth=0.3,
        )
        bottom += series.counts
    for series in chart.series:
        if series.mean is not None:
            axes.axvline(series.mean, color="white", linewidth=2.6)
            axes.axvline(series.mean, color=colours[series.name], linewidth=1.4, linestyle=(0, (4, 2)))
    _legend(axes, colours)


@_draw.register
def _(chart: Scatter, axes: Axes) -> None:
    colours = _colours([series.name for series in chart.series])
    count = sum(len(series.x) for series in chart.series)
    opacity = float(np.clip(800 / max(count, 1), 0.15, 0.7))
    for series in chart.series:
        axes.scatter(series.x, series.y, s=9, color=colours[series.name], alpha=opacity, linewidths=0, rasterized=True)
    _legend(axes, colours)


@_draw.register
def _(chart: BoxPlot, axes: Axes) -> None:
    colours = _colours([box.name for box in chart.boxes])
    drawn = axes.bxp(
        [
            {
                "label": f"{box.name}\nn = {box.n}",
                "whislo": box.low_whisker,
                "q1": box.first_quartile,
                "med": box.median,
                "q3": box.third_quartile,
                "whishi": box.high_whisker,
                "mean": box.mean,
                "fliers": box.outliers,
            }
            for box in chart.boxes
        ],
        patch_artist=True,
        showmeans=True,
        widths=0.5,
        medianprops={"color": _INK, "linewidth": 1.6},
        meanprops={"marker": "D", "markersize": 4, "markerfacecolor": "white", "markeredgecolor": _INK},
        flierprops={"marker": ".", "markersize": 2.5, "markeredgecolor": _INK, "alpha": 0.3},
    )
    for patch, box in zip(drawn["boxes"], chart.boxes, strict=True):
        patch.set(facecolor=colours[box.name], alpha=0.55, edgecolor=_INK)


@_draw.register
def _(chart: Bars, axes: Axes) -> None:
    colours = _colours(list(chart.series))
    bottom = np.zeros(len(chart.categories))
    for name, counts in chart.series.items():
        axes.bar(chart.categories, counts, 0.65, bottom, color=colours[name], edgecolor="white", linewidth=0.5)
        bottom += counts
    total = bottom.sum() or 1
    for position, count in enumerate(bottom):
        label = f"{count:.0f} ({count / total:.1%})"
        axes.annotate(label, (position, count), (0, 3), textcoords="offset points", ha="center", fontsize=8, color=_INK)
    axes.margins(y=0.12)
    _legend(axes, colours)


@_draw.register
def _(chart: Curves, axes: Axes) -> None:
    colours = {name: _CHANNEL_COLOURS.get(name, PALETTE[index]) for index, name in enumerate(chart.series)}
    for name, values in chart.series.items():
        axes.plot(chart.at, values, color=colours[name], linewidth=1.4)
        axes.fill_between(chart.at, values, color=colours[name], alpha=0.12, linewidth=0)
    # The black surround of the field of view fills the first bins of most pictures and would flatten all others.
    highest = max((float(np.sort(values)[-3:].min()) for values in chart.series.values()), default=0)
    if highest > 0:
        axes.set_ylim(0, highest * 1.15)
    _legend(axes, colours)


@_draw.register
def _(chart: HeatMap, axes: Axes) -> None:
    axes.grid(False)
    rows = np.arange(len(chart.values) + 1)
    mesh = axes.pcolormesh(
        chart.edges, rows, chart.values, cmap="magma", vmax=float(np.quantile(chart.values, 0.98)), rasterized=True
    )
    axes.set_yticks([])
    bar = axes.figure.colorbar(mesh, ax=axes, pad=0.02, extend="max")
    _label(bar.ax.yaxis, chart.value)
    bar.ax.tick_params(labelsize=7, colors=_INK)
    bar.outline.set_visible(False)
