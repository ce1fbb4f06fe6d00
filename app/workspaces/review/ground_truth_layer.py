"""GroundTruthLayer: reads the ground truth of a list of pairs, or of a published recording, in a background thread."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from app.translation import tr_error
from polyp_core.errors import PolypViewerError
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from polyp_core.masks.regions import Mask

_AHEAD = 4
_KEPT = 64

ReadTruth = Callable[[], Mask | None]
"""Reads what is outlined in a frame: None for a picture without a lesion. Raises PolypViewerError."""


class GroundTruthLayer(QObject):
    """Loads the ground truth of each frame that is shown; inactive for sources without one.

    It is that of a list of image and mask pairs, or of a folder of frames of REAL-Colon, SUN or SUN-SEG, whose
    boxes are outlined. A mask that cannot be read is left out; the Dataset workspace reports it.
    """

    arrived = Signal(int, object)
    """Frame index and its mask, H x W bool."""
    failed = Signal(str)
    """Why the ground truth of a published recording cannot be read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coming: tuple[tuple[Path, ...], tuple[ReadTruth, ...]] = ((), ())
        """Images and masks of a source that has not been entered yet."""
        self._images: tuple[Path, ...] = ()
        self._masks: tuple[ReadTruth, ...] = ()
        self._folder: Path | None = None
        """The folder that is open and may be a published recording, until that is clear."""
        self._shown = 0
        self._kept: OrderedDict[int, Mask | None] = OrderedDict()
        self._latest = Latest(self)
        self._latest.arrived.connect(self._on_read)
        self._changed = threading.Condition()
        self._wanted: list[tuple[int, ReadTruth]] = []
        self._searched: Path | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def active(self) -> bool:
        """Whether the source on screen has, or may have, masks or boxes of experts."""
        return bool(self._masks) or self._folder is not None

    def set_pairs(
        self, images: Sequence[Path], masks: Sequence[Path | None], readings: Sequence[MaskReading] = ()
    ) -> None:
        """The masks of the frames of a source that is about to be opened from `images`, in one order.

        None stands for a picture that was declared polyp-free: nothing is outlined on it.

        `readings` say how each mask is read, plain unless given. They count from `enter` on: until then another source
        is on screen.
        """
        readings = readings or (PLAIN,) * len(masks)
        files = tuple(partial(_read_mask, path, reading) for path, reading in zip(masks, readings, strict=True))
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
        self._folder = None
        if not self._masks and len(paths) == 1:
            self._folder = paths[0]
            self._ask(search=paths[0])

    def at(self, index: int) -> Mask | None:
        """The mask of a frame; if None, `arrived` follows once it is read."""
        self._shown = index
        if not 0 <= index < len(self._masks):
            return None
        ahead = range(index, min(index + _AHEAD, len(self._masks)))
        missing = [(number, self._masks[number]) for number in ahead if number not in self._kept]
        if missing:
            self._ask(missing)
        return self._kept.get(index)

    def close(self, deadline: Deadline | None = None) -> None:
        """Stops the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        (deadline or Deadline()).join(self._thread)

    def _ask(self, wanted: Sequence[tuple[int, ReadTruth]] = (), search: Path | None = None) -> None:
        with self._changed:
            self._wanted = list(wanted)
            self._searched = search or self._searched
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="truth", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _run(self) -> None:
        while (request := self._next()) is not None:
            if isinstance(request, Path):
                self._latest.put(("found", request), _find_truth(request))
                continue
            index, read = request
            try:
                mask = read()
            except PolypViewerError:
                mask = None
            self._latest.put((index, read), mask)

    def _next(self) -> tuple[int, ReadTruth] | Path | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._wanted or self._searched)
            if self._closed:
                return None
            searched, self._searched = self._searched, None
            return searched or self._wanted.pop(0)

    @Slot(object, object)
    def _on_read(self, request: tuple[Any, Any], found: Any) -> None:
        index, read = request
        if index == "found":
            self._on_found(read, found)
        elif index < len(self._masks) and self._masks[index] is read:
            self._kept[index] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.arrived.emit(index, found)

    def _on_found(self, folder: Path, found: Sequence[ReadTruth] | str) -> None:
        if folder != self._folder:
            return
        self._folder = None
        if isinstance(found, str):
            self.failed.emit(found)
        else:
            self._masks = tuple(found)
            self.at(self._shown)


def _read_mask(path: Path | None, reading: MaskReading) -> Mask | None:
    return read_mask(path, reading) if path is not None else None


def _find_truth(folder: Path) -> Sequence[ReadTruth] | str:
    """Returns what reads the truth of each frame of a published recording, none for other folders, or what is wrong."""
    if not folder.is_dir():
        return ()
    # Imported when needed, for a fast start.
    from training.evaluation.recordings.truth_folders import truth_of_frames

    try:
        file = truth_of_frames(folder)
        truth = file.read(None) if file is not None else None
    except PolypViewerError as error:
        return tr_error(error)
    return [partial(truth.outline, frame) for frame in range(truth.frame_count)] if truth is not None else ()
