"""Segments a whole recording in a background thread, for the area curve and the findings."""

import logging
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysis_order import Focus, Stage, next_step, overview_frames
from polyp_core.analysis.frame_pipeline import segment_frames
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.rate_estimate import RateEstimate
from polyp_core.display_text import filled
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.frames.frame import Frame, FrameSource
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread

_log = logging.getLogger(__name__)

_LIKE_THE_REST = (Stage.REST, Stage.OVERVIEW, Stage.CLOSE_LOOK, Stage.REQUESTED)
"""Whose rate an estimate for the rest follows, the best first."""
_AHEAD = 8  # frames submitted at a time, so that the network runs while the next ones are decoded


class RecordingAnalysis:
    """Segments every frame of a source that is not in `store` yet, at the lowest priority, from coarse to fine.

    Opens its own source, and starts once the index is complete so that it does not slow down indexing. The order is
    that of `analysis_order`; `focus()` is asked before each step, and a new requested range ends a step. A worker
    thread calls `on_progress()` after each frame, and `on_error` if it has to stop.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        segmenter: SegmenterThread,
        store: ProbabilityMapCache,
        *,
        focus: Callable[[], Focus],
        on_progress: Callable[[], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._open_source, self._segmenter, self._store = open_source, segmenter, store
        self._focus, self._on_progress, self._on_error = focus, on_progress, on_error
        self.stage: Stage | None = None
        """The stage of the frame decoded last; None before the first and after the last one."""
        self.has_failed = False
        """True once the analysis had to stop."""
        self._frame_count: int | None = None  # None until the index is complete
        self._overview = np.zeros(0, np.intp)
        self.overview_step_s: float | None = None
        """Seconds between two frames of the overview; more than one where keyframes are sparser. None if unknown."""
        # Frames that lie apart take longer to decode than those that follow one another.
        self._rates = defaultdict[Stage, RateEstimate](RateEstimate)
        self._stages_ahead = deque[Stage]()  # of the frames that are decoded but not analysed yet
        self._closed = threading.Event()
        self._changed = threading.Condition()
        self._paused = self._slowed = False
        self._source: FrameSource | None = None  # for `close`
        self._thread = threading.Thread(target=self._run, name="recording-analysis", daemon=True)
        self._thread.start()

    @property
    def overview_remaining_s(self) -> float | None:
        """Estimated seconds until the overview is complete, pauses left out; None until it is known."""
        if self._frame_count is None:
            return None
        return self._rates[Stage.OVERVIEW].remaining_s(self._missing(self._frame_count)[self._overview].sum())

    @property
    def remaining_s(self) -> float | None:
        """Estimated seconds until every frame is analysed, pauses left out; None until it is known."""
        if self._frame_count is None:
            return None
        missing, in_overview = self._missing(self._frame_count), self.overview_remaining_s
        missing[self._overview] = False
        known = (self._rates[stage] for stage in _LIKE_THE_REST if self._rates[stage].is_known)
        others = next(known, self._rates[Stage.REST]).remaining_s(missing.sum())
        return None if in_overview is None or others is None else in_overview + others

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes about the recording, among them those that are found only while its frames are read."""
        source = self._source
        return source.info.notes if source is not None else ()

    def _missing(self, frame_count: int) -> NDArray[np.bool_]:
        # What was measured counts even if a full memory has evicted the map.
        frames = self._store.frames(frame_count)
        return np.asarray(~(frames["has_map"] | frames["is_measured"]))

    def pause(self, paused: bool, *, slowed: bool = False) -> None:
        """Pauses or resumes; the current frame is finished first.

        While it is `slowed` by other requests to the segmenter, the estimates stay those of the time before.
        """
        with self._changed:
            self._paused, self._slowed = paused, slowed
            self._changed.notify_all()

    def close(self) -> None:
        """Stops the thread; stored maps stay. May be called twice."""
        self._closed.set()
        self.pause(False)
        if self._source is not None:
            self._source.close()  # ends waiting for the index
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            with self._open_source() as source:
                self._source = source
                if not self._closed.is_set():
                    self._analyse(source)
        except Exception as error:  # noqa: BLE001 - reported to the user; the analysis would otherwise stop silently
            if self._closed.is_set():
                return
            if not isinstance(error, PolypViewerError):
                _log.error("Uncaught exception during the analysis of a recording", exc_info=error)
            self.has_failed = True
            self._on_error(unexpected_error(filled("The analysis of the whole recording has stopped"), error))

    def _analyse(self, source: FrameSource) -> None:
        frame_count = source.wait_for_index().frame_count
        time_s = source.times_s()[:frame_count]
        self._overview = overview_frames(time_s, source.keyframes())
        if len(self._overview) > 1:
            self.overview_step_s = float(np.median(np.diff(time_s[self._overview])))
        self._frame_count = frame_count
        begun_s = time.monotonic()
        for _ in segment_frames(
            self._missing_frames(source, time_s),
            self._segmenter,
            store=self._store,
            priority=Priority.BACKGROUND,
            ahead=_AHEAD,
            cancelled=self._closed,
        ):
            stage = self._stages_ahead.popleft()
            if not self._slowed:
                self._rates[stage].add(time.monotonic() - begun_s)
            self._on_progress()
            with self._changed:
                self._changed.wait_for(lambda: self._closed.is_set() or not self._paused)
            if self._closed.is_set():
                return
            begun_s = time.monotonic()

    def _missing_frames(self, source: FrameSource, time_s: NDArray[np.float64]) -> Iterator[Frame]:
        """Decodes the frames that are not in the store, each once: it ignores predictions of another engine."""
        decoded, keyframes = np.zeros(len(time_s), bool), source.keyframes()
        while True:
            analysed = decoded | ~self._missing(len(time_s))  # playback stores maps, too
            focus = self._focus()
            step = next_step(analysed, time_s, self._overview, focus, keyframes)
            self.stage = step.stage if step is not None else None
            if step is None:
                return
            for index in step.frames:
                if self._focus().requested != focus.requested:
                    break
                decoded[index] = True
                if index not in self._store:
                    self._stages_ahead.append(step.stage)
                    yield source.read(int(index))
