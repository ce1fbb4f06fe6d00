"""Playback speeds, playback time against wall-clock time, and the frame rate on screen. No Qt."""

from collections import deque
from dataclasses import dataclass

SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""The speeds that can be chosen."""


def next_speed(speed: float, up: bool) -> float:
    """The neighbouring speed; the same at the ends."""
    if up:
        return min((s for s in SPEEDS if s > speed + 1e-9), default=SPEEDS[-1])
    return max((s for s in SPEEDS if s < speed - 1e-9), default=SPEEDS[0])


@dataclass(frozen=True, slots=True)
class Clock:
    """Converts between playback time and wall-clock time, both in seconds."""

    play_s: float
    wall_s: float
    speed: float

    def play_at(self, wall_s: float) -> float:
        return self.play_s + (wall_s - self.wall_s) * self.speed

    def due(self, play_s: float) -> float:
        """The wall-clock time at which `play_s` is due."""
        return self.wall_s + (play_s - self.play_s) / self.speed


class RateMeter:
    """Measures the frames shown per second over the last `span_s` seconds."""

    def __init__(self, span_s: float = 1.0) -> None:
        self._span_s = span_s
        self._moments: deque[float] = deque()

    def add(self, wall_s: float) -> None:
        self._moments.append(wall_s)
        while self._moments and wall_s - self._moments[0] > self._span_s:
            self._moments.popleft()

    def clear(self) -> None:
        self._moments.clear()

    @property
    def fps(self) -> float | None:
        """Frames per second; None after fewer than three frames."""
        if len(self._moments) < 3 or self._moments[-1] <= self._moments[0]:
            return None
        return (len(self._moments) - 1) / (self._moments[-1] - self._moments[0])
