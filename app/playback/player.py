"""The player: what is on screen, where the playhead is, and the clock that drives it. It never waits for a frame."""

import time
from enum import Enum, auto
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.playback.clock import SPEEDS, RateMeter, next_speed
from app.playback.frame_scheduler import EveryFrame, RealTime, Turn
from app.playback.playback_range import Destination, Loop, PlaybackRange
from app.playback.prefetcher_signals import PrefetcherSignals
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.errors import PolypViewerError
from polyp_core.frames.frame import SourceInfo

Pace = Literal["every_frame", "real_time"]

_INDEX_LOOK_MS = 150
_PATIENCE_MS = 1_000  # most indexes are complete by then: no other frame need be seen on the way


class MaskState(Enum):
    """What can be said of the mask of the frame on screen."""

    NO_SOURCE = auto()
    NO_MODEL = auto()
    ANALYSING = auto()
    READY = auto()
    NO_MASK = auto()


class Player(QObject):
    """Plays, steps and seeks in a FramePrefetcher.

    `position` is where the playhead is; `shown` is what is on screen, which may be a frame on the way there until the
    one at `position` has arrived: `pending` says so. A frame that the index has not reached yet is gone to when it has,
    unless the user moves or plays meanwhile.
    """

    frame_changed = Signal(object)
    """Analysed: another frame is shown, or its mask has come."""
    position_changed = Signal(int)
    """Another `counter`."""
    pending_changed = Signal(bool)
    """Whether the picture on screen is another one than `counter` says."""
    awaited_changed = Signal(object)
    """The Destination that the index has not reached yet, or None."""
    info_changed = Signal(object)
    """SourceInfo, or None when the source was taken away."""
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    pace_changed = Signal(str)
    repeat_changed = Signal(bool)
    loop_changed = Signal(object)
    """Loop."""
    mask_state_changed = Signal(object)
    """MaskState."""
    skipped_changed = Signal(int)
    """Frames left out since playback started."""
    failed = Signal(object)
    """PolypViewerError."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: FramePrefetcher | None = None
        self._signals: PrefetcherSignals | None = None
        self._route: PlaybackRange | None = None
        self._loop, self._repeat = Loop(), False
        self._has_model = False
        self._position = 0
        self._counter, self._pending = 0, False
        self._awaited: Destination | None = None
        self._plays_on_arrival = False
        self._shown: AnalysedFrame | None = None
        self._playing = False
        self._speed = 1.0
        self._pace: Pace = "every_frame"
        self._pacing: EveryFrame | RealTime = EveryFrame(1.0, 0.0, 0.0)
        self._skipped = 0
        self._meter = RateMeter()
        self._mask_state = MaskState.NO_SOURCE
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._patience_timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience_timer.timeout.connect(self._show_what_there_is)
        self._index_timer = QTimer(self, interval=_INDEX_LOOK_MS)
        self._index_timer.timeout.connect(self._look_at_index)

    # -- State ---------------------------------------------------------------------------------------------------------

    @property
    def info(self) -> SourceInfo | None:
        return self._route.info if self._route is not None else None

    @property
    def shown(self) -> AnalysedFrame | None:
        return self._shown

    @property
    def position(self) -> int:
        return self._position

    @property
    def counter(self) -> int:
        """The frame to name beside the picture: where frames are skipped to keep the pace, the one on screen."""
        runs_on = self._playing and self._pacing.runs_on
        return self._shown_index if runs_on and self._shown is not None else self._position

    @property
    def pending(self) -> bool:
        """Whether the picture on screen is another one than `counter` says, as its own is still being fetched."""
        return self._pending

    @property
    def awaited(self) -> Destination | None:
        """Where it goes once the index has reached it."""
        return self._awaited

    @property
    def playing(self) -> bool:
        return self._playing

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def pace(self) -> Pace:
        return self._pace

    @property
    def repeat(self) -> bool:
        return self._repeat

    @property
    def loop(self) -> Loop:
        return self._loop

    @property
    def skipped(self) -> int:
        return self._skipped

    @property
    def mask_state(self) -> MaskState:
        return self._mask_state

    @property
    def rate_fps(self) -> float | None:
        """Frames really shown each second; None while paused or too early to tell."""
        return self._meter.fps if self._playing else None

    def time_s(self, index: int) -> float:
        """When frame `index` is shown, in seconds from the start of the clip."""
        return self._route.time_s(index) if self._route is not None else 0.0

    def index_at(self, time_s: float) -> int:
        """The frame on screen at `time_s`."""
        return self._route.index_at(time_s) if self._route is not None else 0

    # -- Source --------------------------------------------------------------------------------------------------------

    def set_window(
        self, window: FramePrefetcher, signals: PrefetcherSignals, *, has_model: bool, start: int = 0
    ) -> None:
        """Shows another source, paused at frame `start`. The caller keeps `window` and closes it."""
        self.clear()
        self._window, self._signals, self._has_model = window, signals, has_model
        self._position = self._counter = start
        signals.frames_changed.connect(self._on_frames)
        signals.info_changed.connect(self._on_info)
        signals.failed.connect(self._on_failed)
        window.move(start)
        self._update_mask_state()

    def clear(self) -> None:
        """Lets go of the source."""
        self.pause()
        if self._signals is not None:
            self._signals.silence()
        self.clear_loop()
        self._index_timer.stop()
        self._patience_timer.stop()
        self._window, self._signals, self._route, self._shown = None, None, None, None
        self._position = self._counter = 0
        self._await(None)
        self._set_skipped(0)
        self._announce()
        self._update_mask_state()
        self.info_changed.emit(None)

    def set_has_model(self, has_model: bool) -> None:
        """Tells that another model came or went: what is on screen loses its mask until the new one is there."""
        self._has_model = has_model
        if self._shown is not None:
            self._show_at(self._shown.frame.index)
        self._update_mask_state()

    # -- Commands ------------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Goes on from here, as soon as there is a frame; from the start where the end is reached."""
        if self._playing or self._route is None:
            return
        self._await(None)
        if self._route.after(self._position) is None and not self._route.info.indexing:
            self.seek(0)
        self._playing = True
        self._set_skipped(0)
        self._restart_pacing()
        self.playing_changed.emit(True)

    def play_on_arrival(self) -> None:
        """Plays from the frame that the index is still to reach, or from here where none is awaited."""
        if self._awaited is None:
            self.play()
        else:
            self._plays_on_arrival = True

    def pause(self) -> None:
        self._plays_on_arrival = False
        if not self._playing:
            return
        self._playing = False
        self._timer.stop()
        if self._window is not None:
            self._window.set_skipping(1)
        if self._pacing.runs_on and self._shown is not None:
            self._move(self._shown.frame.index)
        self._announce()
        self._update_mask_state()
        self.playing_changed.emit(False)

    def toggle(self) -> None:
        if self._playing:
            self.pause()
        else:
            self.play()

    def seek(self, index: int) -> None:
        """Puts the playhead on `index`, as near as the clip has it; that frame is shown as soon as it is there."""
        if self._window is None or self._route is None:
            return
        self._await(None)
        index = self._route.clamped(index)
        self._move(index)
        self._show_at(index)
        self._update_mask_state()
        self._restart_pacing()

    def go_to(self, destination: Destination) -> None:
        """Seeks there, now or when the index has reached it."""
        if self._route is None:
            return
        index = self._route.reached(destination)
        if index is None:
            self._await(destination)
        else:
            self.seek(index)

    def skip_seconds(self, seconds: float) -> None:
        """Seeks from here, by at least one frame."""
        if self._route is not None:
            self.seek(self._route.shifted(self._position, seconds))

    def step(self, frames: int) -> None:
        """Pauses and moves by frames."""
        self.pause()
        self.seek(self._position + frames)

    def set_speed(self, speed: float) -> None:
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self._speed:
            self._speed = speed
            self._restart_pacing()
            self.speed_changed.emit(speed)

    def change_speed(self, up: bool) -> None:
        """To the next speed of the row, faster or slower."""
        self.set_speed(next_speed(self._speed, up))

    def set_pace(self, pace: Pace) -> None:
        if pace != self._pace:
            self._pace = pace
            self._restart_pacing()
            self.pace_changed.emit(pace)

    def set_repeat(self, repeat: bool) -> None:
        """Whether the clip starts again at its end."""
        if repeat != self._repeat:
            self._repeat = repeat
            if self._route is not None:
                self._route = self._route.with_repeat(repeat)
            self.repeat_changed.emit(repeat)

    def set_loop_start(self, index: int | None = None) -> None:
        """Sets A, by default here."""
        self._set_loop(self._loop.starting(self._position if index is None else index))

    def set_loop_end(self, index: int | None = None) -> None:
        """Sets B, by default here."""
        self._set_loop(self._loop.ending(self._position if index is None else index))

    def clear_loop(self) -> None:
        self._set_loop(Loop())

    # -- The clock -----------------------------------------------------------------------------------------------------

    def _restart_pacing(self) -> None:
        """Starts to count from the frame at the playhead, after anything that breaks the even flow."""
        self._meter.clear()
        if not self._playing or self._route is None:
            return
        # Pictures that are no film have no pace of their own: leaving some out would hide them.
        if self._pace == "real_time" and self._route.info.kind != "images":
            self._pacing = RealTime(self._speed)
        else:
            stays_s = self._route.seconds_on_screen(self._position)
            self._pacing = EveryFrame(self._speed, time.perf_counter(), stays_s)
        self._tick()

    @Slot()
    def _tick(self) -> None:
        if not self._playing or self._window is None or self._route is None:
            return
        pacing, step = self._pacing, self._pacing.step
        turn = pacing.turn(self._window, self._route, self._position, self._shown_index, time.perf_counter())
        if pacing.step != step:
            self._window.set_skipping(pacing.step)
        self._apply(turn)
        # What a turn shows may have made a listener pause, seek or change the speed.
        if self._playing and pacing is self._pacing and turn.wake_s is not None:
            self._timer.start(max(0, round((turn.wake_s - time.perf_counter()) * 1000)))

    def _apply(self, turn: Turn) -> None:
        if turn.skipped:
            self._set_skipped(self._skipped + turn.skipped)
        if turn.move_to is not None:
            self._move(turn.move_to)
        if turn.show is not None:
            self._show_at(turn.show)
        self._announce()
        if turn.ended:
            self._end()

    def _end(self) -> None:
        position = self._position
        self.pause()
        # In real time the last frame may still be under way, and pausing went back to the one on screen.
        self.seek(position)

    # -- Frames --------------------------------------------------------------------------------------------------------

    @property
    def _shown_index(self) -> int:
        return self._shown.frame.index if self._shown is not None else -1

    def _move(self, index: int) -> None:
        assert self._window is not None
        self._window.move(index)
        self._position = index
        self._announce()

    def _announce(self) -> None:
        """Tells of another counter, and whether the picture is the one it names."""
        counter = self.counter
        if counter != self._counter:
            self._counter = counter
            self.position_changed.emit(counter)
        pending = self._window is not None and self._shown is not None and self._shown_index != counter
        if pending != self._pending:
            self._pending = pending
            self.pending_changed.emit(pending)

    def _await(self, destination: Destination | None) -> None:
        self._plays_on_arrival = False
        if destination != self._awaited:
            self._awaited = destination
            self.awaited_changed.emit(destination)

    def _follow_index(self, route: PlaybackRange) -> None:
        """Goes where the index has come to, if that is awaited."""
        if self._awaited is None and self._position > route.last_frame:
            # Opened at a frame that is not known yet.
            self._await(Destination(frame=self._position))
            self._patience_timer.start()
        index = route.reached(self._awaited) if self._awaited is not None else None
        if index is not None:
            plays = self._plays_on_arrival
            self.seek(index)
            if plays:
                self.play()

    def _show_at(self, index: int) -> None:
        analysed = self._window.at(index) if self._window is not None else None
        if analysed is not None and not self._is_shown(analysed):
            self._show(analysed)

    def _is_shown(self, analysed: AnalysedFrame) -> bool:
        shown = self._shown
        return shown is not None and shown.frame is analysed.frame and shown.segmentation is analysed.segmentation

    def _show(self, analysed: AnalysedFrame) -> None:
        if self._playing and self._shown_index != analysed.frame.index:
            self._meter.add(time.perf_counter())
        self._shown = analysed
        self.frame_changed.emit(analysed)
        self._announce()
        self._update_mask_state()

    @Slot()
    def _show_what_there_is(self) -> None:
        """Where the frame to open at takes long to be known, the first one can be looked at meanwhile."""
        if self._route is not None and self._shown is None and self._position > self._route.last_frame:
            self._move(0)
            self._show_at(0)

    @Slot(object)
    def _on_frames(self, changed: set[int]) -> None:
        if self._shown_index in changed:
            self._show_at(self._shown_index)
        self._show_nearer(changed)
        self._update_mask_state()
        if self._playing and not self._timer.isActive():
            self._tick()

    def _show_nearer(self, arrived: set[int]) -> None:
        """While the frame at the playhead is under way, shows what comes nearer to it: so a drag gives a preview."""
        if self._shown_index == self._position or (self._playing and self._pacing.runs_on):
            return
        nearest = min(arrived, key=lambda index: abs(index - self._position))
        if self._shown is None or abs(nearest - self._position) < abs(self._shown_index - self._position):
            self._show_at(nearest)

    @Slot()
    def _look_at_index(self) -> None:
        # The window looks too, but not while a slow model or a distant frame holds it up.
        if self._window is not None:
            self._window.poll_index()

    @Slot(object)
    def _on_info(self, info: SourceInfo) -> None:
        window = self._window
        assert window is not None
        if not info.indexing:
            self._index_timer.stop()
        elif not self._index_timer.isActive():
            self._index_timer.start()
        if self._route is None:
            self._route = PlaybackRange(info, window.time_s, window.index_at, self._loop, self._repeat)
        else:
            self._route = self._route.with_info(info)
        self._update_mask_state()
        self._follow_index(self._route)
        self.info_changed.emit(info)
        if self._playing and not self._timer.isActive():
            self._tick()

    @Slot(object)
    def _on_failed(self, error: PolypViewerError) -> None:
        self.pause()
        self._update_mask_state()
        self.failed.emit(error)

    def _set_loop(self, loop: Loop) -> None:
        if loop != self._loop:
            self._loop = loop
            if self._route is not None:
                self._route = self._route.with_loop(loop)
            if self._window is not None:
                self._window.set_loop(loop.range)
            self.loop_changed.emit(loop)

    def _set_skipped(self, count: int) -> None:
        if count != self._skipped:
            self._skipped = count
            self.skipped_changed.emit(count)

    def _update_mask_state(self) -> None:
        state = self._judge_mask()
        if state is not self._mask_state:
            self._mask_state = state
            self.mask_state_changed.emit(state)

    def _judge_mask(self) -> MaskState:
        if self._window is None or self._route is None:
            return MaskState.NO_SOURCE
        if not self._has_model:
            return MaskState.NO_MODEL
        if self._shown is None or (not self._playing and self._shown_index != self._position):
            return MaskState.NO_MASK if self._window.has_failed else MaskState.ANALYSING
        if self._shown.segmentation is not None:
            return MaskState.READY
        runs_on = self._playing and self._pacing.runs_on
        comes_no_more = self._window.has_failed or self._window.is_complete(self._shown_index)
        return MaskState.NO_MASK if runs_on or comes_no_more else MaskState.ANALYSING
