"""Prefetches decoded and segmented frames around the playhead for the viewer.

Independent of Qt: callbacks are called from worker threads; the viewer turns them into queued signals.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.fetch_plan import FetchPlan
from polyp_core.analysis.frame_pipeline import cached_map
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.display_text import filled
from polyp_core.errors import PolypViewerError, SourceError, unexpected_error
from polyp_core.frames.frame import Frame, FrameSource, SourceInfo
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.masks.prediction import Prediction

_log = logging.getLogger(__name__)

_INDEX_POLL_S = 0.1  # how often a growing index is polled while idle
_MIN_CAPACITY = 8  # frames, whatever their size, so that stepping back is always possible
_MIN_PENDING, _MAX_PENDING = 4, 16  # frames submitted to the segmenter at a time


@dataclass(frozen=True, slots=True)
class _Slot:
    analysed: AnalysedFrame
    complete: bool


class FramePrefetcher:
    """Holds decoded and segmented frames around the playhead, up to `cap_mb` of images but at least eight frames.

    Opens the source in its own thread, which decodes the frames that the plan asks for and submits them to the
    segmenter, whose thread publishes the results. While it `awaits_store`, no frame is segmented, as its prediction may
    be stored already. No method but `close` blocks, so the GUI thread may call them.
    `on_change(index)` reports a new value of `at(index)`: first the frame alone, then with its prediction. `on_info`
    reports that the source is open or its index has grown. `on_error` reports each error once per playhead position;
    unexpected errors are also logged.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        segmenter: SegmenterThread | None,
        *,
        store: ProbabilityMapCache | None = None,
        awaits_store: bool = False,
        cap_mb: float = 512.0,
        on_change: Callable[[int], None],
        on_info: Callable[[SourceInfo], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._segmenter, self._store = segmenter, store
        self._awaits_store = awaits_store
        self._cap_mb = cap_mb
        self._on_change, self._on_info, self._on_error = on_change, on_info, on_error
        self._changed = threading.Condition()
        self._slots: dict[int, _Slot] = {}
        self._plan = FetchPlan(playhead=0, count=0, capacity=_MIN_CAPACITY)
        self._pending: dict[int, Future[Prediction]] = {}  # by frame index, in order of submission
        self._unstored: list[
            tuple[Prediction, Frame]
        ] = []  # predictions for the store, and what they were computed from
        self._failed = False  # after an error, until the playhead or the model changes
        self._info: SourceInfo | None = None
        self._source: FrameSource | None = None  # used only for its thread-safe methods
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
        """The frame at `index`, with its prediction if available; None if it is not in memory."""
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

    def use_segmenter(
        self, segmenter: SegmenterThread | None, store: ProbabilityMapCache | None, *, awaits_store: bool = False
    ) -> None:
        """Switches to another model: drops all predictions and recomputes them, after `set_store` if it is awaited."""
        with self._changed:
            self._segmenter, self._store, self._awaits_store = segmenter, store, awaits_store
            outdated, self._pending, self._unstored = self._pending, {}, []
            for future in outdated.values():
                future.cancel()
            self._slots = {
                index: _Slot(AnalysedFrame(slot.analysed.frame, None), complete=False)
                for index, slot in self._slots.items()
            }
            self._set_plan(self._plan)

    def set_store(self, store: ProbabilityMapCache) -> None:
        """Stores the model's probability maps in `store` from now on, including those of frames in memory."""
        with self._changed:
            self._store, self._awaits_store = store, False
            self._unstored = [
                (slot.analysed.prediction, slot.analysed.frame)
                for index, slot in self._slots.items()
                if slot.analysed.prediction is not None and index not in store
            ]
            self._changed.notify_all()

    def close(self) -> None:
        """Stops the thread and closes the source. May be called twice."""
        with self._changed:
            self._closed = True
            self._cancel_queued()
            self._changed.notify_all()
        if self._source is not None:
            self._source.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        self._slots = {}  # a batch that still runs refers to this object, and must not keep the frames in memory

    def _set_plan(self, plan: FetchPlan) -> None:
        self._plan, self._failed = plan, False
        if self._pending and plan.next_missing(self.is_complete) != next(iter(self._pending)):
            self._cancel_queued()
        self._changed.notify_all()

    def _cancel_queued(self) -> None:
        for future in list(self._pending.values()):
            future.cancel()  # a batch that runs is finished

    def _run(self, open_source: Callable[[], FrameSource]) -> None:
        try:
            with open_source() as source:
                self._source = source
                while not self._closed:
                    self._check_index(source)
                    self._store_maps()
                    index = self._wait_for_missing()
                    if index is not None:
                        self._fetch(source, index)
        except Exception as error:  # noqa: BLE001 - reported to the user, who would otherwise wait for ever
            self._report_error(error)
        self._store_maps()

    def _wait_for_missing(self) -> int | None:
        """The frame to fetch next; None once closed, when maps are to be stored, or to poll a growing index."""
        with self._changed:
            while not (self._closed or self._unstored):
                index = None if self._failed else self._plan.next_missing(self._is_fetched)
                # A slow batch must not delay the playhead's frame, which is shown without its prediction meanwhile.
                if index is not None and (len(self._pending) < self._max_pending or index == self._plan.playhead):
                    return index
                if not self._changed.wait(_INDEX_POLL_S if self._is_growing else None):
                    break
        return None

    def _fetch(self, source: FrameSource, index: int) -> None:
        try:
            slot = self._slots.get(index)
            if slot is None:
                self._decode(source, index)
            else:
                self._segment(slot.analysed.frame)
        except Exception as error:  # noqa: BLE001 - reported to the user; other frames may be readable
            self._report_error(error)

    def _decode(self, source: FrameSource, index: int) -> None:
        try:
            frame = source.read(index)
        except IndexError:
            if index < source.info.frame_count:
                raise SourceError(
                    "Frame {index} of {path} cannot be read.", index=str(index), path=source.info.path
                ) from None
            return  # the index has been corrected
        with self._changed:
            self._slots[index] = _Slot(AnalysedFrame(frame, None), complete=False)
            self._evict()
            is_playhead = index == self._plan.playhead
        if is_playhead:
            self._on_change(index)

    def _segment(self, frame: Frame) -> None:
        """Takes the frame's prediction from the store, or submits it to the segmenter."""
        store = self._store
        cached = cached_map(store, frame)
        with self._changed:
            if self._closed or store is not self._store:
                return
            if self._segmenter is None or cached is not None:
                self._complete(frame.index, cached)
                return
            self._pending[frame.index] = future = self._segmenter.submit(frame, Priority.PLAYHEAD)
        future.add_done_callback(partial(self._on_segmented, frame))

    def _on_segmented(self, frame: Frame, future: Future[Prediction]) -> None:
        with self._changed:
            if self._pending.get(frame.index) is not future:
                return  # another model is in use by now
            del self._pending[frame.index]
            self._changed.notify_all()
            if future.cancelled():
                return
            error = future.exception()
            if error is None:
                prediction = future.result()
                if self._store is not None:
                    self._unstored.append((prediction, frame))
                self._complete(frame.index, prediction)
        if error is not None:
            self._report_error(error)

    def _complete(self, index: int, prediction: Prediction | None) -> None:
        """Publishes the final state of a frame, unless it has been evicted; called with the lock held."""
        if (slot := self._slots.get(index)) is not None:
            self._slots[index] = _Slot(AnalysedFrame(slot.analysed.frame, prediction), complete=True)
            self._on_change(index)

    def _store_maps(self) -> None:
        with self._changed:
            store, maps, self._unstored = self._store, self._unstored, []
        if store is not None:
            for prediction, frame in maps:
                store.put(prediction, frame)

    def poll_index(self) -> None:
        """Updates `info` from a growing index, also while a slow frame is pending. Never blocks; thread-safe."""
        source, info = self._source, self._info
        if source is not None and info is not None and info.indexing and not self._closed:
            self._update_info(source.info)

    def _check_index(self, source: FrameSource) -> None:
        info = source.info
        self._update_info(info)
        if info.indexing or info.frame_count or self._failed:
            return
        try:  # nothing will ever be fetched
            source.wait_for_index()
            raise SourceError("{path} holds no picture that can be shown.", path=info.path)
        except SourceError as error:
            self._report_error(error)

    @property
    def _is_growing(self) -> bool:
        return self._info is not None and self._info.indexing

    @property
    def _max_pending(self) -> int:
        return max(_MIN_PENDING, min(_MAX_PENDING, self._plan.capacity // 4))

    def _is_fetched(self, index: int) -> bool:
        slot = self._slots.get(index)
        return slot is not None and (slot.complete or index in self._pending or self._awaits_store)

    def _update_info(self, info: SourceInfo) -> None:
        """Stores the info of a growing index and reports it if it changed."""
        with self._changed:
            known = self._info
            is_outdated = known is not None and info.indexing and not known.indexing  # another thread was faster
            if info == known or is_outdated:
                return
            self._info = info
            self._plan = replace(self._plan, count=info.frame_count, capacity=self._capacity())
            self._changed.notify_all()
            self._on_info(info)  # with the lock held, so that reports keep the order of the updates

    def _capacity(self) -> int:
        if self._info is None:
            return _MIN_CAPACITY
        picture_bytes = max(1, self._info.width_px * self._info.height_px * 3)
        return max(_MIN_CAPACITY, int(self._cap_mb * 1e6 / picture_bytes))

    def _evict(self) -> None:
        for index in self._plan.to_evict(self._slots):
            del self._slots[index]

    def _report_error(self, error: BaseException) -> None:
        with self._changed:
            if self._closed or self._failed:
                return
            self._failed = True
        if not isinstance(error, PolypViewerError):
            _log.error("Uncaught exception while frames were fetched", exc_info=error)
            what = filled("A picture cannot be shown")
            if self._info is not None:
                what = filled("A picture of {path} cannot be shown", path=self._info.path)
            error = unexpected_error(what, error)
        self._on_error(error)
