"""TrackNumbers: links the regions of frames into tracks while the frames arrive."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.region_table import REGION
from polyp_core.findings.tracks import link_regions


class TrackNumbers:
    """Numbers tracks from 1 as `link_regions` links them, which compares successive frames only.

    A frame that does not follow the one before it, as at the start of another range, begins new tracks.
    """

    def __init__(self) -> None:
        self._regions = np.zeros(0, REGION)
        self._numbers: list[int] = []
        self._frame, self._time_s = -2, 0.0
        self._count = 0

    def number(self, boxes: NDArray[np.floating], frame: int, time_s: float) -> list[int]:
        """Returns the track of each of the `boxes` of a frame: n x 4, left, top, right, bottom as fractions of it."""
        regions = np.zeros(len(boxes), REGION)
        regions["frame"], regions["box"] = frame, boxes
        before = len(self._regions) if frame == self._frame + 1 else 0
        linked = link_regions(
            np.concatenate([self._regions[:before], regions]),
            np.array([self._frame, frame]),
            np.array([self._time_s, time_s]),
        )
        known = dict(zip(linked[:before].tolist(), self._numbers, strict=False))
        numbers = []
        for track in linked[before:].tolist():
            if track not in known:
                self._count += 1
                known[track] = self._count
            numbers.append(known[track])
        self._regions, self._numbers, self._frame, self._time_s = regions, numbers, frame, time_s
        return numbers
