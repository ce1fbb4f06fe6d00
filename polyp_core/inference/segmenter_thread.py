"""SegmenterThread: the one thread that runs a model, for requests of several priorities."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.errors import DeviceError
from polyp_core.frames.frame import Frame
from polyp_core.inference.prediction import Segmentation
from polyp_core.inference.segmenter import Segmenter


class Priority(IntEnum):
    """Who is served first at the one segmenter; the lowest value wins."""

    PLAYHEAD = 0
    EXPORT = 1
    BACKGROUND = 2


class SegmenterThread(ContextManagerMixin):
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
