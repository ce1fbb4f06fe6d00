"""BareView: the picture alone in full screen, with controls that appear over it while they are used."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from app.canvas.canvas import Canvas
from app.translation import tr
from app.workspaces.review.zoom_bar import ZoomBar
from polyp_core.export.provenance import RESEARCH_USE_ONLY

HIDE_AFTER_MS = 2_000
_TAB_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class BareView(QObject):
    """Removes `controls` from `column`, the layout of `host`, and shows them temporarily over the lower edge of `host`.

    They appear when the pointer moves over the picture and when Tab moves the focus into them, and disappear two
    seconds after the last movement, but not while the pointer is on them, a list or popover is open, or one of them has
    the focus. The caution, which the footer shows otherwise, is in the corner of the picture.
    """

    def __init__(self, host: QWidget, column: QBoxLayout, canvas: Canvas, zoom_bar: ZoomBar, controls: QWidget) -> None:
        super().__init__(host)
        self._host, self._column, self._canvas = host, column, canvas
        self._zoom_bar, self._controls = zoom_bar, controls
        self._active = False
        self._timer = QTimer(self, singleShot=True, interval=HIDE_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus)

    @property
    def active(self) -> bool:
        """True while only the picture is shown."""
        return self._active

    def set_active(self, active: bool) -> None:
        """Hides the controls, or puts them back into the layout."""
        if active == self._active:
            return
        self._active = active
        self._canvas.setMouseTracking(active)
        self._canvas.set_caption(tr(RESEARCH_USE_ONLY) if active else "")
        self._controls.setAutoFillBackground(active)
        if active:
            self._column.removeWidget(self._controls)
            self._canvas.installEventFilter(self)
            self._host.installEventFilter(self)
            self._canvas.setFocus()
            self._hide()
        else:
            self._timer.stop()
            self._canvas.removeEventFilter(self)
            self._host.removeEventFilter(self)
            self._column.addWidget(self._controls)
            self._controls.show()
            self._canvas.set_pointer_hidden(False)
            self._zoom_bar.set_lift(0)

    def reveal(self) -> None:
        """Shows the controls for a while."""
        if not self._active:
            return
        self._place()
        self._controls.show()
        self._controls.raise_()
        self._canvas.set_pointer_hidden(False)
        self._zoom_bar.set_lift(self._controls.height())
        self._timer.start()

    def _hide(self) -> None:
        self._controls.hide()
        self._canvas.set_pointer_hidden(True)
        self._zoom_bar.set_lift(0)

    def _place(self) -> None:
        height = self._controls.sizeHint().height()
        self._controls.setGeometry(0, self._host.height() - height, self._host.width(), height)

    def _in_use(self) -> bool:
        focus = QApplication.focusWidget()
        return (
            self._controls.underMouse()
            or QApplication.activePopupWidget() is not None
            or QApplication.mouseButtons() != Qt.MouseButton.NoButton
            or (focus is not None and self._controls.isAncestorOf(focus))
        )

    def _on_time(self) -> None:
        if self._in_use():
            self._timer.start()
        else:
            self._hide()

    def _on_focus(self, _: QWidget | None, focus: QWidget | None) -> None:
        if self._active and focus is not None and self._controls.isAncestorOf(focus):
            self.reveal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._host and kind == QEvent.Type.Resize:
            self._place()
        elif watched is self._canvas and kind == QEvent.Type.MouseMove:
            self.reveal()
        elif watched is self._canvas and kind == QEvent.Type.KeyPress and cast(QKeyEvent, event).key() in _TAB_KEYS:
            self.reveal()  # hidden widgets do not accept the focus that Tab moves next
        return False
