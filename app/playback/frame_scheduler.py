"""The two paces of playback: which frame is due now, and when to look again. No Qt, no threads.

"Every frame" shows each frame with its own mask and lets the clip wait where the machine is slower. "Real time" lets
the clip run on and leaves frames out.
"""

from dataclasses import dataclass
from typing import Protocol

from app.playback.clock import Clock
from app.playback.playback_range import PlaybackRange

_CATCH_UP_S = 0.3  # being later than this moves the clock, instead of hurrying the frames that follow
_WAIT_MOST_S = 0.1  # the same where a frame was not there in time
_SHORTEST_STAY = 0.8  # the share of its time that a frame is on screen while playback catches up
_JITTER_S = 0.02  # lateness below this is the timer's, not the machine's
_STRETCH_BY = 0.15  # how much of a delay, in frames, is spread over the frames that follow
_LATE_FRAMES_MOST = 4.0  # a single long wait says little of the machine's pace
_STRETCH_MOST = 30.0
_RELAX_BY = 0.985  # for each frame that comes in time, until the clip's own pace is back
_BARE_AFTER_S = 0.5  # in real time, how long the last mask may stand still before pictures go on without masks
_EARLY_FRAMES = 25  # in real time: with so many steps at hand, or half of what memory holds, less is skipped
_SHORTEST_NAP_S = 0.004


class AtHand(Protocol):
    """What a pace asks of the frames around the playhead; a FramePrefetcher answers it."""

    @property
    def frames_ahead(self) -> int: ...

    def is_complete(self, index: int) -> bool: ...

    def at(self, index: int) -> object | None: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """What to do now.

    `move_to` puts the playhead there, `show` shows that frame, `skipped` frames were left out before it. `wake_s` is
    the wall-clock moment to ask again; None where only the arrival of a frame changes anything. `ended` stops playback.
    """

    move_to: int | None = None
    show: int | None = None
    skipped: int = 0
    wake_s: float | None = None
    ended: bool = False


class EveryFrame:
    """Each frame in turn, none before its time and none without its mask.

    Where frames are not there in time, all are shown for longer: an even slow motion is easier to follow than frames in
    bursts, as the network gives them in batches. A turn that comes late to frames that are there says nothing of the
    network: the frames that follow make up for it, each a little shorter on screen.
    """

    step = 1
    runs_on = False

    def __init__(self, speed: float, now_s: float, first_stays_s: float) -> None:
        """The frame on screen is to stay for `first_stays_s` of the clip's time."""
        self._speed = speed
        self._stretch = 1.0
        self._due_s = now_s + first_stays_s / speed
        self._not_before_s = now_s
        self._arriving = False
        self._waited = False

    def turn(self, frames: AtHand, route: PlaybackRange, position: int, shown: int, now_s: float) -> Turn:
        """What to do at `now_s`, with the playhead at `position` and frame `shown` on screen (-1: none)."""
        if shown != position or not frames.is_complete(position):
            self._arriving = True
            return Turn()
        if self._arriving:
            # The first frame after a seek stays as long as any other, however long it was on its way.
            self._arriving, self._waited = False, False
            self._due_s = self._not_before_s = now_s + route.seconds_on_screen(position) / self._speed
        if self._wanted_s > now_s:
            return Turn(wake_s=self._wanted_s)
        following = route.after(position)
        if following is None:
            return Turn(ended=not route.info.indexing)
        if not frames.is_complete(following):
            self._waited = True
            # Frames ahead of the playhead are fetched in any case; those at the clip's start only once it is there.
            return Turn(move_to=following if following < position else None)
        self._schedule(route.seconds_on_screen(following) / self._speed, now_s)
        return Turn(move_to=following, show=following, wake_s=self._wanted_s)

    @property
    def _wanted_s(self) -> float:
        return max(self._due_s, self._not_before_s)

    def _schedule(self, stays_s: float, now_s: float) -> None:
        """Sets when the next frame is due, after one that is to stay for `stays_s`."""
        frame_late_s = now_s - self._wanted_s if self._waited else 0.0
        if frame_late_s > max(stays_s, _JITTER_S):
            late_frames = min(frame_late_s / max(stays_s, _JITTER_S), _LATE_FRAMES_MOST)
            self._stretch = min(self._stretch + _STRETCH_BY * late_frames, _STRETCH_MOST)
        else:
            self._stretch = max(1.0, self._stretch * _RELAX_BY)
        too_late = now_s - self._due_s > (_WAIT_MOST_S if self._waited else _CATCH_UP_S)
        start_s = now_s if too_late or self._stretch > 1.0 else self._due_s
        self._due_s = start_s + stays_s * self._stretch
        self._not_before_s = now_s + stays_s * _SHORTEST_STAY
        self._waited = False


