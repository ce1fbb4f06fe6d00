"""RowDelegate: paints one row of the findings panel: the best frame with an outline, and what is known and decided."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.widgets.qimages import to_qimage
from app.widgets.theme import Tint, colours, icon
from app.workspaces.review.findings_panel.finding_outlines import Outline
from app.workspaces.review.findings_panel.list_rows import (
    BookmarkRow,
    FindingRow,
    Row,
    format_measures,
    format_state,
    format_times,
    format_title,
)
from polyp_core.frames.frame import Image
from polyp_core.review.records import Extent, State

STATE_ICONS: dict[State, tuple[str, Tint]] = {
    "undecided": ("circle-outline", "muted"),
    "confirmed": ("check-circle", "good"),
    "unsure": ("help-circle", "warning"),
    "rejected": ("close-circle", "danger"),
}
ROW = Qt.ItemDataRole.UserRole
"""The role of an item's Row."""
_PICTURE = QSize(84, 60)
_MARGIN_PX = 6
_ICON_PX = 16
_GAP_PX = 10  # between the title of a row and its times
_BAR_PX = 3  # at the left of the selected row
_OUTLINE_PX = 1.5
_DIMMED = 0.45


class RowDelegate(QStyledItemDelegate):
    """`picture` returns the thumbnail of a frame (h x w x 3), or None until it is read."""

    def __init__(
        self,
        picture: Callable[[int], Image | None],
        outline: Callable[[Extent], Outline],
        colour: Callable[[], str],
        parent: QWidget,
    ) -> None:
        """`outline` returns the outline in a best frame, empty if unknown; `colour` that of outlines as #rrggbb."""
        super().__init__(parent)
        self._picture, self._outline, self._colour = picture, outline, colour

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 3 * option.fontMetrics.height() + 4
        return QSize(0, max(_PICTURE.height(), lines) + 2 * _MARGIN_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = colours()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.hover))
            painter.fillRect(area.x(), area.y(), _BAR_PX, area.height(), QColor(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.raised))
        inside = area.adjusted(_MARGIN_PX + _BAR_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        picture = QRect(inside.topLeft(), _PICTURE)
        picture.moveTop(area.center().y() - _PICTURE.height() // 2)
        if isinstance(row, FindingRow):
            painter.setOpacity(_DIMMED if row.listed.state == "rejected" else 1.0)
            self._paint_picture(painter, picture, row.extent.best_frame, row.extent)
            painter.setOpacity(1.0)
            lines = [format_measures(row), format_state(row)]
            symbol = STATE_ICONS[row.listed.state]
        else:
            self._paint_picture(painter, picture, row.frame, None)
            lines = [row.note.partition("\n")[0], ""]
            symbol = ("bookmark", "accent")
        text = inside.adjusted(_PICTURE.width() + 8, 0, 0, 0)
        self._paint_text(painter, text, row, lines, symbol, option.font)
        painter.setPen(QColor(theme.border))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _paint_picture(self, painter: QPainter, area: QRect, frame: int, extent: Extent | None) -> None:
        painter.fillRect(area, QColor(colours().canvas))
        image = self._picture(frame)
        if image is None:
            return
        picture = to_qimage(image)
        shown = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, shown.width(), shown.height())
        target.moveCenter(QPointF(area.center()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
        if extent is None:
            return
        painter.setPen(QPen(QColor(self._colour()), _OUTLINE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = self._outline(extent)
        for corners in outline:
            painter.drawPolygon(QPolygonF([_within(target, x, y) for x, y in corners]))
        if extent.box is not None and not outline:
            left, top, right, bottom = extent.box
            painter.drawRect(QRectF(_within(target, left, top), _within(target, right, bottom)))

    def _paint_text(
        self, painter: QPainter, area: QRect, row: Row, lines: list[str], symbol: tuple[str, Tint], font: QFont
    ) -> None:
        theme = colours()
        metrics = painter.fontMetrics()
        line_px = area.height() // 3
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        first = QRect(area.x(), area.y(), area.width(), line_px)
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        title = format_title(row)
        painter.drawText(first, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        rest = first.adjusted(painter.fontMetrics().horizontalAdvance(title) + _GAP_PX, 0, 0, 0)
        painter.setFont(font)
        time_s = row.bookmark.time_s if isinstance(row, BookmarkRow) else 0.0
        times = metrics.elidedText(format_times(row, time_s), Qt.TextElideMode.ElideMiddle, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, times)
        painter.setPen(QColor(theme.muted))
        second = first.translated(0, line_px)
        elided = metrics.elidedText(lines[0], Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        third = second.translated(0, line_px)
        name, tint = symbol
        icon(name, tint).paint(painter, third.x(), third.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        painter.setPen(QColor(theme.text if lines[1] else theme.muted))
        label = third.adjusted(_ICON_PX + 5, 0, 0, 0)
        if isinstance(row, FindingRow) and row.note:
            icon("note-text-outline", "muted").paint(
                painter, label.right() - _ICON_PX, label.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX
            )
            label.adjust(0, 0, -_ICON_PX - 4, 0)
        elided = metrics.elidedText(lines[1], Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


def _within(target: QRectF, x: float, y: float) -> QPointF:
    """The point at fractions of the width and height of `target`."""
    return QPointF(target.x() + x * target.width(), target.y() + y * target.height())
