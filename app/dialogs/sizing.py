"""Windows whose texts wrap, at the height that their texts need."""

from PySide6.QtWidgets import QDialog


def fit_height(dialog: QDialog) -> None:
    """Makes the dialog as high as its contents need at its width; Qt's own `adjustSize` does not ask wrapped texts."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.width(), layout.totalMinimumSize().width())
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        dialog.resize(width, needed)
