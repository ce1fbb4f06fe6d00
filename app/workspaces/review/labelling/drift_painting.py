"""Paints the drift of propagated masks on the time line."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.labelling.propagation import DRIFT_LIMIT

DRIFT_COLOUR = "#ffb454"
_HEIGHT_PX = 14  # of the limit, at which propagation stops
_LINE_PX = 3  # of the masks below


def paint_drift(painter: QPainter, axis: TimeAxis, drift: NDArray[np.float64], bottom: int) -> None:
    """Paints the highest drift in each column of pixels, above the line of the masks that ends at `bottom`.

    `drift` is NaN for frames without a propagated mask, or empty.
    """
    if len(drift) != axis.frame_count or not np.isfinite(drift).any():
        return
    columns = np.arange(MARGIN_PX, int(axis.end_px))
    frames = np.array([axis.frame_at(x) for x in columns.tolist()])
    highest = np.maximum.reduceat(np.nan_to_num(drift, nan=-1.0), frames)
    base = bottom - _LINE_PX
    for x, value in zip(columns[highest >= 0].tolist(), highest[highest >= 0].tolist(), strict=True):
        height = max(1.0, _HEIGHT_PX * min(value / DRIFT_LIMIT, 1.0))
        painter.fillRect(QRectF(x, base - height, 1, height), QColor(DRIFT_COLOUR))
