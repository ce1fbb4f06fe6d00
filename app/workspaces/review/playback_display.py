"""PlaybackDisplay: shows position, range, speed and pace of the player on the time line and the transport."""

from PySide6.QtCore import QObject, Slot

from app.actions import ActionTable
from app.playback.playback_range import Loop
from app.playback.player import Player
from app.services.settings import Settings
from app.translation import tr
from app.workspaces.review.frame_times import format_time
from app.workspaces.review.time_line import TimeLine
from app.workspaces.review.transport import Transport


class PlaybackDisplay(QObject):
    """Speed and pace, which are chosen on the transport too, are remembered in the settings."""

    def __init__(
        self, player: Player, time_line: TimeLine, transport: Transport, actions: ActionTable, settings: Settings
    ) -> None:
        super().__init__(transport)
        self._player, self._time_line, self._transport = player, time_line, transport
        self._actions, self._settings = actions, settings
        player.position_changed.connect(self.show_position)
        player.playing_changed.connect(transport.show_playing)
        player.speed_changed.connect(self._on_speed)
        player.pace_changed.connect(self._on_pace)
        player.loop_changed.connect(self._on_loop)
        transport.show_speed(player.speed)
        transport.speed_chosen.connect(player.set_speed)
        transport.pace_chosen.connect(lambda pace: setattr(settings, "mode", pace))
        settings.changed.mode.connect(player.set_pace)
        settings.changed.speed.connect(player.set_speed)

    @Slot(int)
    def show_position(self, index: int) -> None:
        """Shows the frame at the playhead."""
        info = self._player.info
        self._time_line.set_position(index)
        if info is None:
            self._transport.show_time(None, 0, 0.0, 0.0)
        else:
            self._transport.show_time(
                index,
                info.frame_count,
                self._player.time_s(index),
                info.duration_s,
                index_fraction=min(info.index_fraction, 0.99) if info.indexing else 1.0,
                name=info.frame_names[index] if info.frame_names else "",
            )

    @Slot(object)
    def _on_loop(self, loop: Loop) -> None:
        self._time_line.set_loop(loop.first, loop.last)
        start, end = map(self._format_end, (loop.first, loop.last))
        if start is not None and end is not None:
            text = tr("Range from {start} to {end}").format(start=start, end=end)
        elif start is not None:
            text = tr("Range from {start}").format(start=start)
        else:
            text = tr("Range to {end}").format(end=end) if end is not None else ""
        self._transport.show_loop(text)

    def _format_end(self, index: int | None) -> str | None:
        if index is None:
            return None
        if self._player.info is not None and not self._player.info.is_recording:  # unrelated pictures have no time
            return tr("frame {number}").format(number=index)
        return format_time(self._player.time_s(index))

    @Slot(float)
    def _on_speed(self, speed: float) -> None:
        self._transport.show_speed(speed)
        self._settings.speed = speed

    @Slot(str)
    def _on_pace(self, pace: str) -> None:
        self._transport.show_pace(pace)
        self._actions["real_time"].setChecked(pace == "real_time")
