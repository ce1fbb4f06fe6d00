"""The whole clip, worked through behind the playhead, so that the timeline fills by itself."""

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

_CHUNK = 64  # frames between two looks at what playback has meanwhile computed


class RecordingAnalysis:
    """Segments every frame of a source that `store` does not hold yet, with a source of its own and last in the queue.

    It starts once the source's index is complete, so that it takes nothing from whoever waits for the index.

    `on_progress(analysed, frame_count)` comes from a worker thread after each frame, `on_error` if it has to stop.
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
        self._pipeline: FrameStream | None = None
        self._thread = threading.Thread(target=self._run, name="clip-analysis", daemon=True)
        self._thread.start()

    def pause(self, paused: bool) -> None:
        """Rests, or goes on; a frame in hand is finished first."""
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    def close(self) -> None:
        """Stops; what is analysed stays in the store. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            pipeline = self._pipeline
        if pipeline is not None:
            pipeline.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            source = self._open_source()
            with self._changed:
                if self._closed:  # meanwhile, when there was no pipeline yet to close
                    source.close()
                    return
                self._pipeline = FrameStream(
                    source, self._segmenter, store=self._store, priority=Priority.BACKGROUND, ahead=4
                )
            with self._pipeline:
                frame_count = source.wait_for_index().frame_count
                position = 0
                while (chunk := self._next_missing(position, frame_count)) is not None and self._analyse(
                    chunk, frame_count
                ):
                    position = chunk.stop
        except Exception as error:  # noqa: BLE001 - told to the user, whose analysis would stand still without a word
            if self._closed:
                return
            if not isinstance(error, PolypViewerError):
                _log.error("Uncaught exception while a clip was analysed", exc_info=error)
            self._on_error(unexpected_error("The analysis of the whole clip has stopped", error))

    def _next_missing(self, position: int, frame_count: int) -> range | None:
        """The next chunk to do from `position` on: one pass, since a store at its cap forgets the oldest maps."""
        missing = np.flatnonzero(~self._store.analysed(frame_count)[position:])
        if not missing.size:
            return None
        start = position + int(missing[0])
        return range(start, min(frame_count, start + _CHUNK))

    def _analyse(self, chunk: range, frame_count: int) -> bool:
        assert self._pipeline is not None
        self._pipeline.request(chunk.start, chunk.stop)
        got_any = False
        for _ in self._pipeline:
            got_any = True
            self._on_progress(len(self._store), frame_count)
            with self._changed:
                self._changed.wait_for(lambda: self._closed or not self._paused)
                if self._closed:
                    return False
        return got_any and not self._closed
