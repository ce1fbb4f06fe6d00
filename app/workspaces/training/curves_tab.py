"""The curves of a run: loss, Dice, IoU, accuracy and false alarms by epoch."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from app.plots.plot import Plot
from app.translation import mark, tr
from app.widgets.layouts import scrolled
from app.widgets.plain_text import PlainLabel
from training.statistics.charts import Axis, Curves

SCORES = {"loss": mark("Loss"), "dice": "Dice", "iou": "IoU", "accuracy": mark("Accuracy")}
ALARM_SCORES = {
    "false_alarm_rate": mark("False alarms on full frames"),
    "upper_gi_alarm_rate": mark("False alarms on the upper GI tract"),
    "patch_alarm_rate": mark("False alarms on patches"),
}
"""Shares of the polyp-free validation pictures with a prediction, if there are any."""

ALARMS = {"false_alarm_rate": mark("False alarms")}
"""The plot that is shown if there are full polyp-free frames in validation."""

Rows = Sequence[dict[str, float]]

_KINDS = {
    mark("full frames"): "false_alarm_rate",
    mark("upper GI"): "upper_gi_alarm_rate",
    mark("patches"): "patch_alarm_rate",
}
_PARTS = (mark("training"), mark("validation"))


class CurvesTab(QWidget):
    """Four plots that grow with each epoch, and a fifth if there are false alarm rates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = CurvesGrid()
        self._empty = PlainLabel(tr("The curves appear after the first epoch."), role="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = scrolled(self.grid)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.area)
        self._rows: Rows = ()

    def show_rows(self, rows: Rows) -> None:
        """Draws the epochs in `rows`, if they have changed."""
        if rows == self._rows:
            return
        self._rows = rows
        self._pages.setCurrentWidget(self.area if rows else self._empty)
        self.grid.show_series(
            {score: {part: (rows, f"{part}_{score}") for part in _PARTS} for score in SCORES}
            | {"false_alarm_rate": {name: (rows, f"validation_{score}") for name, score in _KINDS.items()}}
        )


class CurvesGrid(QWidget):
    """The plots, with curves of one or several runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plots = {score: Plot() for score in SCORES | ALARMS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setSpacing(16)
        for place, plot in enumerate(self.plots.values()):
            plot.setMinimumHeight(170)
            grid.addWidget(plot, place // 2, place % 2)  # before it is shown, else it would be a window of its own
            plot.setVisible(place < len(SCORES))

    def show_series(self, series: Mapping[str, Mapping[str, tuple[Rows, str]]]) -> None:
        """Draws `series`: for each score the curves by name, each with its rows and its column in them."""
        for score, curves in series.items():
            optional = score in ALARMS
            counted = {
                name: (rows, column)
                for name, (rows, column) in curves.items()
                if not optional or any(column in row for row in rows)
            }
            self.plots[score].setVisible(bool(counted))
            if counted:
                self.plots[score].show_chart(_chart(score, counted))


def _chart(score: str, curves: Mapping[str, tuple[Rows, str]]) -> Curves:
    longest = max((rows for rows, _ in curves.values()), key=len)
    at = np.array([row["epoch"] + 1 for row in longest])
    values = {}
    for name, (rows, column) in curves.items():
        known = [row.get(_column(column), np.nan) for row in rows]
        values[name] = np.array(known + [np.nan] * (len(at) - len(known)))
    title = (SCORES | ALARMS)[score]
    return Curves(score, title, Axis(mark("Epoch"), is_whole=True), Axis(title), at, values)


def _column(name: str) -> str:
    """Returns the column of `metrics.csv` for a curve's name."""
    return name.replace("training_", "train_")
