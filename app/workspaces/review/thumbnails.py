"""Thumbnails of the frames of a source, read from their own source so that playback is not disturbed."""

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable

import cv2
import numpy as np

from polyp_core.display_text import filled
from polyp_core.errors import PolypViewerError, unexpected_error
from polyp_core.frames.frame import FrameSource, Image

_log = logging.getLogger(__name__)

WIDTH_PX = 176
MOST_HEIGHT_PX = 2 * WIDTH_PX
"""Height limit for images that are much higher than wide."""
_KEPT = 300  # about 20 MB
_LONGEST_QUEUE = 50  # more than a list shows at a time
_CLOSING_S = 2.0


class Thumbnails:
    """Reads the latest requested frame, then those of a queue, in a thread that starts with the first request.

    That thread calls `on_thumbnail(frame_index, image)`, and `on_error` once if the source cannot be opened or a frame
    cannot be read; that frame has no thumbnail then, others may.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        *,
        on_thumbnail: Callable[[int, Image], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        self._open_source, self._on_thumbnail, self._on_error = open_source, on_thumbnail, on_error
        self._has_failed = False
        self._kept: OrderedDict[int, Image] = OrderedDict()
        self._changed = threading.Condition()
        self._wanted: int | None = None
        self._queue: deque[int] = deque(maxlen=_LONGEST_QUEUE)
        self._closed = False
        self._thread: threading.Thread | None = None

    def at(self, frame_index: int) -> Image | None:
        """The thumbnail (h x w x 3, at most WIDTH_PX wide); if None, it is read unless another is requested."""
        with self._changed:
            kept = self._kept.get(frame_index)
            if kept is None and not self._closed:
                self._wanted = frame_index
                self._wake()
        return kept

    def at_leisure(self, frame_index: int) -> Image | None:
        """As `at`, but if None, it is read after what `at` requests and after earlier calls."""
        with self._changed:
            kept = self._kept.get(frame_index)
            if kept is None and not self._closed and frame_index not in self._queue:
                self._queue.append(frame_index)
                self._wake()
        return kept

    def close(self) -> None:
        """Stops the thread and closes its source. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None and threading.current_thread() is not thread:
            thread.join(_CLOSING_S)

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="thumbnails", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        try:
            with self._open_source() as source:
                while (index := self._next()) is not None:
                    self._read(source, index)
        except Exception as error:  # noqa: BLE001 - reported to the user; previews would otherwise be missing silently
            self._report(error)

    def _read(self, source: FrameSource, index: int) -> None:
        try:
            image = _small(source.read(index).image)
        except IndexError:
            return  # requested while more frames were expected than there are
        except Exception as error:  # noqa: BLE001 - reported to the user; other frames may be readable
            self._report(error)
            return
        self._keep(index, image)
        self._on_thumbnail(index, image)

    def _report(self, error: Exception) -> None:
        if self._closed or self._has_failed:
            return
        self._has_failed = True
        if not isinstance(error, PolypViewerError):
            _log.error("Uncaught exception while a preview was read", exc_info=error)
        self._on_error(unexpected_error(filled("Previews cannot be shown"), error))

    def _next(self) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted is not None or self._queue)
            if self._closed:
                return None
            wanted, self._wanted = self._wanted, None
            return wanted if wanted is not None else self._queue.popleft()

    def _keep(self, index: int, image: Image) -> None:
        with self._changed:
            self._kept[index] = image
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def _small(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = min(WIDTH_PX / width, MOST_HEIGHT_PX / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
