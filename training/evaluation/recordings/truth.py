"""RecordingTruth: what is known of a recording, frame by frame."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.regions import Mask


@dataclass(frozen=True, slots=True, eq=False)
class RecordingTruth:
    """The true lesions of a recording of n frames, which are `width_px` x `height_px` pixels.

    `is_known` (n,) is false for frames of unknown state, which are left out of every score; `boxes` (dtype TRUTH_BOX,
    ordered by frame) are of the known frames, and those without one show no lesion. `lesions` are the names of the
    lesions. With `has_boxes` false the boxes are whole pictures, so a hit says nothing about the place. `mask(frame)`
    returns the H x W mask of a frame, None without masks. `frame_names` are the names of the frames without suffix, if
    each is a file. `notes` are sentences for the user.
    """

    name: str
    width_px: int
    height_px: int
    rate_fps: float
    is_known: NDArray[np.bool_]
    boxes: NDArray[np.void]
    lesions: tuple[str, ...] = ()
    has_boxes: bool = True
    mask: Callable[[int], Mask] | None = None
    frame_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def frame_count(self) -> int:
        return len(self.is_known)

    @property
    def has_lesion(self) -> NDArray[np.bool_]:
        """True for each known frame (n,) with a lesion."""
        found = np.zeros(self.frame_count, bool)
        found[self.boxes["frame"]] = True
        return found & self.is_known

    def outline(self, frame: int) -> Mask | None:
        """Returns what is drawn of the lesions in a frame, H x W bool: their mask, or their boxes; None without any."""
        boxes = self.boxes["box"][self.boxes["frame"] == frame]
        if not len(boxes) or not self.has_boxes:
            return None
        if self.mask is not None:
            return self.mask(frame)
        drawn = np.zeros((self.height_px, self.width_px), np.bool_)
        for left, top, right, bottom in np.rint(boxes).astype(int):
            drawn[max(top, 0) : bottom, max(left, 0) : right] = True
        return drawn

    @property
    def known_s(self) -> float:
        """The time of the known frames in seconds."""
        return int(self.is_known.sum()) / self.rate_fps
