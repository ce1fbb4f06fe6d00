"""Player: the playhead, the frame on screen, and the clock of playback. It never waits for a frame."""

from PySide6.QtCore import QObject, Signal, Slot

from app.playback.clock import SPEEDS, next_speed
from app.playback.frame_scheduler import PlaybackStep
from app.playback.frame_timer import FrameTimer, Pace
from app.playback.index_follower import IndexFollower
from app.playback.mask_state import MaskState, mask_state
from app.playback.playback_range import Destination, Loop, PlaybackRange
from app.playback.prefetcher_signals import PrefetcherSignals
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.errors import PolypViewerError
from polyp_core.frames.frame import SourceInfo


class Player(QObject):
    """Plays, steps and seeks in the frames of a FramePrefetcher.

    `position` is the playhead. `shown` is the frame on screen, which is another one while the frame at `position` is
    fetched; then `pending` is true. A target that is not indexed yet is reached later, unless the user moves or plays
    meanwhile.
    """

    frame_changed = Signal(object)
    """AnalysedFrame: another frame is shown, or its mask is complete."""
    position_changed = Signal(int)
    """The new `counter`."""
    leaving_frame = Signal()
    """The playhead is about to move to another frame."""
    pending_changed = Signal(bool)
    """True if the frame on screen is not the one of `counter`."""
    awaited_changed = Signal(object)
    """The Destination that is not indexed yet, or None."""
    info_changed = Signal(object)
    """SourceInfo, or None when the source is closed."""
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    pace_changed = Signal(str)
    repeat_changed = Signal(bool)
    loop_changed = Signal(object)
    """Loop."""
    mask_state_changed = Signal(object)
    """MaskState."""
    failed = Signal(object)
    """PolypViewerError."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prefetcher: FramePrefetcher | None = None
        self._signals: PrefetcherSignals | None = None
        self._range: PlaybackRange | None = None
        self._loop, self._repeat = Loop(), False
        self._has_model = False
        self._position = 0
        self._counter, self._pending = 0, False
        self._shown: AnalysedFrame | None = None
        self._skipped = 0
        self._mask_state = MaskState.NO_SOURCE
        self._timer = FrameTimer(self)
        self._timer.due.connect(self._tick)
        self._index = IndexFollower(self)
        self._index.awaited_changed.connect(self.awaited_changed)
        self._index.polled.connect(self._poll_index)
        self._index.delayed.connect(self._show_first_frame)

    # -- State ---------------------------------------------------------------------------------------------------------

    @property
    def info(self) -> SourceInfo | None:
        return self._range.info if self._range is not None else None

    @property
    def shown(self) -> AnalysedFrame | None:
        return self._shown

    @property
    def position(self) -> int:
        return self._position

    @property
    def counter(self) -> int:
        """The frame number to display: the playhead, or the frame on screen while frames are skipped."""
        return self._shown_index if self._timer.is_free_running and self._shown is not None else self._position

    @property
    def pending(self) -> bool:
        """True while the frame of `counter` is being fetched and another one is on screen."""
        return self._pending

    @property
    def awaited(self) -> Destination | None:
        """The target that is reached once it is indexed."""
        return self._index.awaited

    @property
    def playing(self) -> bool:
        return self._timer.running

    @property
    def backwards(self) -> bool:
        """True while playback runs backwards."""
        return self.playing and self._range is not None and self._range.backwards

    @property
    def speed(self) -> float:
        return self._timer.speed

    @property
    def pace(self) -> Pace:
        return self._timer.pace

    @property
    def repeat(self) -> bool:
        return self._repeat

    @property
    def loop(self) -> Loop:
        return self._loop

    @property
    def skipped(self) -> int:
        """Number of frames skipped since playback started."""
        return self._skipped

    @property
    def mask_state(self) -> MaskState:
        return self._mask_state

    @property
    def rate_fps(self) -> float | None:
        """Frames shown per second; None while paused, or after too few frames."""
        return self._timer.rate_fps

    def time_s(self, index: int) -> float:
        """Time of frame `index` in seconds from the start of the source."""
        return self._range.time_s(index) if self._range is not None else 0.0

    def index_at(self, time_s: float) -> int:
        """The frame at `time_s`."""
        return self._range.index_at(time_s) if self._range is not None else 0

    # -- Source --------------------------------------------------------------------------------------------------------

    def set_prefetcher(
        self, prefetcher: FramePrefetcher, signals: PrefetcherSignals, *, has_model: bool, start: int = 0
    ) -> None:
        """Shows another source, paused at frame `start`. The caller keeps `prefetcher` and closes it."""
        self.clear()
        self._prefetcher, self._signals, self._has_model = prefetcher, signals, has_model
        self._position = self._counter = start
        signals.frames_changed.connect(self._on_frames)
        signals.info_changed.connect(self._on_info)
        signals.failed.connect(self._on_failed)
        prefetcher.move(start)
        self._update_mask_state()

    def clear(self) -> None:
        """Removes the source."""
        self.pause()
        if self._signals is not None:
            self._signals.silence()
        self.clear_loop()
        self._prefetcher, self._signals, self._range, self._shown = None, None, None, None
        self._index.stop()
        self._position = self._counter = self._skipped = 0
        self._announce()
        self._update_mask_state()
        self.info_changed.emit(None)

    def set_has_model(self, has_model: bool) -> None:
        """To be called when the model has changed: the frame on screen loses its mask until the new one is complete."""
        self._has_model = has_model
        if self._shown is not None:
            self._show_at(self._shown.frame.index)
        self._update_mask_state()

    # -- Commands ------------------------------------------------------------------------------------------------------

    def play(self, *, backwards: bool = False) -> None:
        """Plays from the playhead as soon as there is a frame; from the start if it is at the end.

        Backwards, every frame is shown whatever the pace, and playback ends at the start.
        """
        if self._range is None or (self.playing and backwards == self.backwards):
            return
        self.pause()
        self._index.wait_for(None)
        self._range = self._range.with_backwards(backwards)
        if self._range.next_frame(self._position) is None and not self._range.info.indexing and not backwards:
            self.seek(0)
        self._skipped = 0
        self._timer.start(self._range, self._position)
        self._tick()
        self.playing_changed.emit(True)

    def play_on_arrival(self) -> None:
        """Plays from the awaited frame once it is indexed, or at once if none is awaited."""
        if self.awaited is None:
            self.play()
        else:
            self._index.plays_on_arrival = True

    def pause(self) -> None:
        self._index.plays_on_arrival = False
        if not self.playing:
            return
        position = self.counter
        self._timer.stop()
        if self._prefetcher is not None:
            self._prefetcher.set_skipping(1)
            if position != self._position:
                self._move(position)
        self._announce()
        self._update_mask_state()
        self.playing_changed.emit(False)

    def toggle(self) -> None:
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek(self, index: int) -> None:
        """Moves the playhead to `index`, clamped to the source; the frame is shown as soon as it is decoded."""
        if self._prefetcher is None or self._range is None:
            return
        self._index.wait_for(None)
        index = self._range.clamped(index)
        self._move(index)
        self._show_at(index)
        self._update_mask_state()
        self._restart()

    def go_to(self, destination: Destination) -> None:
        """Seeks there, now or once it is indexed."""
        if self._range is None:
            return
        index = self._range.reached(destination)
        if index is None:
            self._index.wait_for(destination)
        else:
            self.seek(index)

    def skip_seconds(self, seconds: float) -> None:
        """Seeks relative to the playhead, by at least one frame."""
        if self._range is not None:
            self.seek(self._range.shifted(self._position, seconds))

    def step(self, frames: int) -> None:
        """Pauses and moves by frames."""
        self.pause()
        self.seek(self._position + frames)

    def set_speed(self, speed: float) -> None:
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self._timer.speed = speed
            self._restart()
            self.speed_changed.emit(speed)

    def change_speed(self, up: bool) -> None:
        """Sets the next faster or slower speed."""
        self.set_speed(next_speed(self.speed, up))

    def set_pace(self, pace: Pace) -> None:
        if pace != self.pace:
            self._timer.pace = pace
            self._restart()
            self.pace_changed.emit(pace)

    def set_repeat(self, repeat: bool) -> None:
        """Sets whether playback restarts at the end of the source."""
        if repeat != self._repeat:
            self._repeat = repeat
            if self._range is not None:
                self._range = self._range.with_repeat(repeat)
            self.repeat_changed.emit(repeat)

    def set_loop(self, loop: Loop) -> None:
        if loop != self._loop:
            self._loop = loop
            if self._range is not None:
                self._range = self._range.with_loop(loop)
            if self._prefetcher is not None:
                self._prefetcher.set_loop(loop.range)
            self.loop_changed.emit(loop)

    def set_loop_start(self, index: int | None = None) -> None:
        """Sets A, by default at the playhead."""
        self.set_loop(self._loop.starting(self._position if index is None else index))

    def set_loop_end(self, index: int | None = None) -> None:
        """Sets B, by default at the playhead."""
        self.set_loop(self._loop.ending(self._position if index is None else index))

    def clear_loop(self) -> None:
        self.set_loop(Loop())

    # -- The clock -----------------------------------------------------------------------------------------------------

    def _restart(self) -> None:
        if self.playing and self._range is not None:
            self._timer.start(self._range, self._position)
            self._tick()

    @Slot()
    def _tick(self) -> None:
        if not self.playing or self._prefetcher is None or self._range is None:
            return
        step = self._timer.decide(self._prefetcher, self._range, self._position, self._shown_index)
        self._apply(step)
        self._timer.wait_after(step)

    def _apply(self, step: PlaybackStep) -> None:
        self._skipped += step.skipped
        if step.move_to is not None:
            self._move(step.move_to)
        if step.show is not None:
            self._show_at(step.show)
        self._announce()
        if step.ended:
            self._end()

    def _end(self) -> None:
        position = self._position
        self.pause()
        # In real time the last frame may still be pending, and pausing moved back to the one on screen.
        self.seek(position)

    # -- Frames --------------------------------------------------------------------------------------------------------

    @property
    def _shown_index(self) -> int:
        return self._shown.frame.index if self._shown is not None else -1

    def _move(self, index: int) -> None:
        assert self._prefetcher is not None
        if index != self._position:
            self.leaving_frame.emit()
        self._prefetcher.move(index)
        self._position = index
        self._announce()

    def _announce(self) -> None:
        """Emits changes of `counter` and `pending`."""
        counter = self.counter
        if counter != self._counter:
            self._counter = counter
            self.position_changed.emit(counter)
        pending = self._prefetcher is not None and self._shown is not None and self._shown_index != counter
        if pending != self._pending:
            self._pending = pending
            self.pending_changed.emit(pending)

    def _show_at(self, index: int) -> None:
        analysed = self._prefetcher.at(index) if self._prefetcher is not None else None
        if analysed is not None and not self._is_shown(analysed):
            self._show(analysed)

    def _is_shown(self, analysed: AnalysedFrame) -> bool:
        shown = self._shown
        return shown is not None and shown.frame is analysed.frame and shown.prediction is analysed.prediction

    def _show(self, analysed: AnalysedFrame) -> None:
        if self._shown_index != analysed.frame.index:
            self._timer.count_frame()
        self._shown = analysed
        self.frame_changed.emit(analysed)
        self._announce()
        self._update_mask_state()

    @Slot()
    def _show_first_frame(self) -> None:
        """Shows the first frame while the one to open at is not indexed."""
        if self._range is not None and self._shown is None and self._position > self._range.last_frame:
            self._move(0)
            self._show_at(0)

    @Slot(object)
    def _on_frames(self, changed: set[int]) -> None:
        if self._shown_index in changed:
            self._show_at(self._shown_index)
        self._show_nearest(changed)
        self._update_mask_state()
        if self._timer.is_waiting:
            self._tick()

    def _show_nearest(self, arrived: set[int]) -> None:
        """While the playhead's frame is fetched, shows arrived frames nearer to it: a preview while dragging."""
        if self._shown_index == self._position or self._timer.is_free_running:
            return
        nearest = min(arrived, key=lambda index: abs(index - self._position))
        if self._shown is None or abs(nearest - self._position) < abs(self._shown_index - self._position):
            self._show_at(nearest)

    @Slot()
    def _poll_index(self) -> None:
        # The prefetcher polls, too, but not while it reads a frame.
        if self._prefetcher is not None:
            self._prefetcher.poll_index()

    @Slot(object)
    def _on_info(self, info: SourceInfo) -> None:
        prefetcher = self._prefetcher
        assert prefetcher is not None
        if self._range is None:
            self._range = PlaybackRange(info, prefetcher.time_s, prefetcher.index_at, self._loop, self._repeat)
        else:
            self._range = self._range.with_info(info)
        self._update_mask_state()
        index = self._index.reached(self._range, self._position)
        if index is not None:
            plays = self._index.plays_on_arrival
            self.seek(index)
            if plays:
                self.play()
        self.info_changed.emit(info)
        if self._timer.is_waiting:
            self._tick()

    @Slot(object)
    def _on_failed(self, error: PolypViewerError) -> None:
        self.pause()
        self._update_mask_state()
        self.failed.emit(error)

    def _update_mask_state(self) -> None:
        state = mask_state(
            self._prefetcher if self._range is not None else None,
            self._shown,
            playhead=None if self.playing else self._position,
            has_model=self._has_model,
            is_free_running=self._timer.is_free_running,
        )
        if state is not self._mask_state:
            self._mask_state = state
            self.mask_state_changed.emit(state)
