"""Sizes dialogs with wrapped texts to their contents and to the screen."""

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from app.widgets.focus_frame import FocusFrame

FRAME = QMargins(8, 36, 8, 8)
"""Space for the title bar and borders of the window manager, in pixels; their size is unknown before showing."""

_FRAME_IS_KNOWN_MS = (0, 200)
"""Some window managers place a window, and report its frame, only after it was shown."""
_LEAST_PX = 120
"""The least visible height of a part that scrolls."""


class ScrollBody(QScrollArea):
    """The part of a dialog that scrolls if the screen is too low for all of it; the buttons stay visible."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        FocusFrame(self)
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(content)

    def height_at(self, width_px: int) -> int:
        """Returns the height at which all of the content is visible."""
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width_px)
        return self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(self._content.sizeHint().width(), _LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, _LEAST_PX)


def fit_height(dialog: QDialog) -> None:
    """Makes the dialog as high as its contents need at its width; Qt's `adjustSize` ignores wrapped texts."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.width(), layout.totalMinimumSize().width())
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        margins = layout.contentsMargins()
        for body in dialog.findChildren(ScrollBody):
            needed += max(0, body.height_at(width - margins.left() - margins.right()) - _LEAST_PX)
        dialog.resize(width, needed)
    fit_screen(dialog)


def fit_screen(dialog: QDialog) -> None:
    """Makes the dialog no larger than the screen, and moves it onto the screen when it is shown."""
    available = dialog.screen().availableGeometry().marginsRemoved(FRAME).size()
    if dialog.width() > available.width() or dialog.height() > available.height():
        dialog.resize(dialog.size().boundedTo(available))
    if dialog.findChild(_OnScreen) is None:
        _OnScreen(dialog)


def moved_into(outer: QRect, area: QRect) -> QPoint:
    """Returns the upper left corner at which `area` lies within `outer`, or starts there if it is larger."""
    x = max(outer.left(), min(area.left(), outer.right() + 1 - area.width()))
    y = max(outer.top(), min(area.top(), outer.bottom() + 1 - area.height()))
    return QPoint(x, y)


class _OnScreen(QObject):
    """Moves a window into its screen once its frame is known."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            for wait_ms in _FRAME_IS_KNOWN_MS:
                QTimer.singleShot(wait_ms, self, self._move)
        return False

    def _move(self) -> None:
        window = self._window
        position = moved_into(window.screen().availableGeometry(), window.frameGeometry())
        if position != window.frameGeometry().topLeft():
            window.move(position)
