"""Where the main window opens: as it was left, and always whole on a screen that is there."""

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.widgets.dialog_sizing import FRAME, moved_into

_FIRST_SIZE = QSize(1360, 860)
_SMALLEST_SIZE = QSize(860, 540)


def place_window(window: QWidget, geometry: str) -> None:
    """Gives `window` the size and place of `geometry` (what `geometry_text` gave), or its first one where that is "".

    A screen that is gone or smaller by now, or another scale, must not leave the lower edge out of reach.
    """
    window.resize(_FIRST_SIZE)
    window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
    fit_window(window)


def fit_window(window: QWidget) -> None:
    """Makes a window that is neither maximised nor full screen fit into the screen it is on, or else the first one."""
    screen = QGuiApplication.screenAt(window.geometry().center()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    largest = room.marginsRemoved(FRAME).size()
    window.setMinimumSize(_SMALLEST_SIZE.boundedTo(largest))
    if window.isMaximized() or window.isFullScreen():
        return
    window.resize(window.size().boundedTo(largest))
    # Before it is shown, `pos` is where the frame will be, whose widths are not known yet.
    frame = QRect(window.pos(), window.size().grownBy(FRAME))
    if not room.contains(frame):
        window.move(moved_into(room, frame))


def geometry_text(window: QWidget) -> str:
    """Size and place of `window`, to be kept with the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode()
