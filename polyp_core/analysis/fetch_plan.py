"""Chooses which frames around the playhead to prefetch next and which to evict: pure arithmetic, no threads.

Both use one priority list. It is never longer than the capacity, and frames on it are never evicted, so prefetching
always terminates.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

STEP_BACK_CHUNK = 24
"""Frames decoded in a row when the playhead moves backward: about 1 s, so each GOP is decoded only once."""

_FORWARD_SHARE = 0.6  # of the capacity, for frames in the direction of playback; the rest is for recent frames


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """The playhead's position, direction and loop.

    `count` is the number of frames of the source, `capacity` how many of them fit into memory. `loop` is (first, last),
    inclusive. With `step` > 1, playback shows only frames whose index is a multiple of `step`.
    """

    playhead: int
    count: int
    capacity: int
    backward: bool = False
    loop: tuple[int, int] | None = None
    step: int = 1

    @property
    def frames_ahead(self) -> int:
        """Maximum number of frames held in the direction of playback."""
        return max(1, int(self.capacity * _FORWARD_SHARE))

    def by_priority(self) -> list[int]:
        """The frames to hold, most urgent first: the playhead, then upcoming frames, then some already passed."""
        if not 0 <= self.playhead < self.count:
            return []
        ahead = self.frames_ahead
        if self.backward:
            others = self._previous(ahead) + self._upcoming(ahead // 4)
        else:
            others = self._upcoming(ahead) + self._previous(min(STEP_BACK_CHUNK, ahead // 4))
        return list(dict.fromkeys([self.playhead, *others]))[: self.capacity]

    def next_missing(self, has: Callable[[int], bool]) -> int | None:
        """The frame to fetch next, where `has(index)` is false; None if no frame is missing."""
        first = next((index for index in self.by_priority() if not has(index)), None)
        if first is None or first >= self.playhead or self._is_after_loop_restart(first):
            return first
        return self._start_of_missing(first, has)

    def to_evict(self, held: Collection[int]) -> list[int]:
        """Which of the `held` frames to evict to stay within capacity: those furthest from the playhead first."""
        excess = len(held) - self.capacity
        if excess <= 0:
            return []
        needed = set(self.by_priority())
        return sorted(set(held) - needed, key=lambda index: abs(index - self.playhead), reverse=True)[:excess]

    def _active_loop(self) -> tuple[int, int] | None:
        return self.loop if self.loop is not None and self.loop[0] <= self.playhead <= self.loop[1] else None

    def _is_after_loop_restart(self, index: int) -> bool:
        loop = self._active_loop()
        return loop is not None and not self.backward and index >= loop[0]

    def _end(self) -> int:
        loop = self._active_loop()
        return self.count if loop is None else min(self.count, loop[1] + 1)

    def _upcoming(self, frames: int) -> list[int]:
        """The next `frames` indices in playback order."""
        straight = range((self.playhead // self.step + 1) * self.step, self._end(), self.step)[:frames]
        loop = self._active_loop()
        if loop is None:
            return list(straight)
        first = -(-loop[0] // self.step) * self.step
        return [*straight, *range(first, self.playhead, self.step)[: frames - len(straight)]]

    def _previous(self, frames: int) -> list[int]:
        return list(range(self.playhead - 1, max(-1, self.playhead - 1 - frames), -1))

    def _start_of_missing(self, last: int, has: Callable[[int], bool]) -> int:
        """The first of the contiguous missing frames up to `last`, as decoders run forward only."""
        needed = set(self.by_priority())
        start = last
        while last - start + 1 < STEP_BACK_CHUNK and start - 1 in needed and not has(start - 1):
            start -= 1
        return start
