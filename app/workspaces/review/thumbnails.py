"""Small pictures of any frame of a clip, from a source of their own, so that a look at them never disturbs playback."""

import threading
from collections import OrderedDict
from collections.abc import Callable

import cv2
import numpy as np

from polyp_core.errors import PolypViewerError
from polyp_core.frames.source import FrameSource, Image

WIDTH_PX = 176
_KEPT = 300  # about 20 MB


class Thumbnails:
    """Reads the frame that was asked for last, in a thread that starts with the first question.

    `on_thumbnail(frame_index, image)` comes from that thread. A source that cannot be read gives no thumbnails; what is
    wrong with it, playback says.
    """

    def __init__(self, open_source: Callable[[], FrameSource], *, on_thumbnail: Callable[[int, Image], None]) -> None:
        self._open_source, self._on_thumbnail = open_source, on_thumbnail
        self._kept: OrderedDict[int, Image] = OrderedDict()
        self._changed = threading.Condition()
        self._wanted: int | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def at(self, frame_index: int) -> Image | None:
        """The thumbnail (h x WIDTH_PX x 3) if it is at hand; otherwise it is fetched, unless another is asked for."""
        with self._changed:
            kept = self._kept.get(frame_index)
            if kept is None and not self._closed:
                self._wanted = frame_index
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="thumbnails", daemon=True)
                    self._thread.start()
                self._changed.notify_all()
        return kept

    def close(self) -> None:
        """Stops the thread and closes its source. May be called twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None and threading.current_thread() is not thread:
            thread.join()

    def _run(self) -> None:
        try:
            with self._open_source() as source:
                while (index := self._next()) is not None:
                    image = _small(source.read(index).image)
                    self._keep(index, image)
                    self._on_thumbnail(index, image)
        except (PolypViewerError, IndexError):
            return

    def _next(self) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted is not None)
            wanted, self._wanted = self._wanted, None
            return None if self._closed else wanted

    def _keep(self, index: int, image: Image) -> None:
        with self._changed:
            self._kept[index] = image
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def _small(image: Image) -> Image:
    height, width = image.shape[:2]
    size = (WIDTH_PX, max(1, round(height * WIDTH_PX / width)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
