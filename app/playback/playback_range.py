"""The range of a source that is played: its end, its loop and what follows. No Qt, no threads."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from polyp_core.frames.frame import ClockJump, SourceInfo

_SAME_TIME_S = 1e-6
GAP_SHOWN_S = 2.0
"""How long playback shows the frame before a pause of the recorder, however long the pause was."""


@dataclass(frozen=True, slots=True)
class Loop:
    """The frames A (`first`) and B (`last`), both included; None if that end is not set."""

    first: int | None = None
    last: int | None = None

    def starting(self, first: int) -> "Loop":
        """Returns the loop with another A; B is removed unless it is after A."""
        return Loop(first, self.last if self.last is not None and self.last > first else None)

    def ending(self, last: int) -> "Loop":
        """Returns the loop with another B; A is removed unless it is before B."""
        return Loop(self.first if self.first is not None and self.first < last else None, last)

    @property
    def range(self) -> tuple[int, int] | None:
        """(first, last); None unless both are set."""
        return (self.first, self.last) if self.first is not None and self.last is not None else None


@dataclass(frozen=True, slots=True)
class Destination:
    """Target of a seek: a frame, a time of the source in seconds, or the end if neither is given."""

    frame: int | None = None
    time_s: float | None = None


@dataclass(frozen=True, slots=True)
class ShortenedGaps:
    """The pauses of a recorder, each shortened to `GAP_SHOWN_S` for playback.

    `after` are the frames before the pauses, in increasing order, `cut_s` the total time removed up to each.
    """

    after: tuple[int, ...] = ()
    cut_s: tuple[float, ...] = ()

    @classmethod
    def of(cls, jumps: tuple[ClockJump, ...]) -> "ShortenedGaps":
        cuts = accumulate(max(0.0, jump.gap_s - GAP_SHOWN_S) for jump in jumps)
        return cls(tuple(jump.frame for jump in jumps), tuple(cuts))

    def cut_before(self, index: int) -> float:
        """Seconds removed before frame `index`."""
        gaps = bisect_left(self.after, index)
        return self.cut_s[gaps - 1] if gaps else 0.0


@dataclass(frozen=True, slots=True)
class PlaybackRange:
    """A source with its loop. `time_s` and `index_at` are those of the source, so a variable frame rate is kept.

    Playback counts in `play_s`: seconds from which the pauses of the recorder are removed.
    """

    info: SourceInfo
    time_s: Callable[[int], float]
    index_at: Callable[[float], int]
    loop: Loop = Loop()
    repeat: bool = False
    backwards: bool = False
    _gaps: ShortenedGaps = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_gaps", ShortenedGaps.of(self.info.clock_jumps))

    def play_s(self, index: int) -> float:
        """Playback time of frame `index`, in seconds after the first."""
        return self.time_s(index) - self._gaps.cut_before(index)

    def index_at_play(self, play_s: float) -> int:
        """The frame that playback shows at `play_s`."""
        gaps = self._gaps
        # Within a gap, the frame before it is on screen.
        passed = sum(self.play_s(frame + 1) <= play_s + _SAME_TIME_S for frame in gaps.after)
        index = self.index_at(play_s + (gaps.cut_s[passed - 1] if passed else 0.0))
        return index if passed == len(gaps.after) else min(index, gaps.after[passed])

    @property
    def last_frame(self) -> int:
        """The last indexed frame of the source."""
        return max(0, self.info.frame_count - 1)

    @property
    def end_frame(self) -> int:
        """The frame after which playback restarts or ends."""
        loop = self.loop.range
        return min(self.last_frame, loop[1]) if loop is not None else self.last_frame

    @property
    def restart_frame(self) -> int | None:
        """The frame that follows `end_frame`; None if playback ends there."""
        loop = self.loop.range
        if loop is not None:
            return loop[0]
        return 0 if self.repeat and not self.info.indexing else None

    def next_frame(self, index: int) -> int | None:
        """The frame played after `index`; None at the end, or at the start if playback runs backwards."""
        if self.backwards:
            loop = self.loop.range
            if loop is not None and index == loop[0]:
                return loop[1]
            return index - 1 if index > 0 else None
        return index + 1 if index < self.end_frame else self.restart_frame

    def clamped(self, index: int) -> int:
        return min(max(index, 0), self.last_frame)

    def reached(self, destination: Destination) -> int | None:
        """The frame of `destination`, clamped to the source; None while it is not indexed."""
        if not self.info.indexing:
            if destination.frame is not None:
                return self.clamped(destination.frame)
            return self.last_frame if destination.time_s is None else self.clamped(self.index_at(destination.time_s))
        if self.info.frame_count == 0:
            return None
        if destination.frame is not None:
            return self.clamped(destination.frame) if destination.frame <= self.last_frame else None
        if destination.time_s is not None and destination.time_s <= self.time_s(self.last_frame):
            return self.clamped(self.index_at(destination.time_s))
        return None

    def shifted(self, index: int, seconds: float) -> int:
        """The frame `seconds` after (or before) `index`, but at least one frame away if there is one."""
        target = self.index_at_play(self.play_s(index) + seconds)
        if target == index:
            target += 1 if seconds > 0 else -1
        return self.clamped(target)

    def display_s(self, index: int) -> float:
        """How long frame `index` is shown at normal speed, in seconds."""
        if index < self.last_frame:
            return max(0.0, self.play_s(index + 1) - self.play_s(index))
        return 1.0 / self.info.rate_fps if self.info.rate_fps > 0 else 0.04

    def with_info(self, info: SourceInfo) -> "PlaybackRange":
        return replace(self, info=info)

    def with_loop(self, loop: Loop) -> "PlaybackRange":
        return replace(self, loop=loop)

    def with_backwards(self, backwards: bool) -> "PlaybackRange":
        return replace(self, backwards=backwards)

    def with_repeat(self, repeat: bool) -> "PlaybackRange":
        return replace(self, repeat=repeat)
