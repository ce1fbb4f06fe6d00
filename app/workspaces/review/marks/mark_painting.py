"""Paints the marks of the examination on the time line."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.translation import mark, tr
from app.widgets.colours import Colours
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.review.records import SINGLE_MARKS, Mark, MarkKind

MARK_BAR_PX = 4
_LETTERS: dict[MarkKind, str] = {
    "caecum_reached": mark("C"),
    "withdrawal_begins": mark("W"),
    "withdrawal_ends": mark("E"),
}
_LETTER_PX = 11


def paint_marks(
    painter: QPainter, axis: TimeAxis, marks: Sequence[Mark], theme: Colours, top: int, height: int
) -> None:
    """Paints moments as lines with a letter, and stretches as bars at the lower edge of the strip."""
    for each in marks:
        if each.mark in SINGLE_MARKS:
            if axis.shows(each.stretch.first_frame):
                _paint_moment(painter, axis.x_of(each.stretch.first_frame), tr(_LETTERS[each.mark]), theme, top, height)
            continue
        left = max(axis.x_of(each.stretch.first_frame - 0.5), float(MARGIN_PX))
        right = min(max(axis.x_of(each.stretch.last_frame + 0.5), left + 2), axis.end_px)
        if right > left:
            bar = QRectF(left, top + height - MARK_BAR_PX, right - left, MARK_BAR_PX)
            painter.fillRect(bar.adjusted(-1, -1, 1, 0), QColor(theme.window))  # a rim, for contrast on the area curve
            painter.fillRect(bar, QColor(theme.text))


def _paint_moment(painter: QPainter, x: float, letter: str, theme: Colours, top: int, height: int) -> None:
    painter.fillRect(QRectF(x - 0.75, top, 1.5, height), QColor(theme.text))
    box = QRectF(x + 0.75, top, _LETTER_PX, _LETTER_PX + 1)
    painter.fillRect(box, QColor(theme.text))
    painter.setPen(QColor(theme.window))
    font = painter.font()
    painter.save()
    font.setPixelSize(_LETTER_PX - 1)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()
