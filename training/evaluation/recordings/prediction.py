"""RecordingPrediction: what a system predicts in the frames of a recording, whatever it is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import FollowedRegions, FrameTable, follow_regions
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.region_table import LEVELS, REGION, regions_at
from polyp_core.masks.regions import Mask
from training.evaluation.recordings.boxes import DETECTION


@dataclass(frozen=True, slots=True, eq=False)
class RecordingPrediction:
    """The analysed frames of a recording and their regions (dtype REGION, ordered by frame).

    `boxes` (dtype DETECTION, ordered by frame) are those of a table with boxes; None for a model, whose boxes are its
    regions at the policy's keep level. `mask(frame)` returns the H x W mask of a frame, None without masks. `notes` are
    sentences for the user.
    """

    frames: FrameTable
    regions: NDArray[np.void]
    width_px: int
    height_px: int
    boxes: NDArray[np.void] | None = None
    mask: Callable[[int], Mask] | None = None
    notes: tuple[str, ...] = ()

    def single_frames(self, policy: AlarmPolicy) -> NDArray[np.void]:
        """Returns the detections of each frame by itself, whatever their scores (dtype DETECTION, ordered by frame).

        Of a model these are the regions at the keep level of `policy` that are not too small for it, in frames with
        the presence that it needs. The score of a region is its largest probability.
        """
        if self.boxes is not None:
            return self.boxes
        kept = regions_at(self.regions, policy.keep_level)
        needed = self.frames.presence_level if policy.presence_level is None else policy.presence_level
        usable = self.frames.index[~(self.frames.presence < needed)]
        kept = kept[(kept["area"] >= policy.smallest_area_fraction) & np.isin(kept["frame"], usable)]
        return self._detections(kept, np.arange(len(kept)))

    def follow(self, policy: AlarmPolicy) -> FollowedRegions:
        """Links the regions into tracks, of which any hold back then makes alarms."""
        return follow_regions(self.regions, self.frames, policy)

    def alarms(self, followed: FollowedRegions, hold_back_s: float) -> NDArray[np.void]:
        """Returns the detections that are shown as alarms while the recording plays (dtype DETECTION)."""
        rows = np.flatnonzero(followed.alarms(hold_back_s))
        rows = rows[np.argsort(followed.regions["frame"][rows], kind="stable")]
        return self._detections(followed.regions[rows], followed.track[rows])

    def _detections(self, regions: NDArray[np.void], track: NDArray[np.intp]) -> NDArray[np.void]:
        found = np.zeros(len(regions), DETECTION)
        found["frame"], found["score"], found["track"] = regions["frame"], regions["peak"], track
        found["box"] = regions["box"] * np.array([self.width_px, self.height_px] * 2, np.float64)
        return found


def regions_of_boxes(boxes: NDArray[np.void], width_px: int, height_px: int) -> NDArray[np.void]:
    """Returns boxes (dtype DETECTION, ordered by frame) as regions at each level that their score reaches.

    So an alarm policy acts on a table of boxes as it does on a model; the area of a region is that of its box.
    """
    level, row = np.nonzero(boxes["score"] >= np.array(LEVELS)[:, None])
    chosen = boxes[row]
    found = np.zeros(len(row), REGION)
    found["frame"], found["level"] = chosen["frame"], level
    found["box"] = chosen["box"] / np.array([width_px, height_px] * 2, np.float64)
    found["area"] = np.prod(found["box"][:, 2:] - found["box"][:, :2], axis=1)
    found["mean"] = found["peak"] = chosen["score"]
    return found[np.argsort(found["frame"], kind="stable")]


def frames_without_quality(frame_count: int, rate_fps: float) -> FrameTable:
    """Returns a table of frames of which only the times are known."""
    index, step_s = np.arange(frame_count), np.full(frame_count, 1 / rate_fps)
    unknown = np.full(frame_count, np.nan, np.float32)
    nothing = np.zeros(frame_count, np.float32)
    return FrameTable(index, index / rate_fps, step_s, unknown, nothing, unknown, np.zeros(frame_count, np.uint8))
