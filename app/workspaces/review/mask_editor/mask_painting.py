"""Paints on the time line which frames have masks of the reader."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.translation import mark
from app.workspaces.review.dashes import paint_dashes
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.review.mask_index import MaskIndex
from polyp_core.review.records import MaskSource

_LINE_PX = 3
_SWATCH_WIDTH_PX = 16
MASK_COLOURS: tuple[tuple[MaskSource, str, str], ...] = (
    (MaskSource.PROPAGATED, "#4aa3ff", mark("Mask carried over from a corrected one")),
    (MaskSource.POINTED, "#f0e442", mark("Mask at which the reader pointed")),
    (MaskSource.VERIFIED_EMPTY, "#8a8f98", mark("Polyp-free, says the reader")),
    (MaskSource.CORRECTED, "#d55e00", mark("Corrected mask")),
)
"""The masks that are shown, their colours in every theme, and what they mean; later ones are painted over earlier."""

_DASHES_PX = {MaskSource.PROPAGATED: (6, 3), MaskSource.POINTED: (2, 2)}  # painted, and left out


def paint_mask_line(painter: QPainter, source: MaskSource, line: QRectF) -> None:
    """Paints a horizontal `line` solid, dashed, dotted or double, by the source of the masks."""
    colour = QColor(next(colour for each, colour, _ in MASK_COLOURS if each is source))
    if source is MaskSource.VERIFIED_EMPTY:
        third = line.height() / 3
        painter.fillRect(line.adjusted(0, 0, 0, -2 * third), colour)
        painter.fillRect(line.adjusted(0, 2 * third, 0, 0), colour)
        return
    paint_dashes(painter, line, colour, *_DASHES_PX.get(source, (round(line.width()) + 1, 0)))


def paint_masks(painter: QPainter, axis: TimeAxis, masks: MaskIndex, bottom: int) -> None:
    """Paints a line that ends at `bottom` over the frames with masks of the reader."""
    for source, _, _ in MASK_COLOURS:
        frames = masks.frames(source)
        if not frames.size:
            continue
        starts = frames[np.flatnonzero(np.diff(frames, prepend=-2) > 1)]
        ends = frames[np.flatnonzero(np.diff(frames, append=frames[-1] + 2) > 1)]
        for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
            left = max(axis.x_of(first - 0.5), float(MARGIN_PX))
            right = min(max(axis.x_of(last + 0.5), left + 2), axis.end_px)
            if right > left:
                paint_mask_line(painter, source, QRectF(left, bottom - _LINE_PX, right - left, _LINE_PX))


def mask_swatch(source: MaskSource) -> QPixmap:
    """Returns a piece of the line over masks of `source`, for the legend."""
    pixmap = QPixmap(_SWATCH_WIDTH_PX, 2 * _LINE_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint_mask_line(painter, source, QRectF(pixmap.rect()))
    return pixmap
