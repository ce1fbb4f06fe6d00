"""Segments a whole recording in a background thread, for the area curve and the findings."""

import logging
import threading
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysis_order import Stage, next_step, overview_frames
from polyp_core.analysis.frame_pipeline import segment_frames
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.frames.frame import Frame, FrameSource
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread

_log = logging.getLogger(__name__)

_AHEAD = 4  # frames submitted at a time: a batch that runs delays the playhead


class RecordingAnalysis:
    """Segments every frame of a source that is not in `store` yet, at the lowest priority, from coarse to fine.

    Opens its own source, and starts once the index is complete so that it does not slow down indexing. The order is
    that of `analysis_order`. A worker thread calls `on_progress()` after each frame, `suspicious()` for the analysed
    frames that show something, and `on_error` if it has to stop.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        segmenter: SegmenterThread,
        store: ProbabilityMapCache,
        *,
        suspicious: Callable[[], NDArray[np.intp]],
        on_progress: Callable[[], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._open_source, self._segmenter, self._store = open_source, segmenter, store
        self._suspicious, self._on_progress, self._on_error = suspicious, on_progress, on_error
        self.playhead = 0
        """The frame near which frames are analysed first; set by the viewer."""
        self.stage: Stage | None = None
        """The stage of the frame decoded last; None before the first and after the last one."""
        self._closed = threading.Event()
        self._changed = threading.Condition()
        self._paused = False
        self._source: FrameSource | None = None  # for `close`
        self._thread = threading.Thread(target=self._run, name="recording-analysis", daemon=True)
        self._thread.start()

    def pause(self, paused: bool) -> None:
        """Pauses or resumes; the current frame is finished first."""
        with self._changed:
            self._paused = paused
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
            self._on_error(unexpected_error("The analysis of the whole recording has stopped", error))

    def _analyse(self, source: FrameSource) -> None:
        frame_count = source.wait_for_index().frame_count
        for _ in segment_frames(
            self._missing_frames(source, frame_count),
            self._segmenter,
            store=self._store,
            priority=Priority.BACKGROUND,
            ahead=_AHEAD,
            cancelled=self._closed,
        ):
            self._on_progress()
            with self._changed:
                self._changed.wait_for(lambda: self._closed.is_set() or not self._paused)
            if self._closed.is_set():
                return

    def _missing_frames(self, source: FrameSource, frame_count: int) -> Iterator[Frame]:
        """Decodes the frames without a stored map, each once: a full store evicts the oldest maps."""
        time_s = source.times_s()[:frame_count]
        overview = overview_frames(time_s, source.keyframes())
        decoded = np.zeros(frame_count, bool)
        while True:
            analysed = decoded | self._store.analysed(frame_count)  # playback stores maps, too
            step = next_step(analysed, time_s, overview, suspicious=self._suspicious(), playhead=self.playhead)
            self.stage = step.stage if step is not None else None
            if step is None:
                return
            for index in step.frames:
                decoded[index] = True
                if index not in self._store:
                    yield source.read(int(index))
