"""Decodes and segments the frames of a source in the background, with a bounded queue of results.

Used for playback, whole-recording analysis, the export dialog and `polyp-annotate`.
"""

import itertools
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError as FutureCancelled
from concurrent.futures import Future
from dataclasses import dataclass

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.context_manager import ContextManagerMixin
from polyp_core.frames.frame import Frame, FrameSource
from polyp_core.inference.prediction import Segmentation, picture_mark
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread

_POLL_S = 0.2  # how often a wait checks for cancellation


@dataclass(slots=True, eq=False)
class _Request:
    """A range of frames and the model to segment them with, which stays the same if another is chosen meanwhile."""

    start: int
    stop: int | None
    step: int
    segmenter: SegmenterThread | None
    store: ProbabilityMapCache | None


@dataclass(frozen=True, slots=True)
class _Item:
    request: _Request
    frame: Frame | None = None
    segmentation: Segmentation | Future[Segmentation] | None = None
    error: Exception | None = None


class FrameStream(ContextManagerMixin):
    """Yields the frames of one source with their segmentations, in order, computed ahead of the consumer.

    Owns the source: a decoder thread reads it, and at most `ahead` frames are queued. Probability maps found in `store`
    are reused; new ones are stored there. `request` is thread-safe, and the latest request replaces earlier ones.
    """

    def __init__(
        self,
        source: FrameSource,
        segmenter: SegmenterThread | None,
        *,
        store: ProbabilityMapCache | None = None,
        priority: Priority = Priority.EXPORT,
        ahead: int = 16,
        on_decoded: Callable[[Frame], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> None:
        self._source = source
        self._segmenter = segmenter
        self._store = store
        self._priority = priority
        self._ahead = ahead
        self._on_decoded = on_decoded
        self._cancelled = cancelled
        self._changed = threading.Condition()
        self._request: _Request | None = None
        self._items: deque[_Item] = deque()
        self._current_item: _Item | None = None  # taken from the queue; its segmentation may be pending
        self._finished: _Request | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="decoder", daemon=True)
        self._thread.start()

    def request(self, start: int, stop: int | None = None, step: int = 1) -> None:
        """Requests frames start, start + step, ... below `stop` (default: to the end), replacing earlier requests."""
        with self._changed:
            self._drop_items()
            self._request = _Request(start, stop, step, self._segmenter, self._store)
            self._changed.notify_all()

    def use_segmenter(self, segmenter: SegmenterThread | None, store: ProbabilityMapCache | None) -> None:
        """Uses another model from the next request on, and drops the current request."""
        with self._changed:
            self._drop_items()
            self._request = None
            self._segmenter, self._store = segmenter, store
            self._changed.notify_all()

    def set_store(self, store: ProbabilityMapCache) -> None:
        """Stores the model's probability maps in `store` from now on, including those of the running request."""
        with self._changed:
            self._store = store
            if self._request is not None:
                self._request.store = store

    def take(self) -> AnalysedFrame | None:
        """Waits for the next frame of the latest request; None at its end, or once closed or cancelled.

        Raises SourceError if decoding failed, DeviceError or ModelFileError if segmentation failed.
        """
        while True:
            with self._changed:
                self._wait_until(lambda: bool(self._items) or self._is_request_finished())
                if self._is_stopped or not self._items:
                    return None
                item = self._current_item = self._items.popleft()
                self._changed.notify_all()
            if item.error is not None:
                raise item.error
            assert item.frame is not None
            if isinstance(item.segmentation, Future) and not self._wait_for_result(item.segmentation, item.request):
                continue
            try:
                segmentation = _resolve(item.frame, item.segmentation, item.request)
            except FutureCancelled:
                continue  # cancelled by a later request
            if item.request is self._request:
                return AnalysedFrame(item.frame, segmentation)

    def _wait_for_result(self, result: Future[Segmentation], request: _Request) -> bool:
        """Waits for a segmentation; False if a later request, closing or cancellation came first."""
        result.add_done_callback(self._notify)
        with self._changed:
            self._wait_until(lambda: result.done() or self._request is not request)
        return result.done()

    @property
    def _is_stopped(self) -> bool:
        return self._closed or (self._cancelled is not None and self._cancelled.is_set())

    def _wait_until(self, ready: Callable[[], bool]) -> None:
        """Waits, with the lock held, until `ready`, closed or cancelled (polled: the event does not notify)."""
        while not (ready() or self._is_stopped):
            self._changed.wait(_POLL_S if self._cancelled is not None else None)

    def _notify(self, result: Future[Segmentation]) -> None:
        with self._changed:
            self._changed.notify_all()

    def __iter__(self) -> Iterator[AnalysedFrame]:
        while (analysed := self.take()) is not None:
            yield analysed

    def close(self) -> None:
        """Stops decoding, closes the source and joins the thread. May be called twice."""
        with self._changed:
            self._closed = True
            self._drop_items()
            self._changed.notify_all()
        self._source.close()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _is_request_finished(self) -> bool:
        return self._request is None or self._finished is self._request

    def _drop_items(self) -> None:
        # Also cancel the item being waited for: behind work of higher priority, that could take minutes.
        for item in (self._current_item, *self._items):
            if item is not None and isinstance(item.segmentation, Future):
                item.segmentation.cancel()
        self._items.clear()
        self._current_item = None

    def _run(self) -> None:
        while (request := self._next_request()) is not None:
            try:
                self._decode(request)
            except Exception as error:  # noqa: BLE001 - raised again by `take`
                self._enqueue(_Item(request, error=error))
            with self._changed:
                self._finished = request
                self._changed.notify_all()

    def _next_request(self) -> _Request | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not self._is_request_finished())
            return None if self._closed else self._request

    def _decode(self, request: _Request) -> None:
        for index in itertools.count(request.start, request.step):
            if request.stop is not None and index >= request.stop:
                return
            if not self._has_room(request):
                return
            try:
                frame = self._source.read(index)
            except IndexError:
                return  # the end of the source
            if self._request is not request:
                return
            if self._on_decoded is not None:
                self._on_decoded(frame)
            if not self._enqueue(_Item(request, frame, self._segment(frame, request))):
                return

    def _segment(self, frame: Frame, request: _Request) -> Segmentation | Future[Segmentation] | None:
        if request.segmenter is None:
            return None
        stored = request.store.get(frame.index) if request.store is not None else None
        if stored is not None and _matches_frame(stored, frame):
            return stored
        return request.segmenter.submit(frame, self._priority)

    def _has_room(self, request: _Request) -> bool:
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._request is not request or len(self._items) < self._ahead
            )
            return not self._closed and self._request is request

    def _enqueue(self, item: _Item) -> bool:
        with self._changed:
            if self._closed or self._request is not item.request:
                if isinstance(item.segmentation, Future):
                    item.segmentation.cancel()
                return False
            self._items.append(item)
            self._changed.notify_all()
            return True


def _matches_frame(stored: Segmentation, frame: Frame) -> bool:
    """True if the stored map was computed from this image: files may have changed or been damaged since."""
    size_px = (stored.letterbox.height_px, stored.letterbox.width_px)
    return size_px == frame.image.shape[:2] and stored.picture_mark == picture_mark(frame.image)


def _resolve(
    frame: Frame, result: Segmentation | Future[Segmentation] | None, request: _Request
) -> Segmentation | None:
    """Returns the segmentation, waiting for a pending one and adding it to the request's store."""
    if not isinstance(result, Future):
        return result
    segmentation = result.result()
    if request.store is not None:
        request.store.put(segmentation, damaged=frame.damaged)
    return segmentation
