"""The charts of models' scores: histograms of the Dice of each model, and its relation to the coverage."""

from datetime import date as Date

import numpy as np
import pandas as pd

from polyp_core.display_text import filled, mark
from training.browser.columns import DICE_A, DICE_B, column_of
from training.statistics.charts import Axis, Chart, Points, Scatter, format_source, stacked_histogram

_COVERAGE = Axis(mark("coverage of the picture"), is_share=True, column="coverage")


def make_score_charts(table: pd.DataFrame) -> dict[str, Chart]:
    """Returns the charts of the pairs of `table` that are scored, by key; none without scores."""
    charts: dict[str, Chart] = {}
    for column in (DICE_A, DICE_B):
        if column not in table or not table[column].notna().any():
            continue
        scored = table[table[column].notna()]
        parts = {str(name): rows for name, rows in scored.groupby("dataset", sort=True)}
        title, source = column_of(column).title, format_source(len(scored), Date.today())
        axis = Axis(title, column=column)
        values = {name: rows[column].to_numpy(np.float64) for name, rows in parts.items()}
        charts[column] = stacked_histogram(
            column, title, axis, values, caption=mark("The lines mark the means."), source=source
        )
        place = pd.Series(np.flatnonzero(table[column].notna()), index=scored.index)
        points = tuple(
            Points(name, rows["coverage"].to_numpy(np.float64), values[name], place[rows.index].to_numpy(np.int64))
            for name, rows in parts.items()
        )
        key = f"{column}_and_coverage"
        charts[key] = Scatter(
            key, filled("Coverage against {score}", score=title), _COVERAGE, axis, points, source=source
        )
    return charts
