"""Which frames around the playhead to fetch next, and which to forget first: pure arithmetic, no threads.

What `wanted` asks for is never what `distance` would have forgotten at once, whatever was kept before; otherwise the
window would fetch the same frames for ever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

STEP_BACK_CHUNK = 24
"""Frames decoded at once when the playhead moves backward: about a second, so a group of pictures is decoded once."""

_SHARE_ONWARD = 0.55  # of the capacity, in the direction of playback
_PENALTY_BACK = _SHARE_ONWARD / (0.9 - _SHARE_ONWARD)  # a frame against that direction counts as that much further away


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """Where the playhead is and where it goes.

    `count` is the number of frames of the source, `capacity` how many of them fit into memory. `loop` is (first, last),
    both included. `step` above 1 means that playback shows only the frames whose index it divides.
    """

    playhead: int
    count: int
    capacity: int
    backward: bool = False
    loop: tuple[int, int] | None = None
    step: int = 1

    def wanted(self, has: Callable[[int], bool]) -> range | None:
        """The most urgent stretch of frames that `has` says are missing; None where all that fits is at hand."""
        if not 0 <= self.playhead < self.count:
            return None
        if not has(self.playhead):
            return range(self.playhead, self.playhead + 1 if self.backward else self._end(), self.step)
        onward = max(1, int(self.capacity * _SHARE_ONWARD))
        if self.backward:
            return self._behind(onward, has) or self._ahead(onward // 4, has)
        return self._ahead(onward, has) or self._behind(min(STEP_BACK_CHUNK, onward // 4), has)

    def distance(self, index: int) -> float:
        """How far a kept frame is from being shown; the furthest is forgotten first."""
        offset = (index - self.playhead) * (-1 if self.backward else 1)
        straight = offset if offset >= 0 else -offset * _PENALTY_BACK
        if not self.backward and offset > 0:
            straight /= self.step
        loop = self._active_loop()
        if loop is None or self.backward or not loop[0] <= index < self.playhead:
            return straight
        return min(straight, (loop[1] - self.playhead + index - loop[0] + 1) / self.step)

    def _active_loop(self) -> tuple[int, int] | None:
        return self.loop if self.loop is not None and self.loop[0] <= self.playhead <= self.loop[1] else None

    def _end(self) -> int:
        loop = self._active_loop()
        return self.count if loop is None else min(self.count, loop[1] + 1)

    def _ahead(self, frames: int, has: Callable[[int], bool]) -> range | None:
        start = next((index for index in self._coming(frames) if not has(index)), None)
        if start is None:
            return None
        return range(start, self._end() if start > self.playhead else self.playhead, self.step)

    def _coming(self, frames: int) -> Iterable[int]:
        """The next `frames` indices that playback will show, in its order."""
        first_next = (self.playhead // self.step + 1) * self.step
        straight = range(first_next, self._end(), self.step)[:frames]
        yield from straight
        loop = self._active_loop()
        if loop is not None:
            first = -(-loop[0] // self.step) * self.step
            yield from range(first, self.playhead, self.step)[: frames - len(straight)]

    def _behind(self, frames: int, has: Callable[[int], bool]) -> range | None:
        first = max(0, self.playhead - frames)
        last = next((index for index in range(self.playhead - 1, first - 1, -1) if not has(index)), None)
        if last is None:
            return None
        start = last
        while start > max(first, last - STEP_BACK_CHUNK + 1) and not has(start - 1):
            start -= 1
        return range(start, last + 1)
