"""Segments a whole recording in the background, for the area curve and the findings."""

import logging
import threading
from collections.abc import Callable

import numpy as np

from polyp_core.analysis.frame_stream import FrameStream
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.frames.frame import FrameSource
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread

_log = logging.getLogger(__name__)

_CHUNK = 64  # frames per request; after each, maps that playback has stored meanwhile are skipped


class RecordingAnalysis:
    """Segments every frame of a source that is not in `store` yet, at the lowest priority.

    Opens its own source, and starts once the index is complete so that it does not slow down indexing.
    A worker thread calls `on_progress(analysed, frame_count)` after each frame, and `on_error` if it has to stop.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        segmenter: SegmenterThread,
        store: ProbabilityMapCache,
        *,
        on_progress: Callable[[int, int], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._open_source, self._segmenter, self._store = open_source, segmenter, store
        self._on_progress, self._on_error = on_progress, on_error
        self._changed = threading.Condition()
        self._paused = False
        self._closed = False
        self._stream: FrameStream | None = None
        self._thread = threading.Thread(target=self._run, name="recording-analysis", daemon=True)
        self._thread.start()

    def pause(self, paused: bool) -> None:
        """Pauses or resumes; the current frame is finished first."""
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    def close(self) -> None:
        """Stops the threads; stored maps stay. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            pipeline = self._stream
        if pipeline is not None:
            pipeline.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            source = self._open_source()
            with self._changed:
                if self._closed:  # closed while the source was being opened
                    source.close()
                    return
                self._stream = FrameStream(
                    source, self._segmenter, store=self._store, priority=Priority.BACKGROUND, ahead=4
                )
            with self._stream:
                frame_count = source.wait_for_index().frame_count
                position = 0
                while (chunk := self._next_missing(position, frame_count)) is not None and self._analyse(
                    chunk, frame_count
                ):
                    position = chunk.stop
        except Exception as error:  # noqa: BLE001 - reported to the user; the analysis would otherwise stop silently
            if self._closed:
                return
            if not isinstance(error, PolypViewerError):
                _log.error("Uncaught exception during the analysis of a recording", exc_info=error)
            self._on_error(unexpected_error("The analysis of the whole recording has stopped", error))

    def _next_missing(self, position: int, frame_count: int) -> range | None:
        """The next range with missing maps from `position` on. Never goes back: a full store evicts the oldest maps."""
        missing = np.flatnonzero(~self._store.analysed(frame_count)[position:])
        if not missing.size:
            return None
        start = position + int(missing[0])
        return range(start, min(frame_count, start + _CHUNK))

    def _analyse(self, chunk: range, frame_count: int) -> bool:
        assert self._stream is not None
        self._stream.request(chunk.start, chunk.stop)
        has_frames = False
        for _ in self._stream:
            has_frames = True
            self._on_progress(len(self._store), frame_count)
            with self._changed:
                self._changed.wait_for(lambda: self._closed or not self._paused)
                if self._closed:
                    return False
        return has_frames and not self._closed
