"""FindingOutlines: the outlines of findings in their best frames, read in the background.

They are those of the reader's mask of the frame, or of its region in an unrelated picture, else of the probability map.
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.services.deadline import Deadline
from app.services.ordered_worker import OrderedWorker
from app.services.settings import Settings
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.masks.regions import Mask, mask_at, outlines
from polyp_core.review.records import Extent, RelativeBox
from polyp_core.review.review_file import ReviewFile

Outline = tuple[NDArray[np.float64], ...]
"""Polygons of k corners (k, 2): x and y as fractions of the picture's width and height."""

_Key = tuple[int, RelativeBox | None] | tuple[int, str]
"""The best frame with the box of the finding, or with the id of the layer of the reader's mask."""


class FindingOutlines(QObject):
    """Outlines at the level down to which the policy follows a polyp."""

    arrived = Signal()

    def __init__(
        self, session: ReviewSession, controller: ReviewController, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._controller, self._settings = session, controller, settings
        self._worker = OrderedWorker("outlines", self)
        self._found: dict[_Key, Outline] = {}
        session.maps_changed.connect(self._forget)
        settings.changed.alarm_policy.connect(self._forget)

    def at(self, extent: Extent) -> Outline:
        """Returns the outline in the best frame; empty if nothing is known there, or until `arrived`."""
        store, frame, reader = self._session.store, extent.best_frame, self._controller.reader
        if (region := self._controller.listing.pictures.region(frame, extent.box)) is not None:
            return region.outline
        if store is None or self._session.model_hidden:
            return ()
        if (layer := self._controller.review.masks.layer(frame)) is not None:
            of_reader: _Key = (frame, layer.id)
            if of_reader not in self._found:
                self._found[of_reader] = ()
                self._controller.use_file(
                    lambda file: _stored_outline(file, reader, frame), partial(self._keep, self._found, of_reader)
                )
            return self._found[of_reader]
        key = (frame, extent.box)
        if key not in self._found:
            self._found[key] = ()
            level = self._settings.alarm_policy.keep_level
            self._worker.run(lambda: _outline(store, *key, level), partial(self._keep, self._found, key))
        return self._found[key]

    def shutdown(self, deadline: Deadline) -> None:
        deadline.note(self._worker.shutdown(deadline.remaining_s))

    def _keep(self, found: dict[_Key, Outline], key: _Key, outline: Outline) -> None:
        found[key] = outline
        self.arrived.emit()

    def _forget(self) -> None:
        self._found = {}
        self.arrived.emit()


def _stored_outline(file: ReviewFile, reader: str, frame: int) -> Outline:
    stored = file.mask_of(reader, frame)
    return _as_fractions(stored.mask) if stored is not None else ()


def _outline(store: ProbabilityMapCache, frame: int, box: RelativeBox | None, keep_level: float) -> Outline:
    """Returns the outline of what lies in `box` from `keep_level` on; without a box, of everything."""
    if (prediction := store.get(frame)) is None:
        return ()
    mask = mask_at(prediction.cropped_levels, keep_level, 0.0)
    if box is not None:
        size_px = np.array(mask.shape[::-1])
        left, top = np.floor(np.multiply(box[:2], size_px)).astype(int)
        right, bottom = np.ceil(np.multiply(box[2:], size_px)).astype(int)
        inside = np.zeros_like(mask)
        inside[top:bottom, left:right] = True
        mask = mask & inside
    return _as_fractions(mask)


def _as_fractions(mask: Mask) -> Outline:
    size_px = np.array(mask.shape[::-1])
    return tuple((corners.reshape(-1, 2) + 0.5) / size_px for corners in outlines(mask))
