"""Paints the time line: its ruler with times or numbers, the strip, the loop, and the visible part while zoomed."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QPolygonF

from app.translation import mark
from app.widgets.colours import Colours
from app.widgets.qimages import to_qimage
from app.workspaces.review.dashes import paint_dashes
from app.workspaces.review.strip_image import StripColours, strip_image
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.findings.curve import Curve
from polyp_core.masks.overlay import SECOND_STYLE
from polyp_core.time_text import format_clock

RULER_PX = 20
STRIP_PX = 40
HEIGHT_PX = RULER_PX + STRIP_PX + 6
HANDLE_PX = 6
"""Half the width of the handle of the playhead."""
_TICK_PX = 5
_LABEL_PX = HANDLE_PX + 3  # from a tick to its label, which the handle at that tick must not hide
_LABEL_GAP_PX = 28
_UNSELECTED_ALPHA = 160  # of 255, outside the loop

Tick = tuple[float, str]
"""Its x in pixels, and its label."""

LEGEND: tuple[tuple[str, str], ...] = (
    ("good", mark("Finding")),
    ("muted", mark("Dotted: to be checked, seen in single frames so far")),
    ("warning", mark("Striped: held back, not in view for long enough")),
    ("accent", mark("Area of the polyp in each frame")),
    ("danger", mark("Damaged frames")),
    ("text", mark("Instrument, washing, outside the body; C caecum, W and E withdrawal begins and ends")),
)
"""Colours of the strip by their role in the theme, and what they mean."""


def strip_colours(theme: Colours) -> StripColours:
    """Returns the colours of the strip in a theme."""
    return StripColours(
        background=_rgb(theme.raised),
        unknown=_rgb(theme.window),
        area=_rgb(theme.accent),
        finding=_rgb(theme.good),
        held_back=_rgb(theme.warning),
        to_check=_rgb(theme.muted),
        damaged=_rgb(theme.danger),
    )


def strip_pixels(curve: Curve, axis: TimeAxis, theme: Colours, ratio: float) -> QImage:
    """Returns the strip of the visible frames, with `ratio` device pixels per pixel."""
    first, stop = axis.visible
    width_px = axis.end_px - max(MARGIN_PX, axis.x_of(-0.5))
    size = (max(1, round(width_px * ratio)), round(STRIP_PX * ratio))
    image = to_qimage(strip_image(curve, *size, strip_colours(theme), (first, max(stop, first + 1e-3))))
    image.setDevicePixelRatio(ratio)
    return image


def time_ticks(
    painter: QPainter, axis: TimeAxis, time_s: Callable[[int], float], index_at: Callable[[float], int]
) -> list[Tick]:
    """Returns ticks at round times, so far apart that their labels do not touch."""
    apart_px = _width_px(painter, format_clock(time_s(axis.frame_count - 1), tenths=True))
    ticks = axis.ticks(time_s, index_at, apart_px)
    tenths = any(round(10 * at_s) % 10 for _, at_s in ticks)
    return [(x, format_clock(at_s, tenths=tenths)) for x, at_s in ticks]


def number_ticks(painter: QPainter, axis: TimeAxis) -> list[Tick]:
    """Returns ticks at round frame numbers, for pictures that have no time."""
    return [(x, f"{number:.0f}") for x, number in axis.number_ticks(_width_px(painter, str(axis.frame_count)))]


def _width_px(painter: QPainter, widest: str) -> float:
    return painter.fontMetrics().horizontalAdvance(widest) + _LABEL_GAP_PX


def paint_ruler(painter: QPainter, axis: TimeAxis, ticks: Sequence[Tick], theme: Colours) -> None:
    """Paints ticks with their labels right of them."""
    metrics, right = painter.fontMetrics(), MARGIN_PX + axis.length_px
    for x, text in ticks:
        painter.setPen(QColor(theme.control))
        painter.drawLine(QPointF(x, RULER_PX - _TICK_PX), QPointF(x, RULER_PX - 1))
        if x + _LABEL_PX + metrics.horizontalAdvance(text) <= right:
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(x + _LABEL_PX, RULER_PX - 5), text)


def paint_loop(painter: QPainter, axis: TimeAxis, loop: tuple[int | None, int | None], theme: Colours) -> None:
    """Paints what lies outside the loop darker, and a flag at each of its ends."""
    first, last = loop
    left, right = float(MARGIN_PX), MARGIN_PX + float(axis.length_px)
    start = min(max(axis.x_of(first - 0.5), left), right) if first is not None else left
    end = min(max(axis.x_of(last + 0.5), left), axis.end_px) if last is not None else axis.end_px
    shade = QColor(theme.window)
    shade.setAlpha(_UNSELECTED_ALPHA)
    painter.fillRect(QRectF(left, RULER_PX, start - left, STRIP_PX), shade)
    painter.fillRect(QRectF(end, RULER_PX, axis.end_px - end, STRIP_PX), shade)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.warning))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, x, side in ((first, start, 1), (last, end, -1)):
        if index is not None and axis.shows(index):
            top = RULER_PX - _TICK_PX  # below the labels of the ruler
            painter.drawRect(QRectF(x - 0.75, top, 1.5, RULER_PX + STRIP_PX - top))
            flag = [(x, top), (x + 10 * side, top + 5), (x, top + 10)]
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in flag]))


def paint_differences(painter: QPainter, axis: TimeAxis, differences: NDArray[np.bool_]) -> None:
    """Paints a line at the top of the strip over the frames (n,) in which two models differ."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], differences, [False]]).astype(np.int8)))
    for first, stop in edges.reshape(-1, 2).tolist():
        left = max(float(MARGIN_PX), axis.x_of(first - 0.5))
        right = min(axis.end_px, axis.x_of(stop - 0.5))
        if right > left or axis.shows(first):
            line = QRectF(left, RULER_PX, max(1.5, right - left), 4)
            paint_dashes(painter, line, QColor(*SECOND_STYLE.colour), 6, 3)


