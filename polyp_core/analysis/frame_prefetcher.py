"""Prefetches decoded and segmented frames around the playhead for the viewer.

Independent of Qt: callbacks are called from worker threads; the viewer turns them into queued signals.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.fetch_plan import FetchPlan
from polyp_core.analysis.frame_stream import FrameStream
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import PolypViewerError, SourceError, unexpected_error
from polyp_core.frames.frame import Frame, FrameSource, SourceInfo
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread

_log = logging.getLogger(__name__)

_INDEX_POLL_S = 0.1  # how often a growing index is polled while idle
_MIN_CAPACITY = 8  # frames, whatever their size, so that stepping back is always possible


@dataclass(frozen=True, slots=True)
class _Slot:
    analysed: AnalysedFrame
    complete: bool


class FramePrefetcher:
    """Holds decoded and segmented frames around the playhead, up to `cap_mb` of images but at least eight frames.

    Opens the source in its own thread, which owns it. `at` and `move` never block, so the GUI thread may call them.
    `on_change(index)` reports a new value of `at(index)`: first the frame alone, then with its segmentation. `on_info`
    reports that the source is open or its index has grown. `on_error` reports each error once per playhead position;
    unexpected errors are also logged.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        segmenter: SegmenterThread | None,
        *,
        store: ProbabilityMapCache | None = None,
        cap_mb: float = 512.0,
        on_change: Callable[[int], None],
        on_info: Callable[[SourceInfo], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._segmenter, self._store = segmenter, store
        self._cap_mb = cap_mb
        self._on_change, self._on_info, self._on_error = on_change, on_info, on_error
        self._changed = threading.Condition()
        self._slots: dict[int, _Slot] = {}
        self._plan = FetchPlan(playhead=0, count=0, capacity=_MIN_CAPACITY)
        self._next: tuple[int, int] | None = None  # next frame index of the running request, and its step
        self._epoch = 0  # number of model changes: results requested under an older model are discarded
        self._failed = False  # after an error, until the playhead or the model changes
        self._info: SourceInfo | None = None
        self._info_reported = False
        self._source: FrameSource | None = None  # used only for its thread-safe methods
        self._stream: FrameStream | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, args=(open_source,), name="frame-prefetcher", daemon=True)
        self._thread.start()

    @property
    def info(self) -> SourceInfo | None:
        """Properties of the source; None until it is open."""
        return self._info

    def time_s(self, index: int) -> float:
        """Time of frame `index` in seconds; estimated from the frame rate if it is not indexed yet."""
        source, info = self._source, self._info
        if source is None or info is None:
            return 0.0
        try:
            return source.time_s(index)
        except IndexError:
            return index / info.rate_fps

    def times_s(self) -> NDArray[np.float64]:
        """Times of the n frames indexed so far, in seconds, float64 (n,); read-only."""
        return self._source.times_s() if self._source is not None else np.zeros(0)

    def index_at(self, time_s: float) -> int:
        """Index of the frame shown at `time_s`, clamped to the source."""
        return self._source.index_at(time_s) if self._source is not None else 0

    def at(self, index: int) -> AnalysedFrame | None:
        """The frame at `index`, with its segmentation if available; None if it is not in memory."""
        slot = self._slots.get(index)
        return slot.analysed if slot is not None else None

    def is_complete(self, index: int) -> bool:
        """True if `at(index)` is final for that frame: segmented, or there is no model."""
        slot = self._slots.get(index)
        return slot is not None and slot.complete

    @property
    def has_failed(self) -> bool:
        """True after an error: no more frames arrive until the playhead or the model changes."""
        return self._failed

    @property
    def frames_ahead(self) -> int:
        """Maximum number of frames prefetched ahead of the playhead."""
        return self._plan.frames_ahead

    def move(self, index: int) -> None:
        """Sets the playhead to `index`: fetches that frame first, then those around it. The latest call wins."""
        with self._changed:
            plan = self._plan
            restarts_loop = plan.loop is not None and index == plan.loop[0]
            backward = plan.backward if index == plan.playhead else index < plan.playhead and not restarts_loop
            self._set_plan(replace(plan, playhead=index, backward=backward))

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Prefetches for playback that loops over (first, last), inclusive; None for the whole source."""
        with self._changed:
            self._set_plan(replace(self._plan, loop=loop))

    def set_skipping(self, step: int) -> None:
        """Prefetches only frames whose index is a multiple of `step`, for playback that skips frames; 1 for all."""
        with self._changed:
            self._set_plan(replace(self._plan, step=max(1, step)))

    def set_cap(self, cap_mb: float) -> None:
        """Sets the memory limit for frames, in megabytes."""
        with self._changed:
            self._cap_mb = cap_mb
            self._set_plan(replace(self._plan, capacity=self._capacity()))
            self._evict()

    def use_segmenter(self, segmenter: SegmenterThread | None, store: ProbabilityMapCache | None) -> None:
        """Switches to another model: drops all segmentations and recomputes them with the new model."""
        with self._changed:
            self._segmenter, self._store = segmenter, store
            self._epoch += 1
            self._next = None
            self._slots = {
                index: _Slot(AnalysedFrame(slot.analysed.frame, None), complete=False)
                for index, slot in self._slots.items()
            }
            if self._stream is not None:
                self._stream.use_segmenter(segmenter, store)
            self._set_plan(self._plan)

    def set_store(self, store: ProbabilityMapCache) -> None:
        """Stores the model's probability maps in `store` from now on, including those of frames in memory."""
        with self._changed:
            self._store = store
            if self._stream is not None:
                self._stream.set_store(store)
            held = [slot.analysed for slot in self._slots.values()]
        for analysed in held:
            _store_map(analysed, store)

    def close(self) -> None:
        """Stops the threads and closes the source. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            stream = self._stream
        if stream is not None:
            stream.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        # Break the reference cycle with the stream, or hundreds of megabytes would wait for the garbage collector.
        self._slots, self._stream, self._source = {}, None, None

    def _set_plan(self, plan: FetchPlan) -> None:
        self._plan = plan
        self._failed = False
        self._changed.notify_all()

    def _run(self, open_source: Callable[[], FrameSource]) -> None:
        try:
            self._open_and_fetch(open_source)
        except Exception as error:  # noqa: BLE001 - reported to the user, who would otherwise wait for ever
            self._report_error(error)

    def _open_and_fetch(self, open_source: Callable[[], FrameSource]) -> None:
        source = open_source()
        with self._changed:
            self._info = source.info
            self._source = source
            self._stream = stream = FrameStream(
                source,
                self._segmenter,
                store=self._store,
                priority=Priority.PLAYHEAD,
                ahead=max(4, min(16, self._capacity() // 4)),
                on_decoded=self._publish_decoded,
            )
        with stream:
            self._check_index(source)
            while self._fetch_one(source, stream):
                pass

    def _fetch_one(self, source: FrameSource, stream: FrameStream) -> bool:
        """Waits for a frame to fetch and fetches it. Returns False once closed."""
        with self._changed:
            request = self._wait_for_request()
            if self._closed:
                return False
            if request is not None and self._next != (request.start, request.step):
                # While the index grows, request known frames only: waiting for a later one would delay a seek.
                is_open_ended = request.stop == self._plan.count and not self._is_growing
                stream.request(request.start, None if is_open_ended else request.stop, request.step)
            epoch = self._epoch
        if request is None:
            self._check_index(source)
            return True
        try:
            analysed = stream.take()
        except Exception as error:  # noqa: BLE001 - reported to the user; other frames may be readable
            self._report_error(error)
            return True
        self._check_index(source)
        with self._changed:
            if epoch != self._epoch or self._closed:
                return not self._closed
            if analysed is None:  # the request is finished, or the source is shorter than indexed
                is_missing = self._next is None and request.start < self._plan.count
                self._next = None
                if not is_missing:
                    return True
            else:
                self._store_slot(analysed, request.step)
            store = self._store
        if analysed is None:
            self._report_error(SourceError(f"Frame {request.start} of {source.info.path} cannot be read."))
            return True
        if store is not None:
            _store_map(analysed, store)
        self._on_change(analysed.frame.index)
        return True

    def _store_slot(self, analysed: AnalysedFrame, step: int) -> None:
        self._next = (analysed.frame.index + step, step)
        self._slots[analysed.frame.index] = _Slot(analysed, complete=True)
        self._evict()

    def poll_index(self) -> None:
        """Updates `info` from a growing index, also while a slow frame is pending. Never blocks; thread-safe."""
        source, info = self._source, self._info
        if source is not None and info is not None and info.indexing and not self._closed:
            self._update_info(source.info)

    def _check_index(self, source: FrameSource) -> None:
        self._update_info(source.info)
        info = self._info
        if info is None or info.indexing or info.frame_count or self._failed:
            return
        # An empty source: report it, as nothing will ever be fetched.
        try:
            source.wait_for_index()
        except SourceError as error:
            self._report_error(error)
        else:
            self._report_error(SourceError(f"{info.path} holds no picture that can be shown."))

    @property
    def _is_growing(self) -> bool:
        return self._info is not None and self._info.indexing

    def _wait_for_request(self) -> range | None:
        """The frames to fetch next; None once closed, or when it is time to poll a growing index."""
        while not self._closed:
            request = None if self._failed else self._plan.next_request(self.is_complete)
            if request is not None:
                return request
            if not self._changed.wait(_INDEX_POLL_S if self._is_growing else None):
                break
        return None

    def _publish_decoded(self, frame: Frame) -> None:
        """Publishes the playhead's frame before it is segmented; called by the decoder thread."""
        with self._changed:
            if self._closed or frame.index != self._plan.playhead or frame.index in self._slots:
                return
            self._slots[frame.index] = _Slot(AnalysedFrame(frame, None), complete=False)
        self._on_change(frame.index)

    def _update_info(self, info: SourceInfo) -> None:
        """Stores the info of a growing index and reports it if it changed."""
        with self._changed:
            known = self._info
            if self._info_reported and known is not None and not known.indexing and info.indexing:
                return  # outdated: another thread has already stored the final info
            has_changed = info != known or not self._info_reported
            self._info, self._info_reported = info, True
            self._plan = replace(self._plan, count=info.frame_count, capacity=self._capacity())
            self._changed.notify_all()
            if has_changed:  # within the lock, so that reports keep the order of the updates
                self._on_info(info)

    def _capacity(self) -> int:
        if self._info is None:
            return _MIN_CAPACITY
        picture_bytes = max(1, self._info.width_px * self._info.height_px * 3)
        return max(_MIN_CAPACITY, int(self._cap_mb * 1e6 / picture_bytes))

    def _evict(self) -> None:
        for index in self._plan.to_evict(self._slots):
            del self._slots[index]

    def _report_error(self, error: Exception) -> None:
        with self._changed:
            self._next = None
            self._failed = True
            if self._closed:
                return
        if not isinstance(error, PolypViewerError):
            _log.error("Uncaught exception while frames were fetched", exc_info=error)
            of = f" of {self._info.path}" if self._info is not None else ""
            error = unexpected_error(f"A picture{of} cannot be shown", error)
        self._on_error(error)


def _store_map(analysed: AnalysedFrame, store: ProbabilityMapCache) -> None:
    """Stores the probability map of a frame that was segmented before the store was set."""
    if analysed.segmentation is not None and analysed.frame.index not in store:
        store.put(analysed.segmentation, damaged=analysed.frame.damaged)
