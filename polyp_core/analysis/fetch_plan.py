"""Which frames around the playhead to fetch next, and which to forget: pure arithmetic, no threads.

Both follow from one list, the frames worth having in the order of their urgency. It is never longer than the memory
holds, and what is on it is never forgotten, so fetching always comes to rest.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

STEP_BACK_CHUNK = 24
"""Frames decoded at once when the playhead moves backward: about a second, so a group of pictures is decoded once."""

_SHARE_ONWARD = 0.6  # of the memory, for the direction of playback; the rest keeps what was just seen


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

    @property
    def onward(self) -> int:
        """How many frames are held in the direction of playback, at most."""
        return max(1, int(self.capacity * _SHARE_ONWARD))

    def worth_having(self) -> list[int]:
        """The frames to have at hand, the most urgent first: the playhead's, those to come, some on its other side."""
        if not 0 <= self.playhead < self.count:
            return []
        onward = self.onward
        if self.backward:
            others = self._behind(onward) + self._coming(onward // 4)
        else:
            others = self._coming(onward) + self._behind(min(STEP_BACK_CHUNK, onward // 4))
        return list(dict.fromkeys([self.playhead, *others]))[: self.capacity]

    def wanted(self, has: Callable[[int], bool]) -> range | None:
        """The most urgent stretch of frames that `has` says are missing; None where none that is worth having is."""
        first = next((index for index in self.worth_having() if not has(index)), None)
        if first is None:
            return None
        if first < self.playhead and not self._is_round_the_loop(first):
            return self._stretch_up_to(first, has)
        if first == self.playhead and self.backward:
            return range(first, first + 1)
        return range(first, self._end(), self.step)

    def surplus(self, kept: Collection[int]) -> list[int]:
        """What to forget of the `kept` frames so that the rest fits: the furthest of those not worth having."""
        excess = len(kept) - self.capacity
        if excess <= 0:
            return []
        spared = set(self.worth_having())
        return sorted(set(kept) - spared, key=lambda index: abs(index - self.playhead), reverse=True)[:excess]

    def _active_loop(self) -> tuple[int, int] | None:
        return self.loop if self.loop is not None and self.loop[0] <= self.playhead <= self.loop[1] else None

    def _is_round_the_loop(self, index: int) -> bool:
        loop = self._active_loop()
        return loop is not None and not self.backward and index >= loop[0]

    def _end(self) -> int:
        loop = self._active_loop()
        return self.count if loop is None else min(self.count, loop[1] + 1)

    def _coming(self, frames: int) -> list[int]:
        """The next `frames` indices that playback will show, in its order."""
        straight = range((self.playhead // self.step + 1) * self.step, self._end(), self.step)[:frames]
        loop = self._active_loop()
        if loop is None:
            return list(straight)
        first = -(-loop[0] // self.step) * self.step
        return [*straight, *range(first, self.playhead, self.step)[: frames - len(straight)]]

    def _behind(self, frames: int) -> list[int]:
        return list(range(self.playhead - 1, max(-1, self.playhead - 1 - frames), -1))

    def _stretch_up_to(self, last: int, has: Callable[[int], bool]) -> range:
        """The missing frames that end with `last`, as one stretch, because a decoder only goes forward."""
        worth = set(self.worth_having())
        start = last
        while last - start + 1 < STEP_BACK_CHUNK and start - 1 in worth and not has(start - 1):
            start -= 1
        return range(start, last + 1)
