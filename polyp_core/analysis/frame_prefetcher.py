"""The frames around the playhead, analysed and ready to show; what the viewer reads while it plays.

No Qt in here: the callbacks come from worker threads, and the viewer turns them into queued signals.
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

_INDEX_LOOK_S = 0.1  # how often a growing index is looked at while nothing else is to do
_LEAST_CAPACITY = 8  # pictures, whatever their size: with fewer there is nothing to step back to


@dataclass(frozen=True, slots=True)
class _Slot:
    analysed: AnalysedFrame
    complete: bool


class FramePrefetcher:
    """Keeps the frames around the playhead decoded and segmented, within `cap_mb` of pictures but at least eight.

    Opens the source itself, in a thread that owns it. `at` and `move` never block, so the GUI thread may call them.
    `on_change(index)` says that `at(index)` has a new answer, first with the picture alone, then with its segmentation;
    `on_info` that the source is open or its index has grown; `on_error` what went wrong, once for each position. What
    nobody foresaw goes to the log and is told by `on_error` too.
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
        self._plan = FetchPlan(playhead=0, count=0, capacity=_LEAST_CAPACITY)
        self._next: tuple[int, int] | None = None  # the frame that the running request gives next, and its step
        self._epoch = 0  # counts changes of the model: what was asked under an older one is not shown
        self._stuck = False  # after an error, until the playhead or the model changes
        self._info: SourceInfo | None = None
        self._told = False
        self._source: FrameSource | None = None  # only for the questions that any thread may ask
        self._pipeline: FrameStream | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, args=(open_source,), name="playback-window", daemon=True)
        self._thread.start()

    @property
    def info(self) -> SourceInfo | None:
        """What is known of the source; None until it is open."""
        return self._info

    def time_s(self, index: int) -> float:
        """When frame `index` is shown; estimated from the rate where the index has not reached it yet."""
        source, info = self._source, self._info
        if source is None or info is None:
            return 0.0
        try:
            return source.time_s(index)
        except IndexError:
            return index / info.rate_fps

    def times_s(self) -> NDArray[np.float64]:
        """When each frame is shown that the index has reached, float64 (n,), for reading only."""
        return self._source.times_s() if self._source is not None else np.zeros(0)

    def index_at(self, time_s: float) -> int:
        """The frame on screen at `time_s`, clamped to the clip."""
        return self._source.index_at(time_s) if self._source is not None else 0

    def at(self, index: int) -> AnalysedFrame | None:
        """The frame at `index` if it is at hand, with its segmentation if that is."""
        slot = self._slots.get(index)
        return slot.analysed if slot is not None else None

    def is_complete(self, index: int) -> bool:
        """Whether `at(index)` is all there will be for that frame."""
        slot = self._slots.get(index)
        return slot is not None and slot.complete

    @property
    def is_stuck(self) -> bool:
        """Whether nothing more comes after an error, until the playhead or the model changes."""
        return self._stuck

    @property
    def frames_ahead(self) -> int:
        """How many frames of this size the memory holds ahead of the playhead."""
        return self._plan.onward

    def move(self, index: int) -> None:
        """Puts the playhead on `index`: that frame is fetched first, then those around it. Only the latest counts."""
        with self._changed:
            plan = self._plan
            goes_round = plan.loop is not None and index == plan.loop[0]
            backward = plan.backward if index == plan.playhead else index < plan.playhead and not goes_round
            self._set_plan(replace(plan, playhead=index, backward=backward))

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Works ahead within (first, last), both included, as playback will go round there; None for the whole clip."""
        with self._changed:
            self._set_plan(replace(self._plan, loop=loop))

    def set_skipping(self, step: int) -> None:
        """Works ahead on the indices divisible by `step` only, for playback that skips; 1 for every frame."""
        with self._changed:
            self._set_plan(replace(self._plan, step=max(1, step)))

    def set_cap(self, cap_mb: float) -> None:
        """Changes the memory for pictures."""
        with self._changed:
            self._cap_mb = cap_mb
            self._set_plan(replace(self._plan, capacity=self._capacity()))
            self._evict()

    def use_segmenter(self, segmenter: SegmenterThread | None, store: ProbabilityMapCache | None) -> None:
        """Goes on with another model: all masks are gone at once, and come back as the new model gives them."""
        with self._changed:
            self._segmenter, self._store = segmenter, store
            self._epoch += 1
            self._next = None
            self._slots = {
                index: _Slot(AnalysedFrame(slot.analysed.frame, None), complete=False)
                for index, slot in self._slots.items()
            }
            if self._pipeline is not None:
                self._pipeline.use_segmenter(segmenter, store)
            self._set_plan(self._plan)

    def keep_in(self, store: ProbabilityMapCache) -> None:
        """Keeps the model's maps in `store` from now on, and those of the frames at hand."""
        with self._changed:
            self._store = store
            if self._pipeline is not None:
                self._pipeline.keep_in(store)
            at_hand = [slot.analysed for slot in self._slots.values()]
        for analysed in at_hand:
            _keep(analysed, store)

    def close(self) -> None:
        """Stops the threads and closes the source. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            pipeline = self._pipeline
        if pipeline is not None:
            pipeline.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        # Hundreds of megabytes would otherwise wait for the garbage collector: the pipeline holds on to this window.
        self._slots, self._pipeline, self._source = {}, None, None

    def _set_plan(self, plan: FetchPlan) -> None:
        self._plan = plan
        self._stuck = False
        self._changed.notify_all()

    def _run(self, open_source: Callable[[], FrameSource]) -> None:
        try:
            self._open_and_fetch(open_source)
        except Exception as error:  # noqa: BLE001 - told to whoever looks at the picture, who would wait for ever
            self._report(error)

    def _open_and_fetch(self, open_source: Callable[[], FrameSource]) -> None:
        source = open_source()
        with self._changed:
            self._info = source.info
            self._source = source
            self._pipeline = pipeline = FrameStream(
                source,
                self._segmenter,
                store=self._store,
                priority=Priority.PLAYHEAD,
                ahead=max(4, min(16, self._capacity() // 4)),
                on_decoded=self._show_picture,
            )
        with pipeline:
            self._follow_index(source)
            while self._fetch_one(source, pipeline):
                pass

    def _fetch_one(self, source: FrameSource, pipeline: FrameStream) -> bool:
        """Waits until a frame is wanted and fetches it. False when the window is closed."""
        with self._changed:
            wanted = self._wait_for_a_wish()
            if self._closed:
                return False
            if wanted is not None and self._next != (wanted.start, wanted.step):
                # Of a growing index no more than is known: waiting for a frame to come would hold up a seek to another.
                runs_to_the_end = wanted.stop == self._plan.count and not self._is_growing
                pipeline.request(wanted.start, None if runs_to_the_end else wanted.stop, wanted.step)
            epoch = self._epoch
        if wanted is None:
            self._follow_index(source)
            return True
        try:
            analysed = pipeline.take()
        except Exception as error:  # noqa: BLE001 - told to whoever looks at the picture; other frames may be fine
            self._report(error)
            return True
        self._follow_index(source)
        with self._changed:
            if epoch != self._epoch or self._closed:
                return not self._closed
            if analysed is None:  # the request ran out: a stretch is done, or the source is shorter than it said
                is_missing = self._next is None and wanted.start < self._plan.count
                self._next = None
                if not is_missing:
                    return True
            else:
                self._keep_slot(analysed, wanted.step)
            store = self._store
        if analysed is None:
            self._report(SourceError(f"Frame {wanted.start} of {source.info.path} cannot be read."))
            return True
        if store is not None:
            _keep(analysed, store)
        self._on_change(analysed.frame.index)
        return True

    def _keep_slot(self, analysed: AnalysedFrame, step: int) -> None:
        self._next = (analysed.frame.index + step, step)
        self._slots[analysed.frame.index] = _Slot(analysed, complete=True)
        self._evict()

    def look_at_index(self) -> None:
        """Follows a growing index also while a frame takes long to come. Never waits; any thread may call it."""
        source, info = self._source, self._info
        if source is not None and info is not None and info.indexing and not self._closed:
            self._take_note(source.info)

    def _follow_index(self, source: FrameSource) -> None:
        self._take_note(source.info)
        info = self._info
        if info is None or info.indexing or info.frame_count or self._stuck:
            return
        # Nothing would ever be fetched, and nothing said.
        try:
            source.wait_for_index()
        except SourceError as error:
            self._report(error)
        else:
            self._report(SourceError(f"{info.path} holds no picture that can be shown."))

    @property
    def _is_growing(self) -> bool:
        return self._info is not None and self._info.indexing

    def _wait_for_a_wish(self) -> range | None:
        """The frames to fetch next; None when the window is closed, or to look at a growing index again."""
        while not self._closed:
            wanted = None if self._stuck else self._plan.wanted(self.is_complete)
            if wanted is not None:
                return wanted
            if not self._changed.wait(_INDEX_LOOK_S if self._is_growing else None):
                break
        return None

    def _show_picture(self, frame: Frame) -> None:
        """Shows the frame under the playhead before its segmentation is there; called by the decoding thread."""
        with self._changed:
            if self._closed or frame.index != self._plan.playhead or frame.index in self._slots:
                return
            self._slots[frame.index] = _Slot(AnalysedFrame(frame, None), complete=False)
        self._on_change(frame.index)

    def _take_note(self, info: SourceInfo) -> None:
        """Follows an index that is still growing."""
        with self._changed:
            known = self._info
            if self._told and known is not None and not known.indexing and info.indexing:
                return  # looked at before another thread looked at the end
            is_news = info != known or not self._told
            self._info, self._told = info, True
            self._plan = replace(self._plan, count=info.frame_count, capacity=self._capacity())
            self._changed.notify_all()
            if is_news:  # within the lock, so that two threads tell in the order in which they looked
                self._on_info(info)

    def _capacity(self) -> int:
        if self._info is None:
            return _LEAST_CAPACITY
        picture_bytes = max(1, self._info.width_px * self._info.height_px * 3)
        return max(_LEAST_CAPACITY, int(self._cap_mb * 1e6 / picture_bytes))

    def _evict(self) -> None:
        for index in self._plan.surplus(self._slots):
            del self._slots[index]

    def _report(self, error: Exception) -> None:
        with self._changed:
            self._next = None
            self._stuck = True
            if self._closed:
                return
        if not isinstance(error, PolypViewerError):
            _log.error("Uncaught exception while frames were fetched", exc_info=error)
            of = f" of {self._info.path}" if self._info is not None else ""
            error = unexpected_error(f"A picture{of} cannot be shown", error)
        self._on_error(error)


def _keep(analysed: AnalysedFrame, store: ProbabilityMapCache) -> None:
    """Keeps in `store` the map of a frame that was answered before there was a store."""
    if analysed.segmentation is not None and analysed.frame.index not in store:
        store.put(analysed.segmentation, damaged=analysed.frame.damaged)
