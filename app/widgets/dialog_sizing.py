"""Windows whose texts wrap, at the height that their texts need and the screen has."""

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

FRAME = QMargins(8, 36, 8, 8)
"""Room for the title and the borders that a window manager adds, in pixels: they are not known before it is shown."""

_FRAME_IS_KNOWN_MS = (0, 200)
"""Some window managers place a window, and tell of its frame, only after it was shown."""
_LEAST_PX = 120
"""Of a part that scrolls, at least so much is seen."""


class ScrollBody(QScrollArea):
    """The part of a dialog that scrolls where the screen is too low for all of it; the buttons stay in sight."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(content)

    def height_at(self, width_px: int) -> int:
        """The height at which nothing of the content is hidden."""
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
    """Makes the dialog as high as its contents need at its width; Qt's own `adjustSize` does not ask wrapped texts."""
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
    """Makes the dialog no larger than the screen, and moves it there when it is shown: no button is out of reach."""
    room = dialog.screen().availableGeometry().marginsRemoved(FRAME).size()
    if dialog.width() > room.width() or dialog.height() > room.height():
        dialog.resize(dialog.size().boundedTo(room))
    if dialog.findChild(_OnScreen) is None:
        _OnScreen(dialog)


def moved_into(room: QRect, area: QRect) -> QPoint:
    """Where the upper left corner of `area` goes so that it lies in `room`; its upper left part where it is larger."""
    x = max(room.left(), min(area.left(), room.right() + 1 - area.width()))
    y = max(room.top(), min(area.top(), room.bottom() + 1 - area.height()))
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
        there = moved_into(window.screen().availableGeometry(), window.frameGeometry())
        if there != window.frameGeometry().topLeft():
            window.move(there)
