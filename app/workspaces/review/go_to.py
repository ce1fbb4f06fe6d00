"""The little dialog behind "Go to": a frame's number, or a time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.plain_text import PlainLabel
from app.workspaces.review.time_axis import format_time, parse_time


def parse_target(text: str, index_at: Callable[[float], int]) -> int | None:
    """The frame that `text` names: "312" is a frame; "0:12.5", "12.5" and "12 s" are times; None if it is neither."""
    text = text.strip().lower()
    if text.isascii() and text.isdigit():
        return int(text)
    time_s = parse_time(text.removesuffix("s"))
    return None if time_s is None else index_at(time_s)


class GoToDialog(QDialog):
    """Emits `chosen` with a frame of the clip."""

    chosen = Signal(int)

    def __init__(
        self, frame_count: int, duration_s: float, index_at: Callable[[float], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Go to")
        self._frame_count, self._index_at = frame_count, index_at
        self.target = QLineEdit()
        self.target.setPlaceholderText(f"{frame_count // 2} or {format_time(duration_s / 2)}")
        self.target.setAccessibleName("Frame or time")
        self.target.textChanged.connect(self._check)
        hint = PlainLabel(f"A frame from 0 to {max(0, frame_count - 1)}, or a time up to {format_time(duration_s)}")
        hint.setProperty("role", "muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Go")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(hint)
        column.addWidget(self.target)
        column.addWidget(self.buttons)
        self._check()

    def accept(self) -> None:
        index = self._frame()
        if index is not None:
            super().accept()
            self.chosen.emit(index)

    def _frame(self) -> int | None:
        index = parse_target(self.target.text(), self._index_at)
        return index if index is not None and index < self._frame_count else None

    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._frame() is not None)
