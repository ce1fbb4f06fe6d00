"""Windows whose texts wrap, at the height that their texts need."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

_FRAME_PX = 48
"""Room for the title and the borders that a window manager adds."""


def fit_height(dialog: QDialog) -> None:
    """Makes the dialog as high as its contents need at its width; Qt's own `adjustSize` does not ask wrapped texts."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.width(), layout.totalMinimumSize().width())
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        dialog.resize(width, needed)


def fit_screen(dialog: QDialog) -> None:
    """Makes the dialog no larger than the screen it will open on, so that no button lies beyond the screen's edge."""
    room = dialog.screen().availableGeometry().size() - QSize(16, _FRAME_PX)
    dialog.resize(dialog.size().boundedTo(room))
