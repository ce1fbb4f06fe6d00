"""Shuttle: plays forwards or backwards by three keys, faster with each further press."""

from app.playback.clock import SPEEDS
from app.playback.player import Player


class Shuttle:
    """Doubles the speed while the same key is pressed again; another key returns to the speed before."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._speeds: tuple[float, float] | None = None  # before the shuttle changed it, and since

    def forward(self) -> None:
        self._play(backwards=False)

    def back(self) -> None:
        """Plays backwards: every frame with its mask, as fast as they are ready."""
        self._play(backwards=True)

    def stop(self) -> None:
        self._player.pause()
        self._restore_speed()

    def _play(self, *, backwards: bool) -> None:
        player = self._player
        if not player.playing or player.backwards != backwards:
            self._restore_speed()
            player.play(backwards=backwards)
            return
        before = player.speed
        if self._speeds is not None and self._speeds[1] == before:
            before = self._speeds[0]
        player.set_speed(min(2 * player.speed, SPEEDS[-1]))
        self._speeds = (before, player.speed)

    def _restore_speed(self) -> None:
        # Unless the user has chosen a speed since.
        if self._speeds is not None and self._speeds[1] == self._player.speed:
            self._player.set_speed(self._speeds[0])
        self._speeds = None
