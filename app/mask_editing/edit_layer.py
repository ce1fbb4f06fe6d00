"""EditLayer: lies over the canvas while a mask is edited; paints it and turns mouse, pen and keys into edits."""

from typing import cast

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QPolygonF,
    QTabletEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas.canvas import Canvas
from app.canvas.canvas_painting import paint_badge
from app.canvas.view_geometry import PictureView
from app.mask_editing.edit_tools import BRUSHES, EditTools, Tool
from app.translation import mark, tr
from app.widgets.colours import DARK
from app.widgets.qimages import to_qimage
from polyp_core.masks.editing import Point
from polyp_core.masks.regions import Mask, bounding_box, outlines

_FILL_ALPHA = 70  # of 255
_HANDLE_PX = 4.0
_NEAR_PX = 10.0  # on the canvas
_NOTCH = 120.0
_BRUSH_STEP = 1.25
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)
_HINTS = {
    Tool.BOX: mark("Drag a box around the polyp, with a little space"),
    Tool.ELLIPSE: mark("Drag an ellipse around the polyp, with a little space"),
    Tool.BRUSH: mark("Paint what belongs to the polyp"),
    Tool.ERASER: mark("Wipe off what does not belong to the polyp"),
    Tool.POLYGON: mark("Click the corners; Enter closes, Backspace and Esc take back"),
    Tool.KEEP: mark("Click on the region to keep"),
    Tool.DELETE: mark("Click on the region to delete"),
}


