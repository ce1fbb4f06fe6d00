"""Paints on the time line what the reader decided."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from app.widgets.colours import Colours
from app.widgets.theme import icon
from app.workspaces.review.findings_panel.row_painting import STATE_ICONS
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.review.reconcile import ListedFinding

_BAR_PX = 7  # thicker than that of a proposal, which lies below
_SIGN_PX = 13


def paint_decisions(
    painter: QPainter, axis: TimeAxis, listed: Sequence[ListedFinding], theme: Colours, top: int
) -> None:
    """Paints each decided finding as a bar at the upper edge of the strip (`top`), with the sign of its state below.

    Of signs that would touch, the first is painted. A finding that was added by hand and is still undecided has the
    colour of findings, and no sign.
    """
    size, ratio = QSize(_SIGN_PX, _SIGN_PX), painter.device().devicePixelRatio()
    signs = {state: icon(*sign).pixmap(size, ratio) for state, sign in STATE_ICONS.items()}
    signs_from = float(MARGIN_PX)
    for each in listed:
        left = max(axis.x_of(each.extent.first_frame - 0.5), float(MARGIN_PX))
        right = min(max(axis.x_of(each.extent.last_frame + 0.5), left + 2), axis.end_px)
        if each.decision is None or right <= left:
            continue
        if each.state == "undecided":
            painter.fillRect(QRectF(left, top, right - left, _BAR_PX / 2), QColor(theme.good))
            continue
        _, tint = STATE_ICONS[each.state]
        painter.fillRect(QRectF(left, top, right - left, _BAR_PX), QColor(getattr(theme, tint)))
        sign = QRect(round((left + right - _SIGN_PX) / 2), top + _BAR_PX + 1, _SIGN_PX, _SIGN_PX)
        if sign.left() >= signs_from:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.window))  # for contrast on the area curve
            painter.drawEllipse(sign.adjusted(-1, -1, 0, 0))
            painter.drawPixmap(sign, signs[each.state])
            signs_from = sign.right() + 2
