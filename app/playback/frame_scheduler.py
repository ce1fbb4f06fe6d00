"""Schedules the frames of playback: which frame to show now, and when to decide again. No Qt, no threads.

`EveryFrame` shows each frame with its own mask and slows down if the machine is too slow. `RealTime` keeps the speed
and skips frames.
"""

from dataclasses import dataclass
from typing import Protocol

from app.playback.clock import Clock
from app.playback.playback_range import PlaybackRange

_CATCH_UP_S = 0.3  # a longer delay moves the clock instead of shortening the frames that follow
_WAIT_MOST_S = 0.1  # the same if a frame was not complete in time
_SHORTEST_STAY = 0.8  # the share of its time that a frame stays on screen while playback catches up
_JITTER_S = 0.02  # shorter delays come from the timer, not from slow frames
_STRETCH_BY = 0.15  # how much of a delay, in frames, is spread over the frames that follow
_LATE_FRAMES_MOST = 4.0  # upper limit, as a single long wait says little about the speed of the machine
_STRETCH_MOST = 30.0
_RELAX_BY = 0.985  # for each frame that is complete in time, until the speed of the source is reached again
_BARE_AFTER_S = 0.5  # in real time, how long one frame may stay before frames are shown without masks
_EARLY_FRAMES = 25  # in real time: with so many steps complete, or half of those in memory, fewer frames are skipped
_SHORTEST_NAP_S = 0.004


class AvailableFrames(Protocol):
    """The frames around the playhead; FramePrefetcher implements it."""

    @property
    def frames_ahead(self) -> int: ...

    def is_complete(self, index: int) -> bool: ...

    def at(self, index: int) -> object | None: ...


@dataclass(frozen=True, slots=True)
class PlaybackStep:
    """What playback does now.

    `move_to` is the new playhead, `show` the frame to show, `skipped` the number of frames skipped before it. `wake_s`
    is the wall-clock time at which to decide again; None to wait until a frame is complete. `ended` stops playback.
    """

    move_to: int | None = None
    show: int | None = None
    skipped: int = 0
    wake_s: float | None = None
    ended: bool = False


class EveryFrame:
    """Shows every frame, none before its time and none without its mask.

    If frames are not complete in time, all are shown for longer: even slow motion is easier to follow than bursts of
    frames, as the network computes batches. If only the timer was late, the frames that follow are shown a bit shorter.
    """

    step = 1
    is_free_running = False

    def __init__(self, speed: float, now_s: float, first_display_s: float) -> None:
        """The frame on screen stays for another `first_display_s` of playback time."""
        self._speed = speed
        self._stretch = 1.0
        self._due_s = now_s + first_display_s / speed
        self._not_before_s = now_s
        self._arriving = False
        self._waited = False

    def decide(
        self, frames: AvailableFrames, playback: PlaybackRange, position: int, shown: int, now_s: float
    ) -> PlaybackStep:
        """What to do at `now_s`, with the playhead at `position` and frame `shown` on screen (-1: none)."""
        if shown != position or not frames.is_complete(position):
            self._arriving = True
            return PlaybackStep()
        if self._arriving:
            # The first frame after a seek stays as long as any other, however long it took to fetch.
            self._arriving, self._waited = False, False
            self._due_s = self._not_before_s = now_s + playback.display_s(position) / self._speed
        if self._wanted_s > now_s:
            return PlaybackStep(wake_s=self._wanted_s)
        following = playback.next_frame(position)
        if following is None:
            return PlaybackStep(ended=playback.backwards or not playback.info.indexing)
        if not frames.is_complete(following):
            self._waited = True
            # Frames ahead of the playhead are fetched in any case; others only once the playhead is there.
            return PlaybackStep(move_to=following if following != position + 1 else None)
        self._schedule(playback.display_s(following) / self._speed, now_s)
        return PlaybackStep(move_to=following, show=following, wake_s=self._wanted_s)

    @property
    def _wanted_s(self) -> float:
        return max(self._due_s, self._not_before_s)

    def _schedule(self, display_s: float, now_s: float) -> None:
        """Sets when the next frame is due, after one that stays for `display_s`."""
        frame_late_s = now_s - self._wanted_s if self._waited else 0.0
        if frame_late_s > max(display_s, _JITTER_S):
            late_frames = min(frame_late_s / max(display_s, _JITTER_S), _LATE_FRAMES_MOST)
            self._stretch = min(self._stretch + _STRETCH_BY * late_frames, _STRETCH_MOST)
        else:
            self._stretch = max(1.0, self._stretch * _RELAX_BY)
        too_late = now_s - self._due_s > (_WAIT_MOST_S if self._waited else _CATCH_UP_S)
        start_s = now_s if too_late or self._stretch > 1.0 else self._due_s
        self._due_s = start_s + display_s * self._stretch
        self._not_before_s = now_s + display_s * _SHORTEST_STAY
        self._waited = False


