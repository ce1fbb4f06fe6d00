"""The arithmetic of playback: its speeds, when a moment of the clip is due, how fast frames really come. No Qt."""

from collections import deque
from dataclasses import dataclass

SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""The speeds that the keys step through."""


def next_speed(speed: float, up: bool) -> float:
    """The neighbouring speed; the same at the ends."""
    if up:
        return min((s for s in SPEEDS if s > speed + 1e-9), default=SPEEDS[-1])
    return max((s for s in SPEEDS if s < speed - 1e-9), default=SPEEDS[0])


@dataclass(frozen=True, slots=True)
class Clock:
    """Says which moment of the clip belongs to which moment of the wall clock; both in seconds."""

    clip_s: float
    wall_s: float
    speed: float

    def clip_at(self, wall_s: float) -> float:
        return self.clip_s + (wall_s - self.wall_s) * self.speed

    def due(self, clip_s: float) -> float:
        """The wall-clock moment at which `clip_s` is to be on the screen."""
        return self.wall_s + (clip_s - self.clip_s) / self.speed


class RateMeter:
    """How many frames a second were shown, over the last `span_s` seconds."""

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
        """None before there are enough frames to tell."""
        if len(self._moments) < 3 or self._moments[-1] <= self._moments[0]:
            return None
        return (len(self._moments) - 1) / (self._moments[-1] - self._moments[0])
