"""Boxes of a recording, those of the truth and those of a prediction, and how far they overlap."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.boxes import box_iou

TRUTH_BOX = np.dtype(
    [
        ("frame", np.int64),  # index of the frame
        ("lesion", np.int64),  # index into the truth's lesion names; -1 if the lesion is not named
        ("box", np.float64, 4),  # left, top, right, bottom in pixels
    ]
)
DETECTION = np.dtype(
    [
        ("frame", np.int64),
        ("score", np.float64),  # 0..1, higher for a surer detection
        ("box", np.float64, 4),  # left, top, right, bottom in pixels
        ("track", np.int64),  # detections of one alarm have the same number
    ]
)

LEAST_IOU = 0.0
"""A detection is a hit if its intersection over union with a true box is above this: any overlap."""


class Overlaps(NamedTuple):
    """The P pairs of a detection and a true box in the same frame whose intersection over union is above 0."""

    detection: NDArray[np.intp]
    truth: NDArray[np.intp]
    iou: NDArray[np.float64]

    def above(self, least_iou: float) -> "Overlaps":
        """Returns the pairs whose intersection over union is above `least_iou`."""
        rows = self.iou > least_iou
        return Overlaps(self.detection[rows], self.truth[rows], self.iou[rows])


def find_overlaps(detections: NDArray[np.void], truth: NDArray[np.void]) -> Overlaps:
    """Returns the pairs of `detections` (dtype DETECTION) and `truth` (dtype TRUTH_BOX), both ordered by frame."""
    first = np.searchsorted(truth["frame"], detections["frame"], "left")
    number = np.searchsorted(truth["frame"], detections["frame"], "right") - first
    detection = np.repeat(np.arange(len(detections)), number)
    place = np.arange(len(detection)) - np.repeat(np.cumsum(number) - number, number)
    true = np.repeat(first, number) + place
    iou = box_iou(truth["box"][true], detections["box"][detection])
    return Overlaps(detection, true, iou).above(0.0)
