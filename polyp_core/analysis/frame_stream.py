"""Decode, segment and consume at once: two plain threads and bounded queues between them.

The same pipeline serves playback, the analysis of a whole clip, the export dialog and `polyp-annotate`.
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

_LOOK_S = 0.2  # how often a wait looks whether it was cancelled


@dataclass(slots=True, eq=False)
class _Request:
    """What was asked, and of which model: its answers are that model's, even if another is chosen meanwhile."""

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
    """Frames of one source with their segmentations, in order, worked out ahead of whoever takes them.

    Owns the source: a thread of its own decodes, and at most `ahead` frames wait to be taken. A map that `store`
    already keeps is not computed again; new ones are kept there. `request` may be called at any time from any thread,
    and only the latest request counts.
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
        self._in_hand: _Item | None = None  # taken, and perhaps not answered yet
        self._finished: _Request | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="decoder", daemon=True)
        self._thread.start()

    def request(self, start: int, stop: int | None = None, step: int = 1) -> None:
        """Asks for frames start, start + step, ... below `stop`, by default to the end; drops what was asked before."""
        with self._changed:
            self._drop_items()
            self._request = _Request(start, stop, step, self._segmenter, self._store)
            self._changed.notify_all()

    def use_segmenter(self, segmenter: SegmenterThread | None, store: ProbabilityMapCache | None) -> None:
        """Goes on with another model from the next request on; what was asked before is dropped."""
        with self._changed:
            self._drop_items()
            self._request = None
            self._segmenter, self._store = segmenter, store
            self._changed.notify_all()

    def keep_in(self, store: ProbabilityMapCache) -> None:
        """Keeps the model's maps in `store` from now on, those of the running request too."""
        with self._changed:
            self._store = store
            if self._request is not None:
                self._request.store = store

    def take(self) -> AnalysedFrame | None:
        """Waits for the next frame of the latest request; None at its end, or once it is closed or cancelled.

        Raises what stopped the decoding (SourceError) or the segmenter (DeviceError, ModelFileError).
        """
        while True:
            with self._changed:
                self._await(lambda: bool(self._items) or self._at_end())
                if self._is_given_up or not self._items:
                    return None
                item = self._in_hand = self._items.popleft()
                self._changed.notify_all()
            if item.error is not None:
                raise item.error
            assert item.frame is not None
            if isinstance(item.segmentation, Future) and not self._wait_for(item.segmentation, item.request):
                continue
            try:
                segmentation = _resolve(item.frame, item.segmentation, item.request)
            except FutureCancelled:
                continue  # a later request dropped it: nothing else cancels
            if item.request is self._request:
                return AnalysedFrame(item.frame, segmentation)

    def _wait_for(self, answer: Future[Segmentation], request: _Request) -> bool:
        """Whether the answer came. A slow model holds up neither a later request nor closing."""
        answer.add_done_callback(self._wake)
        with self._changed:
            self._await(lambda: answer.done() or self._request is not request)
        return answer.done()

    @property
    def _is_given_up(self) -> bool:
        return self._closed or (self._cancelled is not None and self._cancelled.is_set())

    def _await(self, ready: Callable[[], bool]) -> None:
        """Waits with the lock held until `ready`, closed or cancelled; who cancels need not know of this pipeline."""
        while not (ready() or self._is_given_up):
            self._changed.wait(_LOOK_S if self._cancelled is not None else None)

    def _wake(self, answer: Future[Segmentation]) -> None:
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

    def _at_end(self) -> bool:
        return self._request is None or self._finished is self._request

    def _drop_items(self) -> None:
        # The one that is being waited for too: behind more urgent work, that wait could take minutes.
        for item in (self._in_hand, *self._items):
            if item is not None and isinstance(item.segmentation, Future):
                item.segmentation.cancel()
        self._items.clear()
        self._in_hand = None

    def _run(self) -> None:
        while (request := self._next_request()) is not None:
            try:
                self._decode(request)
            except Exception as error:  # noqa: BLE001 - it is raised again in the thread that takes
                self._hand_over(_Item(request, error=error))
            with self._changed:
                self._finished = request
                self._changed.notify_all()

    def _next_request(self) -> _Request | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not self._at_end())
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
            if not self._hand_over(_Item(request, frame, self._ask(frame, request))):
                return

    def _ask(self, frame: Frame, request: _Request) -> Segmentation | Future[Segmentation] | None:
        if request.segmenter is None:
            return None
        kept = request.store.get(frame.index) if request.store is not None else None
        if kept is not None and _belongs_to(kept, frame):
            return kept
        return request.segmenter.submit(frame, self._priority)

    def _has_room(self, request: _Request) -> bool:
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._request is not request or len(self._items) < self._ahead
            )
            return not self._closed and self._request is request

    def _hand_over(self, item: _Item) -> bool:
        with self._changed:
            if self._closed or self._request is not item.request:
                if isinstance(item.segmentation, Future):
                    item.segmentation.cancel()
                return False
            self._items.append(item)
            self._changed.notify_all()
            return True


def _belongs_to(kept: Segmentation, frame: Frame) -> bool:
    """Whether the map is of this very picture: a folder may have changed, and a byte on the disk gone bad."""
    size_px = (kept.letterbox.height_px, kept.letterbox.width_px)
    return size_px == frame.image.shape[:2] and kept.picture_mark == picture_mark(frame.image)


def _resolve(
    frame: Frame, answer: Segmentation | Future[Segmentation] | None, request: _Request
) -> Segmentation | None:
    """Waits for the answer, and keeps it in the request's store, where it was not kept already."""
    if not isinstance(answer, Future):
        return answer
    segmentation = answer.result()
    if request.store is not None:
        request.store.put(segmentation, damaged=frame.damaged)
    return segmentation
