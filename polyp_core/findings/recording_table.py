"""What is measured on each frame of a recording, once: enough to decide on findings by any policy."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.frame_quality import FrameQuality, measure_quality
from polyp_core.findings.region_table import REGION, measure_regions
from polyp_core.frames.frame import Frame
from polyp_core.masks.prediction import Prediction

MEASURES_VERSION = 1
"""Increment with every change to REGION, LEVELS or FrameQuality: what was measured before is then measured again."""

FRAME = np.dtype(
    [
        ("has_map", bool),  # its probability map is cached
        ("is_measured", bool),
        ("damaged", bool),  # it could not be decoded fully
        ("presence", np.float32),  # probability that it shows a polyp; NaN if unknown
        ("presence_level", np.float32),  # the presence that the model itself asks for
        *((name, np.float32) for name in FrameQuality._fields),  # NaN if unknown
    ]
)
_UNKNOWN = np.array((False, False, False, np.nan, 0, *[np.nan] * len(FrameQuality._fields)), FRAME)


@dataclass(frozen=True, slots=True, eq=False)
class FrameMeasures:
    """The measures of one frame: its regions (dtype REGION), and its quality if its picture was measured."""

    regions: NDArray[np.void]
    quality: FrameQuality | None = None
    presence: float | None = None
    presence_level: float = 0.0
    damaged: bool = False

    @classmethod
    def of(cls, prediction: Prediction, frame: Frame | None = None, *, damaged: bool = False) -> Self:
        """Measures a prediction and the frame it was computed from; without the frame, `damaged` says if it was."""
        return cls(
            measure_regions(prediction),
            measure_quality(frame.image) if frame is not None else None,
            prediction.presence,
            prediction.presence_level,
            frame.damaged if frame is not None else damaged,
        )


class RecordingTable:
    """One row (dtype FRAME) for each frame of a recording, and the regions of those that are measured.

    Frames arrive in any order. Not thread-safe, except where a method says so.
    """

    def __init__(self) -> None:
        self._frames = np.zeros(0, FRAME)
        self._regions = np.zeros(0, REGION)  # ordered by frame
        self._new: dict[int, NDArray[np.void]] = {}  # regions that are not among `_regions` yet
        self._outdated: set[int] = set()  # frames whose rows in `_regions` are to be removed

    def add(self, index: int, measures: FrameMeasures) -> None:
        """Adds a frame with a map, or replaces what was measured on it."""
        self.remove([index])
        self._grow(index + 1)
        quality = measures.quality or [np.nan] * len(FrameQuality._fields)
        presence = np.nan if measures.presence is None else measures.presence
        self._frames[index] = (True, True, measures.damaged, presence, measures.presence_level, *quality)
        self._new[index] = measures.regions

    def add_all(self, index: NDArray[np.intp], frames: NDArray[np.void], regions: NDArray[np.void]) -> None:
        """Adds many frames to an empty table: `frames` (N,) at `index` (N,), `regions` ordered by frame."""
        self._grow(int(index.max(initial=-1)) + 1)
        self._frames[index], self._regions = frames, regions

    def remove(self, indices: Iterable[int]) -> None:
        """Removes all that is known of frames."""
        for index in indices:
            if self.is_measured(index):
                self._new.pop(index, None)
                self._outdated.add(index)
            if index < len(self._frames):
                self._frames[index] = _UNKNOWN

    def keep(self, indices: Collection[int]) -> None:
        """Removes all that is known of other frames."""
        known = np.flatnonzero(self._frames["has_map"] | self._frames["is_measured"])
        self.remove(np.setdiff1d(known, list(indices)).tolist())

    def keep_maps(self, indices: Collection[int]) -> None:
        """Notes that only the maps of these frames are still cached; what was measured stays."""
        self._frames["has_map"] = False
        self._frames["has_map"][list(indices)] = True

    def drop_map(self, index: int) -> None:
        """Notes that the map of a frame is no longer cached; what was measured stays."""
        self._frames["has_map"][index] = False

    def has_map(self, index: int) -> bool:
        """True if the map of that frame is cached."""
        return 0 <= index < len(self._frames) and bool(self._frames["has_map"][index])

    def count_maps(self) -> int:
        """Returns the number of cached maps."""
        return int(np.count_nonzero(self._frames["has_map"]))

    def is_measured(self, index: int) -> bool:
        """True if the regions of that frame are known."""
        return 0 <= index < len(self._frames) and bool(self._frames["is_measured"][index])

    def at(self, index: int) -> FrameMeasures | None:
        """Returns what was measured on a frame, None if nothing was."""
        if not self.is_measured(index):
            return None
        frame, regions = self._frames[index], self._new.get(index)
        if regions is None:
            first, stop = np.searchsorted(self._regions["frame"], (index, index + 1))
            regions = self._regions[first:stop]
        quality = FrameQuality(*(float(frame[name]) for name in FrameQuality._fields))
        return FrameMeasures(
            regions,
            None if np.isnan(quality.field) else quality,
            None if np.isnan(frame["presence"]) else float(frame["presence"]),
            float(frame["presence_level"]),
            bool(frame["damaged"]),
        )

    def frames(self, frame_count: int) -> NDArray[np.void]:
        """Returns a copy of the rows of the first `frame_count` frames (dtype FRAME). Thread-safe."""
        known = self._frames[:frame_count]  # once, as another thread may replace the array by a larger one
        # Filling all rows first would take milliseconds, and the window asks several times a second.
        return np.concatenate([known, np.full(frame_count - len(known), _UNKNOWN)])

    def regions(self, frame_count: int) -> NDArray[np.void]:
        """Returns the regions of the first `frame_count` frames (dtype REGION), ordered by frame; not to be changed."""
        if self._outdated:
            self._regions = self._regions[~np.isin(self._regions["frame"], list(self._outdated))]
            self._outdated.clear()
        if self._new:
            regions = np.concatenate([self._regions, *(self._new[index] for index in sorted(self._new))])
            self._regions = regions[np.argsort(regions["frame"], kind="stable")]
            self._new.clear()
        return self._regions[: np.searchsorted(self._regions["frame"], frame_count)]

    def _grow(self, frame_count: int) -> None:
        if frame_count > len(self._frames):
            grown = np.full(max(frame_count, 2 * len(self._frames)), _UNKNOWN)
            grown[: len(self._frames)] = self._frames
            self._frames = grown
