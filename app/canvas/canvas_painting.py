"""Paints messages, badges and rectangles on the canvas."""

import qtawesome
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen

from app.canvas.view_geometry import PictureView
from app.widgets.colours import DARK
from polyp_core.export.privacy import Box, Privacy

_SYMBOL_PX = 56
_MARGIN_PX = 12


def paint_message(painter: QPainter, area: QRect, title: str, hint: str, symbol: str) -> None:
    """Paints a symbol of Material Design Icons, a title and a hint in the middle of `area`, in the painter's font."""
    centre, plain_font = area.center(), painter.font()
    # The canvas is dark in every theme.
    icon: QIcon = qtawesome.icon(f"mdi6.{symbol}", color=DARK.muted)
    icon.paint(painter, centre.x() - _SYMBOL_PX // 2, centre.y() - 84, _SYMBOL_PX, _SYMBOL_PX)
    title_font = QFont(plain_font)
    title_font.setPointSizeF(plain_font.pointSizeF() * 1.35)
    title_font.setWeight(QFont.Weight.DemiBold)
    wrap = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    text = area.adjusted(24, 0, -24, 0)
    painter.setFont(title_font)
    painter.setPen(QColor(DARK.text))
    text.setTop(centre.y() - 12)
    used = painter.drawText(text, wrap, title)
    painter.setFont(plain_font)
    painter.setPen(QColor(DARK.muted))
    text.setTop(used.bottom() + 10)
    painter.drawText(text, wrap, hint)


def paint_badge(painter: QPainter, area: QRect, text: str, colour: str, *, right: bool = False) -> None:
    """Paints a short text in the upper left corner of `area`, or in the upper right one."""
    box = painter.fontMetrics().boundingRect(text).adjusted(-8, -5, 8, 5)
    box.moveTopLeft(area.topLeft() + QPoint(_MARGIN_PX, _MARGIN_PX))
    if right:
        box.moveRight(area.right() - _MARGIN_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_rectangle(painter: QPainter, rectangle: QRectF) -> None:
    """Paints a rectangle that is being drawn."""
    painter.setPen(QPen(QColor(DARK.accent), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rectangle)


def paint_privacy(painter: QPainter, view: PictureView, privacy: Privacy) -> None:
    """Marks what exports hide: hatches what is blacked out, and outlines the crop."""
    painter.setPen(QPen(QColor(DARK.warning), 1.5))
    for box in privacy.redactions:
        painter.setBrush(QColor(0, 0, 0, 110))
        painter.drawRect(_on_canvas(view, box))
        painter.setBrush(Qt.BrushStyle.BDiagPattern)
        painter.drawRect(_on_canvas(view, box))
    if privacy.crop is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(DARK.warning), 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(_on_canvas(view, privacy.crop))


def _on_canvas(view: PictureView, box: Box) -> QRectF:
    first, last = view.to_canvas((box.x, box.y)), view.to_canvas((box.x + box.width, box.y + box.height))
    return QRectF(QPointF(*first), QPointF(*last))
