"""Dice, IoU and related metrics as pure functions of pixel counts.

The counts are of the polyp class alone. Dice and IoU of an empty prediction on an empty truth are 1; precision without
a predicted pixel and recall without a true pixel are undefined (NaN) and left out of averages.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.dice import dice_of_counts

Ratio = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Pixel counts; each field is an array with one value per image."""

    tp: NDArray[np.int64]
    fp: NDArray[np.int64]
    fn: NDArray[np.int64]
    tn: NDArray[np.int64]

    @classmethod
    def of(cls, predicted: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Self:
        """Counts pixels of two masks (... x H x W bool) over the last two axes. Raises ValueError if shapes differ."""
        if predicted.shape != truth.shape:
            raise ValueError(f"a prediction of shape {predicted.shape} does not match a truth of shape {truth.shape}")
        both = np.asarray(np.count_nonzero(predicted & truth, axis=(-2, -1)))
        claimed = np.asarray(np.count_nonzero(predicted, axis=(-2, -1)))
        polyp = np.asarray(np.count_nonzero(truth, axis=(-2, -1)))
        pixels = truth.shape[-2] * truth.shape[-1]
        return cls(both, claimed - both, polyp - both, pixels - claimed - polyp + both)

    @classmethod
    def from_rows(cls, rows: NDArray[np.int64]) -> Self:
        """Returns counts from N x 4 rows of tp, fp, fn, tn."""
        return cls(*np.asarray(rows, np.int64).reshape(-1, 4).T)

    def rows(self) -> NDArray[np.int64]:
        """N x 4: tp, fp, fn, tn."""
        return np.stack(np.broadcast_arrays(*map(np.atleast_1d, (self.tp, self.fp, self.fn, self.tn))), axis=-1)

    def pooled(self) -> Self:
        """Returns the counts summed over images."""
        return type(self)(*(np.asarray(np.sum(part)) for part in (self.tp, self.fp, self.fn, self.tn)))

    @property
    def has_polyp(self) -> NDArray[np.bool_]:
        """Returns which images' truth is not empty."""
        return np.asarray(self.tp + self.fn > 0)

    @property
    def is_claimed(self) -> NDArray[np.bool_]:
        """Returns which images' prediction is not empty."""
        return np.asarray(self.tp + self.fp > 0)


def dice(counts: Counts) -> Ratio:
    """2 TP / (2 TP + FP + FN) (Dice 1945; the F1 score); 1 if prediction and truth are both empty."""
    return dice_of_counts(counts.tp, counts.tp + counts.fp, counts.tp + counts.fn)


def iou(counts: Counts) -> Ratio:
    """TP / (TP + FP + FN) (Jaccard 1912), which is Dice / (2 - Dice); 1 if prediction and truth are both empty."""
    return _ratio(counts.tp, counts.tp + counts.fp + counts.fn, undefined=1.0)


def precision(counts: Counts) -> Ratio:
    """TP / (TP + FP): the share of the prediction that is polyp; NaN if the prediction is empty."""
    return _ratio(counts.tp, counts.tp + counts.fp, undefined=np.nan)


def recall(counts: Counts) -> Ratio:
    """TP / (TP + FN): the share of the polyp that is found; NaN if there is none."""
    return _ratio(counts.tp, counts.tp + counts.fn, undefined=np.nan)


def accuracy(counts: Counts) -> Ratio:
    """Share of all pixels, background included, that are classified correctly."""
    return _ratio(counts.tp + counts.tn, counts.tp + counts.fp + counts.fn + counts.tn, undefined=np.nan)


def without_prediction(counts: Counts, images: NDArray[np.bool_]) -> Counts:
    """Returns `counts` with empty predictions for the given `images` (N bool)."""
    nothing = np.zeros_like(counts.tp)
    return Counts(
        tp=np.where(images, nothing, counts.tp),
        fp=np.where(images, nothing, counts.fp),
        fn=np.where(images, counts.fn + counts.tp, counts.fn),
        tn=np.where(images, counts.tn + counts.fp, counts.tn),
    )


def column_averaged_iou(predicted: NDArray[np.bool_], truth: NDArray[np.bool_], smoothing: float = 1e-6) -> float:
    """The "IoU" printed by the earlier training code for masks N x H x W; not a polyp IoU, kept to explain its numbers.

    It summed 4-D tensors (N x 1 x H x W) over channel and rows, so that every image column was scored separately, and a
    column without polyp and prediction counts as 1. See docs/metrics.md.
    """
    overlap = np.count_nonzero(predicted & truth, axis=-2)
    union = np.count_nonzero(predicted | truth, axis=-2)
    return float(np.mean((overlap + smoothing) / (union + smoothing)))


def _ratio(part: NDArray[np.int64], whole: NDArray[np.int64], undefined: float) -> Ratio:
    whole = np.asarray(whole, np.float64)
    return np.asarray(np.divide(part, whole, out=np.full(whole.shape, undefined), where=whole > 0))
