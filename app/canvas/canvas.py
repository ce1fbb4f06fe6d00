"""Canvas: the image with its overlay, zoom, pan and dropped files, or a message without an image."""

from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.canvas.canvas_painting import paint_badge, paint_message, paint_privacy, paint_rectangle
from app.canvas.picture_composition import compose_picture
from app.canvas.rectangle_tool import RectangleTool
from app.canvas.view_geometry import PictureView
from app.translation import tr
from app.widgets.colours import DARK
from app.widgets.dropped_files import accept_as_copy, dropped_paths
from app.widgets.focus_frame import FocusFrame
from app.widgets.qimages import to_qimage
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.export.privacy import Privacy
from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.masks.regions import Mask

_WHEEL_STEP = 1.2  # zoom for each notch of the wheel
_SAME_SIZE = 0.05  # a share of the picture's own size below which nobody sees a difference
_NOTCH = 120.0  # Qt's angle for one notch
_DIMMED_BY = 140  # of 255


class Canvas(QWidget):
    """Shows one AnalysedFrame.

    The overlay is drawn by `draw_overlay`, as in exports, at the size on the screen up to that of the image. A mask is
    drawn only over the frame it was computed from.
    """

    paths_dropped = Signal(list)
    """The files and folders that were dropped: list[Path]."""
    zoom_changed = Signal(float)
    """Screen pixels per picture pixel; 0 without a picture."""
    box_drawn = Signal(int, int, int, int)
    """x, y, width, height in the picture's pixels, after `ask_for_box`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysed: AnalysedFrame | None = None
        self._style: OverlayStyle | None = None
        self._overlay_visible = True
        self._raw = self._is_edited = False
        self._dimmed = False
        self._note, self._caption = "", ""
        self._pointer_hidden = False
        self._truth: tuple[int, Mask] | None = None
        self._second: tuple[int, Mask] | None = None
        self._privacy = Privacy()
        self._view: PictureView | None = None
        self._composed: QImage | None = None
        self._title, self._hint, self._symbol = tr("No recording open"), "", "filmstrip"
        self._drag_from: QPointF | None = None
        self._rectangle = RectangleTool()
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Picture"))
        FocusFrame(self)

    # -- What is shown -------------------------------------------------------------------------------------------------

    @property
    def analysed(self) -> AnalysedFrame | None:
        """The frame on the canvas."""
        return self._analysed

    @property
    def shows_mask(self) -> bool:
        """Whether an overlay is drawn now."""
        analysed = self._analysed
        if analysed is None or not self._overlay_visible:
            return False
        return analysed.prediction is not None or analysed.stored_mask is not None

    @property
    def view(self) -> PictureView | None:
        """How the picture lies on the canvas; None without a picture."""
        return self._view

    def show_analysed(self, analysed: AnalysedFrame) -> None:
        """Shows a frame, with its mask where it has one."""
        prediction = analysed.prediction
        if prediction is not None and prediction.frame_index != analysed.frame.index:
            raise ValueError(f"The mask of frame {prediction.frame_index} is not of frame {analysed.frame.index}")
        self._analysed = analysed
        height, width = analysed.frame.image.shape[:2]
        area = (float(self.width()), float(self.height()))
        view = self._view
        self._set_view(PictureView.fitted((width, height), area) if view is None else view.on((width, height), area))
        self._recompose()

    def show_message(self, title: str, hint: str = "", symbol: str = "filmstrip") -> None:
        """Shows a message instead of an image."""
        self._analysed, self._view, self._composed = None, None, None
        self._title, self._hint, self._symbol = title, hint, symbol
        self._drag_from = None
        self.setAccessibleDescription(f"{title}. {hint}")
        self._update_cursor()
        self.zoom_changed.emit(0.0)
        self.update()

    def set_style(self, style: OverlayStyle) -> None:
        if style != self._style:
            self._style = style
            self._recompose()

    def set_overlay_visible(self, visible: bool) -> None:
        if visible != self._overlay_visible:
            self._overlay_visible = visible
            self._recompose()

    def set_raw(self, raw: bool) -> None:
        """Whether the mask is drawn as if the model had no presence head."""
        if raw != self._raw:
            self._raw = raw
            self._recompose()

    def set_edited(self, edited: bool) -> None:
        """Whether the mask is left out, because an editor shows it."""
        if edited != self._is_edited:
            self._is_edited = edited
            self._recompose()

    def set_note(self, note: str) -> None:
        """Sets a short warning in the corner of the image; empty for none."""
        self._note = note
        self.update()

    @property
    def dimmed(self) -> bool:
        """True if the image is shown darker."""
        return self._dimmed

    def set_dimmed(self, dimmed: bool) -> None:
        """Shows the image darker, while it is of another frame than the one in the controls."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    def set_caption(self, caption: str) -> None:
        """Sets a text in the upper right corner, with and without an image; empty for none."""
        self._caption = caption
        self.update()

    def set_pointer_hidden(self, hidden: bool) -> None:
        """Whether the pointer is invisible over the picture."""
        self._pointer_hidden = hidden
        self._update_cursor()

    def set_truth(self, frame_index: int, mask: Mask | None) -> None:
        """Outlines the expert's mask (H x W) of a frame in white, wherever that frame is shown with the overlay."""
        self._truth = None if mask is None else (frame_index, mask)
        self._recompose()

    def set_second(self, frame_index: int, mask: Mask | None) -> None:
        """Outlines a second model's mask (H x W) of a frame, wherever that frame is shown with the overlay."""
        self._second = None if mask is None else (frame_index, mask)
        self._recompose()

    def set_privacy(self, privacy: Privacy) -> None:
        """Marks what exports hide; on screen the image stays complete."""
        self._privacy = privacy
        self.update()

    def ask_for_box(self) -> None:
        """The next drag draws a rectangle, reported by `box_drawn`. Esc cancels."""
        if self._view is not None:
            self._rectangle.start()
            self._update_cursor()
            self.setFocus()

    # -- Zoom and pan --------------------------------------------------------------------------------------------------

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zooms so that what is under `at` (by default the middle) stays there."""
        if self._view is not None:
            point = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
            self._set_view(self._view.zoomed(factor, (point.x(), point.y())))
            self._recompose()

    def zoom_to_fit(self) -> None:
        if self._view is not None:
            self._set_view(PictureView.fitted(self._view.picture_px, self._view.canvas_px))
            self._recompose()

    def zoom_to_actual(self, at: QPointF | None = None) -> None:
        """Each pixel of the picture on one of the screen; what is under `at` (by default the middle) stays there."""
        if self._view is not None:
            point = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
            self._set_view(self._view.at_scale(1 / self.devicePixelRatioF(), (point.x(), point.y())))
            self._recompose()

    def pan_by(self, by: QPointF) -> None:
        """Moves a zoomed picture by canvas pixels, as far as its border allows."""
        if self._view is not None:
            self._view = self._view.panned((by.x(), by.y()))
            self.update()

    def _set_view(self, view: PictureView) -> None:
        changed = self._view is None or view.scale != self._view.scale
        self._view = view
        self._update_cursor()
        if changed:
            self.zoom_changed.emit(view.scale * self.devicePixelRatioF())

    def _update_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._rectangle.active:
            shape = Qt.CursorShape.CrossCursor
        elif self._pointer_hidden:
            shape = Qt.CursorShape.BlankCursor
        elif self._drag_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._view is not None and self._view.overflows:
            shape = Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)

    # -- Painting ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(960, 600)

    def _recompose(self) -> None:
        # Composed in the paint event, so that several changes between two repaints are drawn once.
        self._composed = None
        self.update()

    def compose(self) -> Image | None:
        """The picture as it is on the screen, at its size there up to its own: height x width x 3 uint8."""
        if self._analysed is None or self._view is None:
            return None
        scale = self._view.scale * self.devicePixelRatioF()
        style = self._style if self._overlay_visible and not self._is_edited else None
        return compose_picture(self._analysed, scale, style, raw=self._raw, truth=self.truth, second=self.second)

    @property
    def truth(self) -> Mask | None:
        """The expert's mask (H x W) that is outlined now."""
        return self._shown(self._truth)

    @property
    def second(self) -> Mask | None:
        """The second model's mask (H x W) that is outlined now."""
        return self._shown(self._second)

    def _shown(self, mask: tuple[int, Mask] | None) -> Mask | None:
        """Returns the mask if it is of the frame on screen and the overlay is shown."""
        if mask is None or self._analysed is None or not self._overlay_visible:
            return None
        frame = self._analysed.frame
        return mask[1] if mask[0] == frame.index and mask[1].shape == frame.image.shape[:2] else None

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(DARK.canvas))
        if self._view is None or self._analysed is None:
            paint_message(painter, self.rect(), self._title, self._hint, self._symbol)
            self._paint_caption(painter)
            return
        if self._composed is None:
            image = self.compose()
            assert image is not None
            self._composed = to_qimage(image)
        # Without smoothing, single pixels are visible once they are several screen pixels large.
        smooth = self._view.scale * self.devicePixelRatioF() < 4.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF(*self._view.rect), self._composed, QRectF(self._composed.rect()))
        if self._dimmed:
            painter.fillRect(QRectF(*self._view.rect), QColor(0, 0, 0, _DIMMED_BY))
        paint_privacy(painter, self._view, self._privacy)
        if self._analysed.frame.damaged:
            paint_badge(painter, self.rect(), tr("Damaged frame"), DARK.warning)
        elif self._note:
            paint_badge(painter, self.rect(), self._note, DARK.warning)
        elif self.truth is not None:
            paint_badge(painter, self.rect(), tr("White outline: the expert's mask or box"), DARK.text)
        elif self.second is not None:
            paint_badge(painter, self.rect(), tr("Violet dashes: the second model"), DARK.text)
        self._paint_caption(painter)
        if self._rectangle.corners is not None:
            start, end = self._rectangle.corners
            paint_rectangle(painter, QRectF(QPointF(*start), QPointF(*end)).normalized())

    def _paint_caption(self, painter: QPainter) -> None:
        if self._caption:
            paint_badge(painter, self.rect(), self._caption, DARK.muted, right=True)

    # -- Mouse and drops -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._view is not None:
            self._set_view(self._view.on(self._view.picture_px, (float(self.width()), float(self.height()))))
            self._recompose()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom_by(_WHEEL_STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._view is None:
            return
        position = event.position()
        if self._rectangle.active:
            self._rectangle.press((position.x(), position.y()))
        elif self._view.overflows:
            self._drag_from = position
            self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._rectangle.corners is not None:
            self._rectangle.move((position.x(), position.y()))
            self.update()
        elif self._drag_from is not None and self._view is not None:
            self.pan_by(position - self._drag_from)
            self._drag_from = position

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._view is None:
            return
        if self._rectangle.corners is not None:
            box = self._rectangle.finish(self._view)
            self._update_cursor()
            self.update()
            if box is not None:
                self.box_drawn.emit(box.x, box.y, box.width, box.height)
        elif self._drag_from is not None:
            self._drag_from = None
            self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._view is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._view.is_fitted:
            self.zoom_to_fit()
        elif abs(self._view.scale * self.devicePixelRatioF() - 1) < _SAME_SIZE:
            self.zoom_by(2.0, event.position())  # the fit is its own size already: something must happen
        else:
            self.zoom_to_actual(event.position())

    def event(self, event: QEvent) -> bool:
        # Without this, Esc would leave full screen instead of cancelling the rectangle.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and self._rectangle.active
            and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape
        ):
            self._rectangle.cancel()
            self._update_cursor()
            self.update()
            event.accept()
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        if paths:
            accept_as_copy(event)
            self.paths_dropped.emit(paths)
