"""ReaderMasks: the masks of the reader in the window, read ahead in the background for the frames on screen."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.mask_editor.still_masks import StillMasks
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.errors import ReviewError
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.masks import ReviewMasks, StoredMask
from polyp_core.review.picture_review import PictureFileMasks
from polyp_core.review.records import MaskLayer
from polyp_core.review.review import Review
from polyp_core.review.review_file import ReviewFile

_AHEAD = 8  # frames
_KEPT = 32  # masks: about 30 MB in HD

_Key = tuple[str, int]
"""The id of a layer and a frame, whose pixels never change."""
_Masks = dict[_Key, StoredMask]


class ReaderMasks(QObject):
    """Keeps the latest masks in memory. Nothing waits: a mask that is not read yet is announced by `arrived`."""

    arrived = Signal()

    def __init__(self, controller: ReviewController, stills: StillMasks, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self.stills = controller, stills
        self._kept: OrderedDict[_Key, StoredMask] = OrderedDict()
        self._missing: list[int] = []
        self._is_reading = self._is_broken = False
        self._measured: tuple[MaskLayer, ...] = ()
        controller.closing.connect(self._forget)
        controller.changed.connect(self._measure)
        stills.arrived.connect(self.arrived)

    def at(self, frame_index: int) -> StoredMask | None:
        """Returns the reader's mask of a frame; None if there is none, or until `arrived`."""
        if self.stills.is_used:
            return self.stills.at(frame_index)
        review = self._controller.review
        ahead = range(frame_index, frame_index + _AHEAD)
        self._missing = [index for index in ahead if (key := _key(review, index)) and key not in self._kept]
        self._read_missing()
        key = _key(review, frame_index)
        return self._kept.get(key) if key is not None else None

    def is_read(self, frame_index: int) -> bool:
        """Whether `at` returns the mask of a frame if there is one."""
        if self.stills.is_used:
            return self.stills.is_read(frame_index)
        key = _key(self._controller.review, frame_index)
        return key is None or key in self._kept

    def on_frame(self, analysed: AnalysedFrame) -> AnalysedFrame:
        """Returns a frame with the reader's mask, if there is one."""
        stored = self.at(analysed.frame.index)
        if stored is None or stored.mask.shape != analysed.frame.image.shape[:2]:
            return analysed
        return replace(analysed, stored_mask=stored.mask, mask_source=stored.source.value)

    def stored(self) -> ReviewMasks | PictureFileMasks | None:
        """The reader's masks as they are now, for other threads; None without any. Waits until they are stored."""
        return self.stills.stored() if self.stills.is_used else self._controller.stored_masks()

    def remember(self, layer: str, mask: StoredMask) -> None:
        """Keeps a mask that is being stored under the id of its layer."""
        self._kept[layer, mask.frame_index] = mask
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _read_missing(self) -> None:
        if self._is_reading or self._is_broken or not self._missing:
            return
        reader, frames = self._controller.reader, self._missing
        # The file is read after what is being stored in it.
        self._is_reading = self._controller.use_file(lambda file: _read(file, reader, frames), self._on_read)

    def _on_read(self, found: _Masks | ReviewError) -> None:
        self._is_reading = False
        if isinstance(found, ReviewError):
            self._is_broken = True  # said once
            self._controller.notice.emit(str(found))
            return
        for (layer, _), mask in found.items():
            self.remember(layer, mask)
        self.arrived.emit()

    @Slot()
    def _measure(self) -> None:
        """Reads how large the masks are, for the list of findings, if there are others than before."""
        controller, review = self._controller, self._controller.review
        layers = review.masks.layers
        if layers == self._measured:
            return
        self._measured = layers
        if not layers:
            controller.set_mask_areas(MaskAreas())
            return

        def on_measured(areas: MaskAreas) -> None:
            if layers is self._measured:
                controller.set_mask_areas(areas)

        controller.use_file(lambda file: file.mask_areas(review), on_measured)

    @Slot()
    def _forget(self) -> None:
        self._missing, self._is_broken = [], False
        self._kept.clear()


def _read(file: ReviewFile, reader: str, frames: Sequence[int]) -> _Masks | ReviewError:
    review = file.review(reader)
    try:
        masks = ((_key(review, frame), file.mask_of(reader, frame)) for frame in frames)
        return {key: mask for key, mask in masks if key is not None and mask is not None}
    except ReviewError as error:
        return error


def _key(review: Review, frame_index: int) -> _Key | None:
    layer = review.masks.layer(frame_index)
    return (layer.id, frame_index) if layer is not None else None
