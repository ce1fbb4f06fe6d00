"""GoToDialog: asks for a frame number or a time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.playback.playback_range import Destination
from app.playback.player import Player
from app.translation import tr
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.frame_times import format_indexing, format_time, parse_time
from polyp_core.frames.frame import SourceInfo


def parse_target(text: str, index_at: Callable[[float], int]) -> int | None:
    """Returns the frame of `text`: "312" is a frame; "0:12.5", "12.5" and "12 s" are times; None if it is neither."""
    destination = parse_destination(text)
    if destination is None or destination.time_s is None:
        return None if destination is None else destination.frame
    return index_at(destination.time_s)


def parse_destination(text: str) -> Destination | None:
    """Returns the frame or time of `text`, which may not be indexed yet; None if it is neither."""
    text = text.strip().lower()
    if text.isascii() and text.isdigit():
        return Destination(frame=int(text))
    time_s = parse_time(text.removesuffix("s"))
    return None if time_s is None else Destination(time_s=time_s)


class GoToDialog(QDialog):
    """Emits `chosen` with a frame of the source, or `awaited` if its length is not known yet."""

    chosen = Signal(int)
    awaited = Signal(object)
    """Destination: a frame or time to seek to once it is indexed."""

    def __init__(
        self,
        frame_count: int,
        duration_s: float,
        index_at: Callable[[float], int],
        parent: QWidget | None = None,
        *,
        has_times: bool = True,
    ) -> None:
        """Without `has_times`, of unrelated pictures, only frames are asked for."""
        super().__init__(parent)
        self._has_times = has_times
        self.setWindowTitle(tr("Go to"))
        set_page(self, "reviewing.md#playback")
        self._frame_count, self._index_at, self._indexing = frame_count, index_at, False
        self.target = QLineEdit()
        example = tr("{frame} or {time}").format(frame=frame_count // 2, time=format_time(duration_s / 2))
        self.target.setPlaceholderText(example if has_times else str(frame_count // 2))
        self.target.setAccessibleName(tr("Frame or time") if has_times else tr("Frame"))
        self.target.textChanged.connect(self._check)
        self.hint = PlainLabel(self._format_limits(frame_count, duration_s), role="muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Go"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.hint)
        column.addWidget(self.target)
        column.addWidget(self.buttons)
        self._check()

    def follow(self, info: SourceInfo | None) -> None:
        """Updates the limits; until the index is complete, any frame and any time is accepted."""
        if info is None:
            self.reject()
            return
        self._frame_count, self._indexing = info.frame_count, info.indexing
        if info.indexing:
            text = tr("A frame or a time. The length is not known yet: {progress}")
            self.hint.setText(text.format(progress=format_indexing(info.index_fraction)))
        else:
            self.hint.setText(self._format_limits(info.frame_count, info.duration_s))
        self._check()

    def accept(self) -> None:
        destination = parse_destination(self.target.text())
        if self._indexing and destination is not None:
            super().accept()
            self.awaited.emit(destination)
            return
        index = self._frame()
        if index is not None:
            super().accept()
            self.chosen.emit(index)

    def _frame(self) -> int | None:
        destination = parse_destination(self.target.text())
        if destination is not None and destination.time_s is not None and not self._has_times:
            return None
        index = parse_target(self.target.text(), self._index_at)
        return index if index is not None and index < self._frame_count else None

    def _check(self) -> None:
        known = parse_destination(self.target.text()) is not None if self._indexing else self._frame() is not None
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(known)

    def _format_limits(self, frame_count: int, duration_s: float) -> str:
        last = max(0, frame_count - 1)
        if not self._has_times:
            return tr("A frame from 0 to {last}").format(last=last)
        text = tr("A frame from 0 to {last}, or a time up to {duration}")
        return text.format(last=last, duration=format_time(duration_s))


def ask_where_to_go(player: Player, parent: QWidget) -> None:
    """Opens the dialog, which moves `player`; does nothing without a recording."""
    if player.info is None:
        return
    info = player.info
    dialog = GoToDialog(info.frame_count, info.duration_s, player.index_at, parent, has_times=info.is_recording)
    dialog.follow(info)
    dialog.chosen.connect(player.seek)
    dialog.awaited.connect(player.go_to)
    player.info_changed.connect(dialog.follow)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