class RealTime:
    """The frame that belongs to this moment, or the newest one before it that has its mask."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._clock: Clock | None = None
        self._skipping = Skipping()
        self._shown_s = 0.0

    @property
    def step(self) -> int:
        """Frames are wanted whose index this divides."""
        return self._skipping.step

    @property
    def runs_on(self) -> bool:
        """Whether the clip's time runs, whatever frames are there; it starts with the first that is complete."""
        return self._clock is not None

    def turn(self, frames: AtHand, route: PlaybackRange, position: int, shown: int, now_s: float) -> Turn:
        """What to do at `now_s`, with the playhead at `position` and frame `shown` on screen (-1: none)."""
        if self._clock is None:
            if shown != position or not frames.is_complete(position):
                return Turn()
            self._clock, self._shown_s = Clock(route.play_s(position), now_s, self._speed), now_s
        clip_s = self._clock.clip_at(now_s)
        if clip_s >= route.play_s(route.turn) + route.seconds_on_screen(route.turn):
            return self._turn_round(route, shown, now_s)
        due = self._skipping.frame_for(min(route.index_at_play(clip_s), route.turn))
        frame = max(due, shown)
        self._adapt(frames, route, frame, now_s)
        newest = self._newest(frames, frame, shown, now_s)
        if newest is not None:
            self._shown_s = now_s
        next_due_s = self._clock.due(route.play_s(min(due + self.step, route.turn)))
        return Turn(
            move_to=frame,
            show=newest,
            skipped=newest - shown - 1 if newest is not None else 0,
            wake_s=max(next_due_s, now_s + _SHORTEST_NAP_S),
        )

    def _turn_round(self, route: PlaybackRange, shown: int, now_s: float) -> Turn:
        self._clock = None
        skipped = max(0, route.turn - shown)
        following = route.start_again
        if following is None:
            if route.info.indexing:
                return Turn(wake_s=now_s + _BARE_AFTER_S)
            # However much was left out, playback ends on the last frame.
            missing = route.turn if shown != route.turn else None
            return Turn(move_to=route.turn, show=missing, skipped=max(0, skipped - 1), ended=True)
        return Turn(move_to=following, show=following, skipped=skipped, wake_s=now_s)

    def _newest(self, frames: AtHand, upto: int, shown: int, now_s: float) -> int | None:
        for index in range(upto, shown, -1):
            if frames.is_complete(index):
                return index
        stood_still_s = now_s - self._shown_s
        return upto if upto > shown and stood_still_s > _BARE_AFTER_S and frames.at(upto) is not None else None

    def _adapt(self, frames: AtHand, route: PlaybackRange, frame: int, now_s: float) -> None:
        steps = max(1, min(_EARLY_FRAMES, frames.frames_ahead // 2))
        ahead = min(frame + steps * self.step, route.turn)
        if not frames.is_complete(frame):
            self._skipping.late(now_s)
        elif frames.is_complete(self._skipping.frame_for(ahead)):
            self._skipping.early(now_s)


class Skipping:
    """Which frames are left out: shown is each frame whose index `step` divides.

    The step doubles when frames come late and halves when they have long come early. Powers of two make every coarser
    choice part of the finer one, so that frames fetched for one step serve the other.
    """

    LARGEST = 64
    PATIENCE_S = 0.4
    """After a change, for the frames fetched under the new step to arrive."""
    EARLY_S = 2.0
    """So long must frames come early before fewer are skipped."""

    def __init__(self) -> None:
        self.step = 1
        self._changed_s = float("-inf")
        self._early_since_s: float | None = None

    def frame_for(self, index: int) -> int:
        """The frame to show when the clip is at `index`."""
        return index - index % self.step

    def late(self, now_s: float) -> None:
        """The frame that is due is not there."""
        self._early_since_s = None
        self._change(self.step * 2, now_s)

    def early(self, now_s: float) -> None:
        """All frames are there well before they are due."""
        if self._early_since_s is None:
            self._early_since_s = now_s
        elif now_s - self._early_since_s >= self.EARLY_S:
            self._early_since_s = None
            self._change(self.step // 2, now_s)

    def _change(self, step: int, now_s: float) -> None:
        step = min(max(step, 1), self.LARGEST)
        if step != self.step and now_s - self._changed_s >= self.PATIENCE_S:
            self.step, self._changed_s = step, now_s
