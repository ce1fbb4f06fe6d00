"""Chooses the threshold and the smallest region that the viewer starts with, on validation pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.regions import mask_of
from training.datasets.pairs import read_pair
from training.datasets.samples import Sample
from training.scores import metrics
from training.scores.metrics import Counts
from training.scores.predict import predict
from training.scores.scoring import MaskSettings

THRESHOLDS = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))
MIN_REGIONS = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02)
DICE_TO_GIVE = 0.01
"""How much mean Dice may be given for fewer false alarms on frames without a polyp."""

_CHUNK = 8

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The settings chosen, and what they give on the pairs that they were chosen on.

    `dice` is the mean over `polyp_n` images with a polyp; the rate is over the `empty_n` others, nan without any.
    """

    settings: MaskSettings
    dice: float
    polyp_n: int
    false_positive_rate: float
    empty_n: int


def calibrate(
    segmenter: Segmenter, samples: Sequence[Sample], on_progress: Progress = lambda done, total: None
) -> Calibration:
    """Of the settings whose mean Dice is within 0.01 of the best, those that claim least on frames without a polyp.

    Among equals the higher Dice decides. Masks are compared at the size of the network's square, where the grid of
    settings is quick to try. Raises SourceError, DatasetError.
    """
    grid = [MaskSettings(*pair) for pair in product(THRESHOLDS, MIN_REGIONS)]
    rows: list[NDArray[np.int64]] = []
    for start in range(0, len(samples), _CHUNK):
        pairs = [read_pair(sample) for sample in samples[start : start + _CHUNK]]
        for pair, answer in zip(pairs, predict(segmenter, [pair.image for pair in pairs]), strict=True):
            size = answer.letterbox.box_in_square[2:]
            probability = answer.letterbox.restore(answer.probability, size)
            truth = cv2.resize(pair.truth.view(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 127
            masks = [mask_of(probability, s.threshold, s.min_region_fraction) for s in grid]
            rows.append(np.concatenate([Counts.of(mask, truth).rows() for mask in masks]))
        on_progress(len(rows), len(samples))
    return choose(grid, np.stack(rows))


def choose(grid: Sequence[MaskSettings], counts: NDArray[np.int64]) -> Calibration:
    """The choice among `grid`, given the counts (images x settings x 4: tp, fp, fn, tn)."""
    images = [Counts.from_rows(counts[:, index]) for index in range(len(grid))]
    polyp = images[0].has_polyp
    dice = np.array([metrics.dice(own)[polyp].mean() if polyp.any() else 0.0 for own in images])
    alarms = np.array([own.is_claimed[~polyp].mean() if not polyp.all() else 0.0 for own in images])
    good = np.flatnonzero(dice >= dice.max() - DICE_TO_GIVE)
    best = min(good, key=lambda index: (alarms[index], -dice[index]))
    return Calibration(
        settings=grid[best],
        dice=float(dice[best]),
        polyp_n=int(polyp.sum()),
        false_positive_rate=float(alarms[best]) if not polyp.all() else float("nan"),
        empty_n=int((~polyp).sum()),
    )