class EditLayer(QWidget):
    """Edits `tools`, which is None while there is nothing to edit.

    Held Space or the middle button pans a zoomed picture, the wheel zooms, and with Ctrl it changes the brush.
    """

    edited = Signal()
    """The mask of `tools` has changed by a stroke, a shape or a click."""
    message = Signal(str)
    brush_resized = Signal()
    leave_requested = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.tools: EditTools | None = None
        self.colour = QColor("#00ff00")
        self._painted: tuple[Mask, QImage, QRectF, QPainterPath] | None = None
        self._pointer: QPointF | None = None
        self._panned_from: QPointF | None = None
        self._holds_space = False
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Mask editor"))
        canvas.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Covers the canvas and takes the keys."""
        self.setGeometry(self._canvas.rect())
        self.show()
        self.lower()  # below the zoom bar
        self.setFocus()

    def end(self) -> None:
        self.tools, self._painted, self._pointer, self._holds_space, self._panned_from = None, None, None, False, None
        self.hide()

    def finish_drawing(self) -> None:
        """Adds an open polygon to the mask, discards what else is drawn; `message` says if its corners are too few."""
        if (tools := self.tools) is not None:
            self._after(tools.finish())

    def refresh(self) -> None:
        """Paints the tools as they are now."""
        self._update_cursor()
        self.update()

    # -- Painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        tools, view = self.tools, self._canvas.view
        if tools is None or view is None or view.picture_px != tools.mask.shape[::-1]:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            left, top, _, _ = view.rect
            to_canvas = QTransform(view.scale, 0, 0, view.scale, left, top)
            self._paint_mask(painter, tools.preview if tools.preview is not None else tools.mask, to_canvas)
            self._paint_drawing(painter, tools, view)
            self._paint_brush(painter, tools, view)
            paint_badge(painter, self.rect(), tr(_HINTS[tools.tool]), DARK.text)

    def _paint_mask(self, painter: QPainter, mask: Mask, to_canvas: QTransform) -> None:
        if self._painted is not None and self._painted[0] is mask:
            _, fill, place, path = self._painted
        else:
            fill, place, path = _drawing_of(mask, self.colour)
            # The preview of a stroke changes in place, and becomes the mask.
            is_final = self.tools is not None and mask is self.tools.mask
            self._painted = (mask, fill, place, path) if is_final else None
        painter.save()
        painter.setTransform(to_canvas)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        if not fill.isNull():
            painter.drawImage(place, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width_px in ((QColor(0, 0, 0, 160), 3.5), (self.colour, 1.75)):
            pen = QPen(colour, width_px)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPath(path)
        painter.restore()

    def _paint_drawing(self, painter: QPainter, tools: EditTools, view: PictureView) -> None:
        pen = QPen(QColor(DARK.accent), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if tools.rectangle is not None:
            left, top, right, bottom = tools.rectangle
            shape = QRectF(QPointF(*view.to_canvas((left, top))), QPointF(*view.to_canvas((right, bottom))))
            (painter.drawEllipse if tools.tool is Tool.ELLIPSE else painter.drawRect)(shape)
        if tools.corners:
            points = [QPointF(*view.to_canvas(corner)) for corner in tools.corners]
            painter.drawPolyline(QPolygonF([*points, *([self._pointer] if self._pointer is not None else [])]))
            painter.setPen(QPen(QColor(DARK.window), 1))
            painter.setBrush(QColor(DARK.accent))
            for point in points:
                painter.drawEllipse(point, _HANDLE_PX, _HANDLE_PX)

    def _paint_brush(self, painter: QPainter, tools: EditTools, view: PictureView) -> None:
        if self._pointer is None or tools.tool not in BRUSHES or self._pans:
            return
        radius = tools.radius_px * view.scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width_px in ((QColor(0, 0, 0, 200), 3.0), (QColor("white"), 1.25)):
            painter.setPen(QPen(colour, width_px))
            painter.drawEllipse(self._pointer, radius, radius)
        if tools.tool is Tool.ERASER:
            painter.drawLine(self._pointer - QPointF(3, 0), self._pointer + QPointF(3, 0))

    # -- Mouse and pen -------------------------------------------------------------------------------------------------

    @property
    def _pans(self) -> bool:
        return self._holds_space or self._panned_from is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        is_middle = event.button() == Qt.MouseButton.MiddleButton
        if is_middle or (self._holds_space and event.button() == Qt.MouseButton.LeftButton):
            self._panned_from = event.position()
            self._update_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position(), 1.0, erases=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(event.position(), 1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panned_from is not None:
            self._panned_from = None
            self._update_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tools is not None and self.tools.corners and event.button() == Qt.MouseButton.LeftButton:
            self._after(self.tools.finish_polygon())
        else:
            self.mousePressEvent(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        erases = event.pointerType() == QPointingDevice.PointerType.Eraser
        if event.type() == QEvent.Type.TabletPress and not self._holds_space:
            self.setFocus()
            self._press(event.position(), event.pressure(), erases=erases)
        elif event.type() == QEvent.Type.TabletMove and not self._pans:
            self._move(event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease and not self._pans:
            self._release(event.position())
        else:
            event.ignore()  # Qt sends it again as an event of the mouse
            return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.resize_brush(up=event.angleDelta().y() > 0)
            event.accept()
        else:
            self._canvas.wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def resize_brush(self, *, up: bool) -> None:
        """Makes the brush a step larger or smaller."""
        if self.tools is not None:
            self.tools.resize_brush(_BRUSH_STEP if up else 1 / _BRUSH_STEP)
            self.brush_resized.emit()
            self.update()

    def _press(self, position: QPointF, pressure: float, *, erases: bool) -> None:
        if self.tools is not None and (point := self._in_picture(position)) is not None:
            near_px = _NEAR_PX / max(self._canvas.view.scale, 1e-6) if self._canvas.view is not None else _NEAR_PX
            self._after(self.tools.press(point, pressure=pressure, erases=erases, near_px=near_px))

    def _move(self, position: QPointF, pressure: float) -> None:
        if self._panned_from is not None:
            self._canvas.pan_by(position - self._panned_from)
            self._panned_from = position
        self._pointer = position
        if self.tools is not None and not self._pans and (point := self._in_picture(position)) is not None:
            self.tools.move(point, pressure=pressure)
        self.update()

    def _release(self, position: QPointF) -> None:
        if self.tools is not None and (point := self._in_picture(position)) is not None:
            self._after(self.tools.release(point))

    def _after(self, changed: bool) -> None:
        self.update()
        if self.tools is not None and self.tools.message:
            self.message.emit(self.tools.message)
            self.tools.message = ""
        if changed:
            self.edited.emit()

    def _in_picture(self, position: QPointF) -> Point | None:
        view = self._canvas.view
        return view.to_picture((position.x(), position.y())) if view is not None else None

    def _update_cursor(self) -> None:
        shape = Qt.CursorShape.CrossCursor
        if self._panned_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._holds_space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self.tools is not None and self.tools.tool in BRUSHES:
            shape = Qt.CursorShape.BlankCursor
        elif self.tools is not None and self.tools.tool in (Tool.KEEP, Tool.DELETE):
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    # -- Keys ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # These keys are shortcuts elsewhere.
        if event.type() == QEvent.Type.ShortcutOverride and self._handles(cast(QKeyEvent, event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, tools = event.key(), self.tools
        if tools is None or not self._handles(event):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._holds_space = True
            self.refresh()
        elif key == Qt.Key.Key_Escape and not tools.is_drawing:
            self.leave_requested.emit()
        elif key == Qt.Key.Key_Escape:
            tools.cancel()
            self.update()
        elif key == Qt.Key.Key_Backspace:
            tools.remove_corner()
            self.update()
        else:
            self._after(tools.finish_polygon())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._holds_space = False
            self.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._holds_space = False
        self.refresh()
        super().focusOutEvent(event)

    def _handles(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self.tools is None:
            return False
        # Those of the polygon also without one: elsewhere they decide on a finding or leave the page.
        return event.key() in _KEYS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return False


def _drawing_of(mask: Mask, colour: QColor) -> tuple[QImage, QRectF, QPainterPath]:
    """Returns the fill of a mask with its place in the picture, and the path along its borders."""
    path = QPainterPath()
    box = bounding_box(mask)
    if box is None:
        return QImage(), QRectF(), path
    x, y, width, height = box
    part = mask[y : y + height, x : x + width]
    fill = np.zeros((height, width, 4), np.uint8)
    fill[part] = (colour.red(), colour.green(), colour.blue(), _FILL_ALPHA)
    for border in outlines(mask):
        path.addPolygon(QPolygonF([QPointF(column + 0.5, row + 0.5) for column, row in border.tolist()]))
        path.closeSubpath()
    return to_qimage(fill), QRectF(x, y, width, height), path
