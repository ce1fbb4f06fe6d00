"""TimeLine: the zoomable time line below the picture, with findings, loop and playhead."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from app.translation import tr, tr_n
from app.widgets.theme import colours
from app.workspaces.review import time_line_painting as painting
from app.workspaces.review.findings_panel.decision_painting import paint_decisions
from app.workspaces.review.frame_times import format_indexing
from app.workspaces.review.labelling.drift_painting import paint_drift
from app.workspaces.review.marks.mark_painting import MARK_BAR_PX, paint_marks
from app.workspaces.review.mask_editor.mask_painting import paint_masks
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from polyp_core.findings.curve import Curve
from polyp_core.review.mask_index import MaskIndex
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import Mark

_ZOOM_STEP = 1.35  # for each notch of the wheel
_PAN_STEP = 0.1  # of the visible length, for each notch
_NOTCH = 120.0  # Qt's angle for one notch
_NEAR_PX = 4  # from the pointer to a mark that it means
_PLAYHEAD_PX = painting.HANDLE_PX + 2  # half the width that is repainted around it

Range = tuple[int | None, int | None]


class TimeLine(QAbstractSlider):
    """Shows where polyps were found, and moves the playhead.

    A click or a drag seeks. A drag with Shift or the middle button selects a range, the wheel zooms at the pointer,
    Shift and the wheel or a drag of the ruler moves a zoomed time line, and a double click shows all of it. Everything
    but the playhead is painted once for each change, so that playback repaints a few columns.

    `valueChanged` is emitted when the user moves the playhead by keys or assistive technology.
    """

    pressed = Signal()
    """A drag of the playhead begins."""
    dragged = Signal(int)
    """The frame under the pointer during the drag."""
    released = Signal(int)
    """The frame at the end of the drag."""
    range_selected = Signal(int, int)
    """First and last frame of a range, both included."""
    hovered = Signal(int)
    """The frame under the pointer; -1 when the pointer has left, or the index has not reached that frame yet."""

    def __init__(
        self,
        time_s: Callable[[int], float] = lambda index: index / 25,
        index_at: Callable[[float], int] = lambda time_s: round(time_s * 25),
        parent: QWidget | None = None,
    ) -> None:
        """`time_s` returns the time of a frame in seconds, `index_at` the frame at a time."""
        super().__init__(parent)
        self._time_s, self._index_at, self._has_times = time_s, index_at, True
        self.axis = TimeAxis(0, self.width())
        self.curve = Curve.empty(0)
        """What is painted; set by `set_curve`."""
        self._loop: Range = (None, None)
        self._marks: tuple[Mark, ...] = ()
        self._listed: tuple[ListedFinding, ...] = ()
        self._masks = MaskIndex()
        self._drift = np.zeros(0)
        self._differences = np.zeros(0, bool)
        self._background: QPixmap | None = None
        self._grabbed = ""  # what a pressed button moves: "playhead", "range" or "view"
        self._grabbed_at, self._pressed_at, self._selected_from = QPoint(), QPoint(), 0
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not move the focus away from the picture
        self.setFixedHeight(painting.HEIGHT_PX)
        self.setMinimumWidth(8 * MARGIN_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Time line"))
        self.valueChanged.connect(self._on_key)

    # -- What is shown -------------------------------------------------------------------------------------------------

    @property
    def dragging(self) -> bool:
        """True while the playhead is dragged."""
        return self._grabbed == "playhead"

    def set_frame_count(self, frame_count: int, known_share: float = 1.0, *, has_times: bool = True) -> None:
        """`known_share` (0..1) is how much of the recording these frames are, while its index grows.

        Without `has_times` they are unrelated pictures, whose numbers the ruler shows.
        """
        if has_times != self._has_times:
            self._has_times = has_times
            self._repaint()
        if not frame_count:
            self._grabbed = ""
            axis = TimeAxis(0, self.width())
        else:
            axis = TimeAxis(frame_count, self.width(), known_share, self.axis.zoom, self.axis.left)
        self.setToolTip("" if known_share >= 1.0 else format_indexing(known_share).capitalize())
        with QSignalBlocker(self):
            self.setRange(0, max(0, frame_count - 1))
        self._set_axis(axis)

    def set_curve(self, curve: Curve) -> None:
        self.curve = curve
        to_check = len(curve.to_check)
        counts = [
            tr_n("{n} finding", "{n} findings", len(curve.findings)),
            tr_n("{n} place to be checked", "{n} places to be checked", to_check) if to_check else "",
            tr_n("{n} frame analysed", "{n} frames analysed", int(curve.analysed.sum())),
        ]
        self.setAccessibleDescription(", ".join(filter(None, counts)))
        self._repaint()

    def set_position(self, index: int) -> None:
        """Moves the playhead, unless the user drags it; a zoomed time line follows it."""
        if self.dragging or index == self.value():
            return
        is_near = self.axis.shows(self.value()) or abs(index - self.value()) > 1
        self._move_playhead(index)
        # Not where the user has moved on from the playhead, which plays elsewhere.
        if is_near and not self.axis.shows(index) and not self._grabbed:
            self._set_axis(self.axis.turned_to(index))

    def set_loop(self, first: int | None, last: int | None) -> None:
        if (first, last) != self._loop:
            self._loop = (first, last)
            self._repaint()

    def set_review(self, listed: tuple[ListedFinding, ...], marks: tuple[Mark, ...]) -> None:
        """Shows the decisions on the listed findings, and the marks of the examination."""
        if (listed, marks) != (self._listed, self._marks):
            self._listed, self._marks = listed, marks
            self._repaint()

    def marks_at(self, index: int) -> list[Mark]:
        """The marks at a frame, or so near to it that the pointer may mean them."""
        near = _NEAR_PX / self.axis.frame_px
        stretches = ((mark, mark.stretch) for mark in self._marks)
        return [mark for mark, its in stretches if its.first_frame - near <= index <= its.last_frame + near]

    def set_masks(self, masks: MaskIndex) -> None:
        """Shows which frames have masks of the reader."""
        if masks is not self._masks:
            self._masks = masks
            self._repaint()

    def set_drift(self, drift: NDArray[np.float64]) -> None:
        """Shows the drift of propagated masks (n,), NaN where there are none."""
        self._drift = drift
        self._repaint()

    def set_differences(self, differences: NDArray[np.bool_]) -> None:
        """Shows the frames (n,) in which two models differ; empty without a second model."""
        self._differences = differences
        self._repaint()

    def zoom_by(self, factor: float, x_px: float | None = None) -> None:
        """Zooms at `x_px`, by default at the playhead if it is visible, else in the middle."""
        playhead_px = self.axis.x_of(self.value())
        is_visible = self.axis.shows(self.value())
        at = x_px if x_px is not None else playhead_px if is_visible else self.width() / 2
        self._set_axis(self.axis.zoomed(factor, at))

    def show_all(self) -> None:
        """Shows the whole recording."""
        self._set_axis(self.axis.zoomed(0.0, 0.0))

    def sizeHint(self) -> QSize:
        return QSize(600, painting.HEIGHT_PX)

    def _set_axis(self, axis: TimeAxis) -> None:
        if axis != self.axis:
            self.axis = axis
            self._repaint()

    def _repaint(self) -> None:
        self._background = None
        self.update()

    def _move_playhead(self, index: int) -> None:
        before = self._playhead_rect()
        with QSignalBlocker(self):
            self.setValue(index)
        after = self._playhead_rect()
        if after != before:
            self.update(before)
            self.update(after)

    def _on_key(self, index: int) -> None:
        if not self.axis.shows(index):
            self._set_axis(self.axis.turned_to(index))
        self.update()

    def _playhead_rect(self) -> QRect:
        x = round(self.axis.x_of(self.value()))
        return QRect(x - _PLAYHEAD_PX, 0, 2 * _PLAYHEAD_PX + 1, self.height())

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Not as the base class, which repaints the whole widget."""

    # -- Painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._background is None:
            self._background = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._background.setDevicePixelRatio(ratio)
            with QPainter(self._background) as painter:
                painter.setFont(self.font())
                self._paint_background(painter, ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._background)
            if not self.axis.frame_count:
                return
            if self.axis.shows(self.value()):
                active = self.dragging or self.hasFocus()
                painting.paint_playhead(painter, self.axis.x_of(self.value()), colours(), active=active)

    def _paint_background(self, painter: QPainter, ratio: float) -> None:
        theme, axis = colours(), self.axis
        painter.fillRect(self.rect(), QColor(theme.window))
        if not axis.frame_count:
            painter.fillRect(MARGIN_PX, painting.RULER_PX, axis.length_px, painting.STRIP_PX, QColor(theme.panel))
        if axis.frame_count:
            curve = self.curve
            if len(curve.area_fraction) != axis.frame_count:
                curve = Curve.empty(axis.frame_count)
            left = max(MARGIN_PX, axis.x_of(-0.5))
            painter.drawImage(round(left), painting.RULER_PX, painting.strip_pixels(curve, axis, theme, ratio))
            painting.paint_ruler(painter, axis, self.ticks(painter), theme)
            paint_decisions(painter, axis, self._listed, theme, painting.RULER_PX)
            paint_masks(painter, axis, self._masks, painting.RULER_PX + painting.STRIP_PX - MARK_BAR_PX - 1)
            paint_drift(painter, axis, self._drift, painting.RULER_PX + painting.STRIP_PX - MARK_BAR_PX - 1)
            paint_marks(painter, axis, self._marks, theme, painting.RULER_PX, painting.STRIP_PX)
            painting.paint_differences(painter, axis, self._differences)
            if self._loop != (None, None):
                painting.paint_loop(painter, axis, self._loop, theme)
        if axis.is_zoomed:
            painting.paint_visible_part(painter, axis, theme)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(MARGIN_PX - 1, painting.RULER_PX - 1, axis.length_px + 1, painting.STRIP_PX + 1)

    def ticks(self, painter: QPainter) -> list[painting.Tick]:
        """Returns the ticks of the ruler: at times, or at the numbers of unrelated pictures."""
        if self._has_times:
            return painting.time_ticks(painter, self.axis, self._time_s, self._index_at)
        return painting.number_ticks(painter, self.axis)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._repaint()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.DevicePixelRatioChange):
            self._repaint()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        axis = self.axis
        self._set_axis(TimeAxis(axis.frame_count, self.width(), axis.known_share, axis.zoom, axis.left))

    # -- Mouse ---------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.axis.frame_count or self._grabbed:
            return
        self._grabbed_at = self._pressed_at = event.position().toPoint()
        index = self.axis.frame_at(event.position().x())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.MiddleButton or (event.button() == Qt.MouseButton.LeftButton and shift):
            self._grabbed, self._selected_from = "range", index
        elif event.button() == Qt.MouseButton.LeftButton and self._moves_view(self._grabbed_at):
            self._grabbed = "view"
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = "playhead"
            self.pressed.emit()
            self._drag_to(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.axis.frame_count:
            return
        position = event.position().toPoint()
        index = self.axis.frame_at(position.x())
        if self._grabbed == "playhead":
            self._drag_to(index)
        elif self._grabbed == "range" and index != self._selected_from:
            self.set_loop(*sorted((self._selected_from, index)))
        elif self._grabbed == "view":
            self._set_axis(self.axis.panned(self._grabbed_at.x() - position.x()))
            self._grabbed_at = position
        elif not self._grabbed:
            moves_view = self._moves_view(position)
            self.setCursor(Qt.CursorShape.OpenHandCursor if moves_view else Qt.CursorShape.PointingHandCursor)
        self.hovered.emit(index if self.axis.is_known(position.x()) else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, index = self._grabbed, self.axis.frame_at(event.position().x())
        if grabbed == "playhead" and event.button() == Qt.MouseButton.LeftButton:
            self._drag_to(index)
            self._grabbed = ""
            self.update(self._playhead_rect())
            self.released.emit(self.value())
        elif grabbed in ("range", "view"):
            self._grabbed = ""
            if grabbed == "range" and index != self._selected_from:
                first, last = sorted((self._selected_from, index))
                self.range_selected.emit(first, last)
            elif grabbed == "view" and event.position().toPoint() == self._pressed_at:
                self._click(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.axis.is_zoomed:
            self.show_all()
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        across, along = event.angleDelta().x() / _NOTCH, event.angleDelta().y() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, along = across or along, 0.0
        if across:
            self._set_axis(self.axis.panned(-across * _PAN_STEP * self.axis.length_px))
        elif along and self.axis.frame_count:
            self.zoom_by(_ZOOM_STEP**along, event.position().x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(-1)

    def _moves_view(self, position: QPoint) -> bool:
        """Whether a drag from `position` moves the view: in the ruler of a zoomed time line, next to the handle."""
        is_handle = abs(position.x() - self.axis.x_of(self.value())) <= _PLAYHEAD_PX
        return self.axis.is_zoomed and position.y() < painting.RULER_PX and not is_handle

    def _click(self, index: int) -> None:
        self.pressed.emit()
        self._drag_to(index)
        self.released.emit(index)

    def _drag_to(self, index: int) -> None:
        if index != self.value():
            self._move_playhead(index)
            self.dragged.emit(index)
