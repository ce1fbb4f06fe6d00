"""Size and position of the main window: restored, but always within a connected screen."""

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.widgets.dialog_sizing import FRAME, moved_into

_FIRST_SIZE = QSize(1360, 860)
_SMALLEST_SIZE = QSize(860, 540)


def place_window(window: QWidget, geometry: str) -> None:
    """Restores the size and position of `window` from `format_geometry`'s text, or sets the default for "".

    The window always fits, even if the screen was removed, is smaller, or has another scale.
    """
    window.resize(_FIRST_SIZE)
    window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
    fit_window(window)


def fit_window(window: QWidget) -> None:
    """Fits a window that is neither maximised nor full screen into its screen, or else the primary one."""
    screen = QGuiApplication.screenAt(window.geometry().center()) or QGuiApplication.primaryScreen()
    available = screen.availableGeometry()
    largest = available.marginsRemoved(FRAME).size()
    window.setMinimumSize(_SMALLEST_SIZE.boundedTo(largest))
    if window.isMaximized() or window.isFullScreen():
        return
    window.resize(window.size().boundedTo(largest))
    # Before it is shown, `pos` is the position of the frame, whose widths are not known yet.
    frame = QRect(window.pos(), window.size().grownBy(FRAME))
    if not available.contains(frame):
        window.move(moved_into(available, frame))


def format_geometry(window: QWidget) -> str:
    """Returns size and position of `window` as text for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode()
