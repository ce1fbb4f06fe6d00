"""ZoomBar: the scale of a zoomed picture with buttons to change it, in the corner of the canvas."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QToolButton

from app.actions import ActionTable
from app.canvas.canvas import Canvas
from app.translation import tr
from app.widgets.buttons import action_button
from app.widgets.layouts import hbox

_MARGIN_PX = 12
_ICON_PX = 18


class ZoomBar(QFrame):
    """Floats over the lower right corner of `canvas`; hidden while the picture is fitted into it.

    At 100 %, each pixel of the picture is one of the screen.
    """

    def __init__(self, canvas: Canvas, actions: ActionTable) -> None:
        super().__init__(canvas)
        self._canvas, self._lift_px = canvas, 0
        self.setProperty("role", "toast")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.zoom_out, self.zoom_in, self.fit = (
            action_button(actions[name], _ICON_PX) for name in ("zoom_out", "zoom_in", "zoom_fit")
        )
        self.percent = self._scale_button(actions["zoom_actual"])
        self.setLayout(hbox(self.zoom_out, self.percent, self.zoom_in, self.fit, spacing=0, margins=(4, 2, 4, 2)))
        canvas.installEventFilter(self)
        canvas.zoom_changed.connect(self._show_zoom)
        self.hide()

    def set_lift(self, lift_px: int) -> None:
        """Keeps `lift_px` free above the lower edge of the canvas, for controls that float over it."""
        self._lift_px = lift_px
        self._place()

    def _scale_button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        # Not as its default action, which would set the text.
        button.clicked.connect(action.trigger)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _show_zoom(self, scale: float) -> None:
        view = self._canvas.view
        self.setVisible(view is not None and not view.is_fitted)
        self.percent.setText(f"{100 * scale:.0f} %")
        self.percent.setAccessibleName(tr("Zoom {percent} %, to 100 %").format(percent=f"{100 * scale:.0f}"))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        area = self._canvas.rect()
        self.move(area.width() - self.width() - _MARGIN_PX, area.height() - self._lift_px - self.height() - _MARGIN_PX)
