"""Scores of lesions: whether, how soon and in how many of its frames each is detected.

The definitions are those of TRUE-Colon (Doerrich et al. 2026, arXiv 2608.13711) and its package `true-colon`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.recordings.boxes import LEAST_IOU, Overlaps
from training.evaluation.recordings.truth import RecordingTruth

WINDOWS_S = (1, 3, 5)
PERSISTENCE_LEVELS = (0.25, 0.5)
_HITS_PER_WINDOW_S = 0.5
"""The time of hits that a lesion needs within a window: 15 frames at 30 frames a second."""


@dataclass(frozen=True, slots=True)
class LesionScore:
    """How one lesion is detected; frames are indices in its recording.

    `frames` is the number of known frames that show it, `hits` the number of those with a detection of it. `first_hit`
    is None if it is never detected. `found_within` says for each of WINDOWS_S whether it is.
    """

    recording: str
    lesion: str
    rate_fps: float
    frames: int
    hits: int
    first_frame: int
    first_hit: int | None
    found_within: tuple[bool, ...]

    @property
    def persistence(self) -> float:
        """The share of its frames with a hit, 0..1."""
        return self.hits / self.frames

    @property
    def is_found(self) -> bool:
        return self.hits > 0

    @property
    def delay_frames(self) -> int | None:
        """Frames from the first that shows it to the first hit; None if it is never detected."""
        return None if self.first_hit is None else self.first_hit - self.first_frame

    @property
    def delay_s(self) -> float | None:
        """Seconds from the first frame that shows it to the first hit; None if it is never detected."""
        return None if self.delay_frames is None else self.delay_frames / self.rate_fps


def score_lesions(
    truth: RecordingTruth,
    detections: NDArray[np.void],
    overlaps: Overlaps,
    threshold: float,
    least_iou: float = LEAST_IOU,
) -> tuple[LesionScore, ...]:
    """Returns a score for each lesion of a recording that is named and visible in a known frame, in order of names."""
    hits = overlaps.above(least_iou)
    hit_boxes = truth.boxes[hits.truth[detections["score"][hits.detection] >= threshold]]
    found = []
    for lesion in sorted(range(len(truth.lesions)), key=lambda each: truth.lesions[each]):
        frames = np.unique(truth.boxes["frame"][truth.boxes["lesion"] == lesion])
        if not len(frames):
            continue
        hit_frames = np.unique(hit_boxes["frame"][hit_boxes["lesion"] == lesion])
        found.append(_score(truth, lesion, frames, hit_frames))
    return tuple(found)


def _score(
    truth: RecordingTruth, lesion: int, frames: NDArray[np.integer], hit_frames: NDArray[np.integer]
) -> LesionScore:
    first = int(frames[0])
    needed = max(1, round(_HITS_PER_WINDOW_S * truth.rate_fps))
    in_window = [int((hit_frames < first + int(window_s * truth.rate_fps)).sum()) for window_s in WINDOWS_S]
    return LesionScore(
        truth.name,
        truth.lesions[lesion],
        truth.rate_fps,
        len(frames),
        len(hit_frames),
        first,
        int(hit_frames[0]) if len(hit_frames) else None,
        tuple(hits >= needed for hits in in_window),
    )