def paint_visible_part(painter: QPainter, axis: TimeAxis, theme: Colours) -> None:
    """Paints, below the strip of a zoomed recording, which part of it is visible."""
    y = RULER_PX + STRIP_PX + 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.border))
    painter.drawRect(QRectF(MARGIN_PX, y, axis.length_px, 3))
    painter.setBrush(QColor(theme.control))
    length_px = max(8.0, axis.length_px / axis.zoom)
    painter.drawRect(QRectF(MARGIN_PX + min(axis.left * axis.length_px, axis.length_px - length_px), y, length_px, 3))


def paint_playhead(painter: QPainter, x: float, theme: Colours, *, active: bool) -> None:
    """Paints the line through the strip and the handle in the ruler; `active` under the pointer or with the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(theme.accent if active else theme.text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.window))  # a rim, for contrast on the bars
    painter.drawRect(QRectF(x - 1.75, RULER_PX, 3.5, STRIP_PX))
    painter.setBrush(colour)
    painter.drawRect(QRectF(x - 0.75, RULER_PX - 2, 1.5, STRIP_PX + 2))
    top, tip = RULER_PX - 12.0, float(RULER_PX)
    corners = [
        (x - HANDLE_PX, top),
        (x + HANDLE_PX, top),
        (x + HANDLE_PX, tip - 5),
        (x, tip + 1),
        (x - HANDLE_PX, tip - 5),
    ]
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


_SWATCH_PX = 16, 12


def legend_swatch(role: str, theme: Colours) -> QPixmap:
    """Returns a small piece of what has the colour `role` in the strip, with its pattern."""
    pixmap = QPixmap(*_SWATCH_PX)
    pixmap.fill(QColor(theme.raised))
    with QPainter(pixmap) as painter:
        colour, area = QColor(getattr(theme, role)), QRectF(pixmap.rect())
        if role == "muted":
            paint_dashes(painter, area, colour, 2, 2)
        else:
            pattern = Qt.BrushStyle.BDiagPattern if role == "warning" else Qt.BrushStyle.SolidPattern
            painter.fillRect(area, QBrush(colour, pattern))
    return pixmap


def _rgb(name: str) -> tuple[int, int, int]:
    colour = QColor(name)
    return colour.red(), colour.green(), colour.blue()
