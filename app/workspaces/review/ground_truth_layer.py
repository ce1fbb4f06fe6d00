"""GroundTruthLayer: reads the ground-truth masks of a list of pairs ahead, in a background thread."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from polyp_core.errors import PolypViewerError
from polyp_core.frames.stills.image_files import Mask
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading

_AHEAD = 4
_KEPT = 64

MaskFile = tuple[Path, MaskReading] | None
"""A mask and how it is read; None for a picture that was declared polyp-free."""


class GroundTruthLayer(QObject):
    """Loads the mask of each frame while a list of image and mask pairs is played; inactive for other sources.

    A mask that cannot be read is left out; the Dataset workspace reports it.
    """

    arrived = Signal(int, object)
    """Frame index and its mask, H x W bool."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coming: tuple[tuple[Path, ...], tuple[MaskFile, ...]] = ((), ())
        """Images and masks of a source that has not been entered yet."""
        self._images: tuple[Path, ...] = ()
        self._masks: tuple[MaskFile, ...] = ()
        self._kept: OrderedDict[int, Mask | None] = OrderedDict()
        self._latest = Latest(self)
        self._latest.arrived.connect(self._on_read)
        self._changed = threading.Condition()
        self._wanted: list[tuple[int, MaskFile]] = []
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def active(self) -> bool:
        """Whether the source on screen has masks of experts."""
        return bool(self._masks)

    def set_pairs(
        self, images: Sequence[Path], masks: Sequence[Path | None], readings: Sequence[MaskReading] = ()
    ) -> None:
        """The masks of the frames of a source that is about to be opened from `images`, in one order.

        None stands for a picture that was declared polyp-free: nothing is outlined on it.

        `readings` say how each mask is read, plain unless given. They count from `enter` on: until then another source
        is on screen.
        """
        readings = readings or (PLAIN,) * len(masks)
        files = tuple((path, reading) if path else None for path, reading in zip(masks, readings, strict=True))
        self._coming = tuple(image.absolute() for image in images), files

    def enter(self, source: Path | Sequence[Path]) -> None:
        """Another source opens: forgets the masks unless they are of its images."""
        paths = tuple(path.absolute() for path in ((source,) if isinstance(source, Path) else source))
        if paths == self._coming[0]:
            self._images, self._masks = self._coming
            self._kept.clear()
        elif paths != self._images:
            self._images, self._masks = (), ()
            self._kept.clear()
        self._coming = (), ()

    def at(self, index: int) -> Mask | None:
        """The mask of a frame; if None, `arrived` follows once it is read."""
        if not 0 <= index < len(self._masks):
            return None
        ahead = range(index, min(index + _AHEAD, len(self._masks)))
        missing = [(number, self._masks[number]) for number in ahead if number not in self._kept]
        if missing:
            with self._changed:
                self._wanted = missing
                if self._thread is None and not self._closed:
                    self._thread = threading.Thread(target=self._run, name="truth", daemon=True)
                    self._thread.start()
                self._changed.notify()
        return self._kept.get(index)

    def close(self, deadline: Deadline | None = None) -> None:
        """Stops the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        (deadline or Deadline()).join(self._thread)

    def _run(self) -> None:
        while (request := self._next()) is not None:
            index, file = request
            try:
                mask = read_mask(*file) if file else None
            except PolypViewerError:
                mask = None
            self._latest.put((index, file), mask)

    def _next(self) -> tuple[int, MaskFile] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted)
            return None if self._closed else self._wanted.pop(0)

    @Slot(object, object)
    def _on_read(self, request: tuple[int, MaskFile], mask: Mask | None) -> None:
        index, file = request
        if index < len(self._masks) and self._masks[index] == file:
            self._kept[index] = mask
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.arrived.emit(index, mask)
