"""SegmenterThread: a thread that owns a Segmenter and runs requests by priority."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Self

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.errors import DeviceError
from polyp_core.frames.frame import Frame
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.prediction import Prediction

_BACKGROUND_EVERY_S = 1.0  # the longest time between two requests in the background while others are urgent


class Priority(IntEnum):
    """Priority of a request; lower values run first."""

    PLAYHEAD = 0
    EXPORT = 1
    BACKGROUND = 2


_Batch = list[tuple[Frame, Future[Prediction]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Begun:
    """A batch that runs: `finish` waits for its predictions."""

    batch: _Batch
    finish: Callable[[], list[Prediction]]
    begin_s: float

    @classmethod
    def of(cls, segmenter: Segmenter, batch: _Batch) -> Self:
        begin_s = time.perf_counter()
        try:
            return cls(batch, segmenter.begin([frame for frame, _ in batch]), begin_s)
        except Exception as error:  # noqa: BLE001 - re-raised by the futures
            return cls(batch, partial(_fail, error), begin_s)

    def predictions(self) -> Sequence[Prediction | Exception]:
        """Returns the prediction for each frame, or for each the exception that its future re-raises."""
        try:
            return self.finish()
        except Exception as error:  # noqa: BLE001 - re-raised by the futures
            return [error] * len(self.batch)

    def publish(self, predictions: Sequence[Prediction | Exception]) -> None:
        """Completes the futures."""
        for (_, future), prediction in zip(self.batch, predictions, strict=True):
            if isinstance(prediction, Exception):
                future.set_exception(prediction)
            else:
                future.set_result(prediction)


class SegmenterThread(ContextManagerMixin):
    """Owns a Segmenter and runs queued frames in order of priority.

    Queued frames of equal priority run as one batch, up to the segmenter's batch size. While more urgent requests keep
    the thread busy, one in the background runs each second, so that an analysis never stands still. Only the caller
    cancels a future; if the frame cannot be segmented, the future gets an exception.
    """

    def __init__(self, open_segmenter: Callable[[], Segmenter]) -> None:
        self.opened: Future[Segmenter] = Future()
        """Resolves to the segmenter when it is loaded, or to the exception of loading it."""
        self.seconds_per_frame: float | None = None
        """Time per frame of the latest batch in seconds; None before the first."""
        self.frames_done = 0
        """Number of frames segmented so far."""
        self._queue: list[tuple[Priority, Frame, Future[Prediction]]] = []
        self._background_s = time.monotonic()  # when a background request was served last
        self._changed = threading.Condition()
        self._closed = False
        self._open_segmenter = open_segmenter
        self._thread = threading.Thread(target=self._run, name="segmenter", daemon=True)
        self._thread.start()

    def submit(self, frame: Frame, priority: Priority) -> Future[Prediction]:
        """Queues one frame. The future gets a DeviceError if the segmenter fails or is closed."""
        future: Future[Prediction] = Future()
        with self._changed:
            if self._closed:
                future.set_exception(_closed_error(frame))
            else:
                self._queue.append((priority, frame, future))
                self._changed.notify()
        return future

    def close(self) -> None:
        """Stops after the current batch; queued futures get a DeviceError. Idempotent."""
        with self._changed:
            self._closed = True
            remaining, self._queue = self._queue, []
            self._changed.notify()
        for _, frame, future in remaining:
            if future.set_running_or_notify_cancel():
                future.set_exception(_closed_error(frame))
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            segmenter = self._open_segmenter()
        except Exception as error:  # noqa: BLE001 - re-raised by every future
            self.opened.set_exception(error)
            self._fail_requests(error)
            return
        try:
            self.opened.set_result(segmenter)
            begun = deque[_Begun]()
            done_s = 0.0
            while True:
                has_room = len(begun) < segmenter.batches_at_once
                if has_room and (batch := self._next_batch(segmenter.batch_size, wait=not begun)):
                    begun.append(_Begun.of(segmenter, batch))
                elif begun:
                    first = begun.popleft()
                    predictions = first.predictions()
                    begin_s, done_s = max(first.begin_s, done_s), time.perf_counter()
                    self.seconds_per_frame = (done_s - begin_s) / len(first.batch)
                    self.frames_done += len(first.batch)
                    first.publish(predictions)
                else:
                    return
        finally:
            segmenter.close()

    def _next_batch(self, size: int, *, wait: bool = True) -> _Batch:
        """Returns the frames that run next; none once closed, or if none are queued and it is not to `wait`."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._queue or self._closed or not wait)
                if self._closed or not self._queue:
                    return []
                batch: _Batch = []
                priority, size_now = self._next_kind(size)
                left = []
                for request in self._queue:
                    if request[0] != priority or len(batch) == size_now:
                        left.append(request)
                    elif request[2].set_running_or_notify_cancel():
                        batch.append(request[1:])
                self._queue = left
                if batch:
                    return batch

    def _next_kind(self, size: int) -> tuple[Priority, int]:
        """Returns the priority of the requests that run next, and how many of them run at most."""
        priorities = {priority for priority, _, _ in self._queue}
        most_urgent, now_s = min(priorities), time.monotonic()
        is_due = Priority.BACKGROUND in priorities and now_s - self._background_s >= _BACKGROUND_EVERY_S
        if not is_due and most_urgent is not Priority.BACKGROUND:
            return most_urgent, size
        self._background_s = now_s
        return Priority.BACKGROUND, size if most_urgent is Priority.BACKGROUND else 1

    def _fail_requests(self, error: Exception) -> None:
        while batch := self._next_batch(size=1):
            for _, future in batch:
                future.set_exception(error)


def _fail(error: Exception) -> list[Prediction]:
    raise error


def _closed_error(frame: Frame) -> DeviceError:
    return DeviceError(
        "The model was closed before frame {index} was analysed. Open the model again.", index=str(frame.index)
    )
