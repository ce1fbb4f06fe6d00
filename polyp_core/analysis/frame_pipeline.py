"""Decodes and segments frames in order, as generators over futures, for exports and the analysis of a recording."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.frames.frame import Frame
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.masks.prediction import Prediction, picture_mark

_POLL_S = 0.2  # how often a wait checks for cancellation
_DECODED_AHEAD = 4


def segment_frames(
    frames: Iterable[Frame],
    segmenter: SegmenterThread,
    *,
    store: ProbabilityMapCache | None = None,
    priority: Priority = Priority.EXPORT,
    ahead: int = 16,
    cancelled: threading.Event | None = None,
) -> Iterator[AnalysedFrame]:
    """Yields `frames` with their predictions, in order; up to `ahead` later frames are submitted meanwhile.

    Probability maps found in `store` are reused; new ones are stored there. Ends early if `cancelled` is set while
    waiting. Raises DeviceError or ModelFileError if a frame cannot be segmented, and what iterating `frames` raises.
    """
    submitted: deque[tuple[Frame, Prediction | Future[Prediction]]] = deque()

    def next_result() -> AnalysedFrame | None:
        frame, result = submitted[0]
        if isinstance(result, Future):
            if not _wait(result, cancelled):
                return None
            result = result.result()
            if store is not None:
                store.put(result, frame)
        submitted.popleft()
        return AnalysedFrame(frame, result)

    try:
        for frame in frames:
            submitted.append((frame, cached_map(store, frame) or segmenter.submit(frame, priority)))
            if len(submitted) > ahead:
                if (analysed := next_result()) is None:
                    return
                yield analysed
        while submitted and (analysed := next_result()) is not None:
            yield analysed
    finally:
        for _, result in submitted:
            if isinstance(result, Future):
                result.cancel()


def decode_ahead(frames: Iterator[Frame], *, cancelled: threading.Event | None = None) -> Iterator[Frame]:
    """Yields `frames`, which a background thread decodes a few frames ahead. Ends early once `cancelled` is set."""
    executor = ThreadPoolExecutor(1, thread_name_prefix="decoder")
    try:
        decoded = deque(executor.submit(next, frames, None) for _ in range(_DECODED_AHEAD))
        while _wait(decoded[0], cancelled) and (frame := decoded.popleft().result()) is not None:
            decoded.append(executor.submit(next, frames, None))
            yield frame
    finally:
        executor.shutdown(wait=False, cancel_futures=True)  # a read may wait for the index until the source is closed


def cached_map(store: ProbabilityMapCache | None, frame: Frame) -> Prediction | None:
    """The map in `store` that was computed from this image, or None: files may have changed or been damaged since."""
    stored = store.get(frame.index) if store is not None else None
    if stored is None or (stored.letterbox.height_px, stored.letterbox.width_px) != frame.image.shape[:2]:
        return None
    return stored if stored.picture_mark == picture_mark(frame.image) else None


def _wait(future: Future[Any], cancelled: threading.Event | None) -> bool:
    """Waits until `future` is done; False if `cancelled` is set before."""
    while not future.done():
        if cancelled is not None and cancelled.is_set():
            return False
        wait([future], _POLL_S if cancelled is not None else None)
    return True