class RealTime:
    """Shows the frame of the current playback time, or the newest one before it that has its mask."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._clock: Clock | None = None
        self._skipping = Skipping()
        self._shown_s = 0.0

    @property
    def step(self) -> int:
        """Only frames whose index is a multiple of it are shown."""
        return self._skipping.step

    @property
    def is_free_running(self) -> bool:
        """True while playback time advances independently of the frames; it starts with the first complete frame."""
        return self._clock is not None

    def decide(
        self, frames: AvailableFrames, playback: PlaybackRange, position: int, shown: int, now_s: float
    ) -> PlaybackStep:
        """What to do at `now_s`, with the playhead at `position` and frame `shown` on screen (-1: none)."""
        if self._clock is None:
            if shown != position or not frames.is_complete(position):
                return PlaybackStep()
            self._clock, self._shown_s = Clock(playback.play_s(position), now_s, self._speed), now_s
        play_s = self._clock.play_at(now_s)
        if play_s >= playback.play_s(playback.end_frame) + playback.display_s(playback.end_frame):
            return self._finish_range(playback, shown, now_s)
        due = self._skipping.frame_for(min(playback.index_at_play(play_s), playback.end_frame))
        frame = max(due, shown)
        self._adapt(frames, playback, frame, now_s)
        newest = self._newest(frames, frame, shown, now_s)
        if newest is not None:
            self._shown_s = now_s
        next_due_s = self._clock.due(playback.play_s(min(due + self.step, playback.end_frame)))
        return PlaybackStep(
            move_to=frame,
            show=newest,
            skipped=newest - shown - 1 if newest is not None else 0,
            wake_s=max(next_due_s, now_s + _SHORTEST_NAP_S),
        )

    def _finish_range(self, playback: PlaybackRange, shown: int, now_s: float) -> PlaybackStep:
        self._clock = None
        skipped = max(0, playback.end_frame - shown)
        following = playback.restart_frame
        if following is None:
            if playback.info.indexing:
                return PlaybackStep(wake_s=now_s + _BARE_AFTER_S)
            # However many frames were skipped, playback ends on the last one.
            missing = playback.end_frame if shown != playback.end_frame else None
            return PlaybackStep(move_to=playback.end_frame, show=missing, skipped=max(0, skipped - 1), ended=True)
        return PlaybackStep(move_to=following, show=following, skipped=skipped, wake_s=now_s)

    def _newest(self, frames: AvailableFrames, upto: int, shown: int, now_s: float) -> int | None:
        for index in range(upto, shown, -1):
            if frames.is_complete(index):
                return index
        stood_still_s = now_s - self._shown_s
        return upto if upto > shown and stood_still_s > _BARE_AFTER_S and frames.at(upto) is not None else None

    def _adapt(self, frames: AvailableFrames, playback: PlaybackRange, frame: int, now_s: float) -> None:
        steps = max(1, min(_EARLY_FRAMES, frames.frames_ahead // 2))
        ahead = min(frame + steps * self.step, playback.end_frame)
        if not frames.is_complete(frame):
            self._skipping.late(now_s)
        elif frames.is_complete(self._skipping.frame_for(ahead)):
            self._skipping.early(now_s)


class Skipping:
    """Chooses how many frames to skip: only those whose index is a multiple of `step` are shown.

    The step doubles when frames are late and halves when they have been early for long. As steps are powers of two,
    frames fetched for one step serve the next smaller ones, too.
    """

    LARGEST = 64
    PATIENCE_S = 0.4
    """After a change, for the frames fetched under the new step to arrive."""
    EARLY_S = 2.0
    """How long frames must be early before fewer are skipped."""

    def __init__(self) -> None:
        self.step = 1
        self._changed_s = float("-inf")
        self._early_since_s: float | None = None

    def frame_for(self, index: int) -> int:
        """The frame to show when playback is at `index`."""
        return index - index % self.step

    def late(self, now_s: float) -> None:
        """To be called when the frame that is due is not complete."""
        self._early_since_s = None
        self._change(self.step * 2, now_s)

    def early(self, now_s: float) -> None:
        """To be called when frames are complete well before they are due."""
        if self._early_since_s is None:
            self._early_since_s = now_s
        elif now_s - self._early_since_s >= self.EARLY_S:
            self._early_since_s = None
            self._change(self.step // 2, now_s)

    def _change(self, step: int, now_s: float) -> None:
        step = min(max(step, 1), self.LARGEST)
        if step != self.step and now_s - self._changed_s >= self.PATIENCE_S:
            self.step, self._changed_s = step, now_s
