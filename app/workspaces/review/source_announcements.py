"""SourceAnnouncements: says once that a source is open, lets it play by itself, and reports each of its notes once."""

from PySide6.QtCore import QObject, Signal

from app.playback.player import Player
from app.services.settings import Settings
from app.translation import tr_value
from polyp_core.frames.frame import SourceInfo


class SourceAnnouncements(QObject):
    """Takes what is known of the open source each time that more is known; None between two sources."""

    opened = Signal(object)
    """SourceInfo."""
    notice = Signal(str)

    def __init__(self, player: Player, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._player, self._settings = player, settings
        self.play_on_open: bool | None = None
        """Whether the next source starts to play when opened; None for the choice in the settings."""
        self._is_open = False
        self._reported: frozenset[str] = frozenset()

    def update(self, info: SourceInfo | None) -> None:
        """Announces what is new."""
        if info is None:
            self._is_open, self._reported = False, frozenset()
            return
        if not self._is_open:
            self._is_open = True
            self.opened.emit(info)
            play, self.play_on_open = self._plays_by_itself(info), None
            if play:
                self._player.play_on_arrival()
        for note in info.notes:  # some are found only when the index is complete
            if note not in self._reported:
                self.notice.emit(tr_value(note))
        self._reported |= set(info.notes)

    def _plays_by_itself(self, info: SourceInfo) -> bool:
        """As requested, else by the settings; separate images are not played by themselves."""
        if self.play_on_open is None and info.kind == "images":
            return False
        play = self._settings.play_on_open if self.play_on_open is None else self.play_on_open
        return play and (info.frame_count > 1 or info.indexing)
