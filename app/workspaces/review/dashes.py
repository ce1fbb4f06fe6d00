"""Paints dashed lines on the time line, which differ from others without colour."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter


def paint_dashes(painter: QPainter, line: QRectF, colour: QColor, dash_px: int, gap_px: int) -> None:
    """Fills the horizontal `line` with dashes from its left end."""
    left = line.left()
    while left < line.right():
        painter.fillRect(QRectF(left, line.top(), min(dash_px, line.right() - left), line.height()), colour)
        left += dash_px + gap_px
