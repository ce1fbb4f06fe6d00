"""Paints on the time line which frames have masks of the reader."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.review.mask_index import MaskIndex
from polyp_core.review.records import MaskSource

_LINE_PX = 3
MASK_COLOURS: tuple[tuple[MaskSource, str, str], ...] = (
    (MaskSource.PROPAGATED, "#8fb8ff", "Mask carried over from a corrected one"),
    (MaskSource.POINTED, "#e8d95a", "Mask at which the reader pointed"),
    (MaskSource.VERIFIED_EMPTY, "#b0a4c8", "Polyp-free, says the reader"),
    (MaskSource.CORRECTED, "#ff7de9", "Corrected mask"),
)
"""The masks that are shown, their colours in every theme, and what they mean; later ones are painted over earlier."""


def paint_masks(painter: QPainter, axis: TimeAxis, masks: MaskIndex, bottom: int) -> None:
    """Paints a line that ends at `bottom` over the frames with masks of the reader."""
    for source, colour, _ in MASK_COLOURS:
        frames = masks.frames(source)
        if not frames.size:
            continue
        starts = frames[np.flatnonzero(np.diff(frames, prepend=-2) > 1)]
        ends = frames[np.flatnonzero(np.diff(frames, append=frames[-1] + 2) > 1)]
        for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
            left = max(axis.x_of(first - 0.5), float(MARGIN_PX))
            right = min(max(axis.x_of(last + 0.5), left + 2), axis.end_px)
            if right > left:
                painter.fillRect(QRectF(left, bottom - _LINE_PX, right - left, _LINE_PX), QColor(colour))
