"""FindingOutlines: the outlines of findings in their best frames, read in the background from the probability maps."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.services.deadline import Deadline
from app.services.ordered_worker import OrderedWorker
from app.services.settings import Settings
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.masks.regions import mask_at, outlines
from polyp_core.review.records import Box, Extent

Outline = tuple[NDArray[np.float64], ...]
"""Polygons of k corners (k, 2): x and y as fractions of the picture's width and height."""

_Key = tuple[int, Box | None]


class FindingOutlines(QObject):
    """Outlines at the level down to which the policy follows a polyp."""

    arrived = Signal()

    def __init__(self, session: ReviewSession, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._worker = OrderedWorker("outlines", self)
        self._found: dict[_Key, Outline] = {}
        session.maps_changed.connect(self._forget)
        settings.changed.alarm_policy.connect(self._forget)

    def at(self, extent: Extent) -> Outline:
        """Returns the outline in the best frame; empty if nothing is known there, or until `arrived`."""
        store, key = self._session.store, (extent.best_frame, extent.box)
        if store is None or self._session.model_hidden:
            return ()
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


def _outline(store: ProbabilityMapCache, frame: int, box: Box | None, keep_level: float) -> Outline:
    """Returns the outline of what lies in `box` from `keep_level` on; without a box, of everything."""
    if (prediction := store.get(frame)) is None:
        return ()
    mask = mask_at(prediction.cropped_levels, keep_level, 0.0)
    size_px = np.array(mask.shape[::-1])
    if box is not None:
        left, top = np.floor(np.multiply(box[:2], size_px)).astype(int)
        right, bottom = np.ceil(np.multiply(box[2:], size_px)).astype(int)
        inside = np.zeros_like(mask)
        inside[top:bottom, left:right] = True
        mask = mask & inside
    return tuple((corners.reshape(-1, 2) + 0.5) / size_px for corners in outlines(mask))
