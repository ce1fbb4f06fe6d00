"""Decode, segment and consume at once: two plain threads and bounded queues between them.

The same pipeline serves playback, the analysis of a whole clip, the export dialog and `polyp-annotate`.
"""

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError as FutureCancelled
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum

from polyp_core.analysis.store import MapStore
from polyp_core.closing import Closing
from polyp_core.errors import DeviceError
from polyp_core.frames.source import Frame, FrameSource
from polyp_core.inference.segmentation import Segmentation, picture_mark
from polyp_core.inference.segmenter import Segmenter

_LOOK_S = 0.2  # how often a wait looks whether it was cancelled


class Priority(IntEnum):
    """Who is served first at the one segmenter; the lowest value wins."""

    PLAYHEAD = 0
    EXPORT = 1
    BACKGROUND = 2


@dataclass(frozen=True, slots=True)
class Analysed:
    """A frame and what the network said of that very frame; None where it has not been asked (yet)."""

    frame: Frame
    segmentation: Segmentation | None


class SegmenterThread(Closing):
    """The one thread that owns a Segmenter and serves everyone who needs it, most urgent first.

    Frames that wait at the same priority are run as one batch, up to the segmenter's batch size. A future is cancelled
    only by who asked for it: nobody waits for that answer any more. Where the thread cannot answer, the future fails.
    """

    def __init__(self, open_segmenter: Callable[[], Segmenter]) -> None:
        self.opened: Future[Segmenter] = Future()
        """Resolves to the segmenter once it is ready, or to the error that stopped it."""
        self.seconds_per_frame: float | None = None
        """How long the network took for each frame of the latest batch; None before the first."""
        self._waiting: list[tuple[int, int, Frame, Future[Segmentation]]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._closed = False
        self._open_segmenter = open_segmenter
        self._thread = threading.Thread(target=self._run, name="segmenter", daemon=True)
        self._thread.start()

    def submit(self, frame: Frame, priority: Priority) -> Future[Segmentation]:
        """Queues one frame. The future fails with DeviceError where the segmenter could not run or was closed."""
        future: Future[Segmentation] = Future()
        with self._changed:
            if self._closed:
                future.set_exception(_closed_before(frame))
            else:
                heapq.heappush(self._waiting, (priority, next(self._order), frame, future))
                self._changed.notify()
        return future

    def close(self) -> None:
        """Stops after the batch in hand; what still waits fails. May be called twice."""
        with self._changed:
            self._closed = True
            left, self._waiting = self._waiting, []
            self._changed.notify()
        for _, _, frame, future in left:
            if future.set_running_or_notify_cancel():
                future.set_exception(_closed_before(frame))
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            segmenter = self._open_segmenter()
        except Exception as error:  # noqa: BLE001 - it is raised again wherever the segmenter is asked for
            self.opened.set_exception(error)
            self._serve_failure(error)
            return
        try:
            self.opened.set_result(segmenter)
            while batch := self._next_batch(segmenter.batch_size):
                start_s = time.perf_counter()
                _answer(segmenter, batch)
                self.seconds_per_frame = (time.perf_counter() - start_s) / len(batch)
        finally:
            segmenter.close()

    def _next_batch(self, size: int) -> list[tuple[Frame, Future[Segmentation]]]:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return []
                batch: list[tuple[Frame, Future[Segmentation]]] = []
                urgency = self._waiting[0][0]
                while self._waiting and len(batch) < size and self._waiting[0][0] == urgency:
                    _, _, frame, future = heapq.heappop(self._waiting)
                    if future.set_running_or_notify_cancel():
                        batch.append((frame, future))
                if batch:
                    return batch

    def _serve_failure(self, error: Exception) -> None:
        while batch := self._next_batch(size=1):
            for _, future in batch:
                future.set_exception(error)


def _closed_before(frame: Frame) -> DeviceError:
    return DeviceError(f"The model was closed before it came to frame {frame.index}. Start again with an open model.")


def _answer(segmenter: Segmenter, batch: list[tuple[Frame, Future[Segmentation]]]) -> None:
    try:
        answers = segmenter.segment([frame for frame, _ in batch])
    except Exception as error:  # noqa: BLE001 - it is raised again in the threads that wait for these frames
        for _, future in batch:
            future.set_exception(error)
        return
    for (_, future), answer in zip(batch, answers, strict=True):
        future.set_result(answer)


@dataclass(slots=True, eq=False)
class _Request:
    """What was asked, and of which model: its answers are that model's, even if another is chosen meanwhile."""

    start: int
    stop: int | None
    step: int
    segmenter: SegmenterThread | None
    store: MapStore | None


@dataclass(frozen=True, slots=True)
class _Item:
    request: _Request
    frame: Frame | None = None
    segmentation: Segmentation | Future[Segmentation] | None = None
    error: Exception | None = None


class Pipeline(Closing):
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
        store: MapStore | None = None,
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

    def use_segmenter(self, segmenter: SegmenterThread | None, store: MapStore | None) -> None:
        """Goes on with another model from the next request on; what was asked before is dropped."""
        with self._changed:
            self._drop_items()
            self._request = None
            self._segmenter, self._store = segmenter, store
            self._changed.notify_all()

    def keep_in(self, store: MapStore) -> None:
        """Keeps the model's maps in `store` from now on, those of the running request too."""
        with self._changed:
            self._store = store
            if self._request is not None:
                self._request.store = store

    def take(self) -> Analysed | None:
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
                return Analysed(item.frame, segmentation)

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

    def __iter__(self) -> Iterator[Analysed]:
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
