"""Draws a run's curves as a figure for print."""

import math
from collections.abc import Sequence
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from training.runs.metrics_file import ALARM_COLUMNS
from training.statistics.charts import PALETTE

_PANELS = (("loss", "Loss"), ("dice", "Dice"), ("iou", "IoU"), ("accuracy", "Accuracy"))

_ALARMS = dict(zip(ALARM_COLUMNS, ("full frames without a polyp", "upper GI", "patches"), strict=False))


def draw_curves(rows: Sequence[dict[str, float]]) -> bytes:
    """Returns a PNG of loss, Dice, IoU and accuracy of training and validation, and the learning rate, over epochs.

    If false alarms were counted, the sixth panel shows them.
    """
    figure = Figure(figsize=(10, 6), dpi=130)
    FigureCanvasAgg(figure)
    spaces = {"left": 0.06, "right": 0.985, "bottom": 0.08, "top": 0.95, "wspace": 0.24, "hspace": 0.34}
    panels = figure.subplots(2, 3, gridspec_kw=spaces).ravel()
    epochs = [row["epoch"] + 1 for row in rows]
    for axes, (score, title) in zip(panels, _PANELS, strict=False):
        for part, colour in zip(("train", "validation"), PALETTE, strict=False):
            _line(axes, epochs, [row[f"{part}_{score}"] for row in rows], colour, part)
        axes.set_title(title, loc="left", fontsize=10, fontweight="bold", y=1)
    panels[0].legend(frameon=False, fontsize=8)
    _line(panels[4], epochs, [row["learning_rate"] for row in rows], PALETTE[2], "learning rate")
    panels[4].set_title("Learning rate", loc="left", fontsize=10, fontweight="bold", y=1)
    for (column, label), colour in zip(_ALARMS.items(), PALETTE, strict=False):
        if any(column in row for row in rows):
            _line(panels[5], epochs, [row.get(column, math.nan) for row in rows], colour, label)
    if panels[5].lines:
        panels[5].set_title("False alarms", loc="left", fontsize=10, fontweight="bold", y=1)
        panels[5].legend(frameon=False, fontsize=8)
    else:
        panels[5].set_axis_off()
    data = BytesIO()
    figure.savefig(data, format="png", metadata={"Software": None})
    return data.getvalue()


def _line(axes: Axes, epochs: Sequence[float], values: Sequence[float], colour: str, label: str) -> None:
    axes.plot(epochs, values, color=colour, label=label, linewidth=1.5, marker="." if len(epochs) < 40 else None)
    axes.set_xlabel("epoch", fontsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(labelsize=8)
    axes.grid(color="#d9dce1", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
