"""Chooses the viewer's initial settings on validation pairs and polyp-free pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.regions import mask_at
from polyp_core.model.card import AlarmPoint
from polyp_core.model.selection_score import selection_score
from training.datasets.groups import group_of
from training.datasets.sample import Sample
from training.datasets.square_cache import read_pair
from training.evaluation import metrics
from training.evaluation.false_alarms import FalseAlarms, count_false_alarms, kind_of_sample, of_full_frames
from training.evaluation.metrics import Counts, Ratio
from training.evaluation.predict import predict
from training.evaluation.scoring import MaskSettings
from training.progress import OnProgress, ignore_progress

THRESHOLDS = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))
MIN_REGIONS = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02)
PRESENCE_LEVELS = (0.0, 0.01, 0.02, *(round(0.05 * step, 2) for step in range(1, 20)), 0.98, 0.99)
POINTS_LISTED = 12

MAX_DICE_LOSS = 0.01
"""What the chosen settings may lose of the highest Dice in favour of fewer false alarms."""

_CHUNK = 8
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Calibration:
    """The chosen settings, and their scores on the pairs and pictures that they were chosen on.

    `dice` is the mean over `polyp_n` images with a polyp; `false_alarms` has one item per kind of polyp-free picture.
    `points` are the Pareto-optimal settings, from the fewest false alarms on full frames to the highest Dice; empty
    without such frames.
    """

    settings: MaskSettings
    dice: float
    polyp_n: int
    false_alarms: tuple[FalseAlarms, ...] = ()
    points: tuple[AlarmPoint, ...] = ()

    @property
    def empty_n(self) -> int:
        """The number of full frames without a polyp."""
        return of_full_frames(self.false_alarms).n


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Results of the grid of settings on N images, before any presence level.

    `counts` is N x settings x 4 (tp, fp, fn, tn), `presence` N (0..1, None without that head), `kinds` and `groups` are
    the kind and the group of each image.
    """

    counts: NDArray[np.int64]
    presence: Ratio | None
    kinds: Sequence[str]
    groups: Sequence[str]


def calibrate(
    segmenter: Segmenter, samples: Sequence[Sample], on_progress: OnProgress = ignore_progress
) -> Calibration:
    """Returns the settings with the highest `selection_score`, mean Dice minus false alarms on full frames, among those
    whose Dice is at most MAX_DICE_LOSS below the highest.

    A model with a presence head also gets a presence level. Masks are compared at the size of the network's square,
    where the grid is fast to evaluate. Raises SourceError, DatasetError.
    """
    grid = [MaskSettings(*pair) for pair in product(THRESHOLDS, MIN_REGIONS)]
    rows: list[NDArray[np.int64]] = []
    presence: list[float | None] = []
    for start in range(0, len(samples), _CHUNK):
        pairs = [read_pair(sample) for sample in samples[start : start + _CHUNK]]
        for pair, answer in zip(pairs, predict(segmenter, [pair.image for pair in pairs]), strict=True):
            size = answer.letterbox.box_in_square[2:]
            levels = answer.raw().levels_at(size)
            truth = cv2.resize(pair.truth.view(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 127
            masks = [mask_at(levels, s.threshold, s.min_region_fraction) for s in grid]
            rows.append(np.concatenate([Counts.of(mask, truth).rows() for mask in masks]))
            presence.append(answer.presence)
        on_progress(len(rows), len(samples))
    known = [value for value in presence if value is not None]
    answers = Answers(
        np.stack(rows),
        np.array(known) if len(known) == len(rows) else None,
        [kind_of_sample(sample) for sample in samples],
        [group_of(sample) for sample in samples],
    )
    return choose(grid, answers)


def choose(grid: Sequence[MaskSettings], answers: Answers) -> Calibration:
    """Chooses among `grid`, and PRESENCE_LEVELS if there are a presence head and a frame to judge it by.

    Ties are decided by the fewest false alarms, then the threshold nearest 0.5, then the lowest level.
    """
    images = [Counts.from_rows(answers.counts[:, index]) for index in range(len(grid))]
    polyp = images[0].has_polyp
    frames = ~polyp & (np.array(answers.kinds) == "frame")
    dice = np.stack([metrics.dice(own) for own in images], axis=-1)
    claimed = np.stack([own.is_claimed for own in images], axis=-1)
    has_head = answers.presence is not None
    presence = np.ones(len(polyp)) if answers.presence is None else answers.presence
    levels = PRESENCE_LEVELS if has_head and frames.any() else (0.0,)
    points: list[AlarmPoint] = []
    for level in levels:
        kept = (presence >= level)[:, None]
        means = (dice * kept)[polyp].mean(axis=0) if polyp.any() else np.zeros(len(grid))
        rates = (claimed & kept)[frames].mean(axis=0) if frames.any() else np.zeros(len(grid))
        points += [
            AlarmPoint(
                threshold=settings.threshold,
                min_region_fraction=settings.min_region_fraction,
                presence_level=level if has_head else None,
                dice=min(1.0, float(mean)),
                false_alarm_rate=float(rate),
            )
            for settings, mean, rate in zip(grid, means, rates, strict=True)
        ]

    def preference(point: AlarmPoint) -> tuple[float, float, float, float]:
        score = selection_score(point.dice, point.false_alarm_rate, int(frames.sum()))
        level = point.presence_level or 0.0
        return -round(score / _SAME) * _SAME, point.false_alarm_rate, abs(point.threshold - 0.5), level

    lowest_dice = max(point.dice for point in points) - MAX_DICE_LOSS - _SAME
    best = min((point for point in points if point.dice >= lowest_dice), key=preference)
    level = best.presence_level or 0.0
    chosen = grid.index(MaskSettings(best.threshold, best.min_region_fraction))
    alarms = count_false_alarms(claimed[:, chosen] & (presence >= level), polyp, answers.kinds, answers.groups)
    return Calibration(
        settings=MaskSettings(best.threshold, best.min_region_fraction, level),
        dice=best.dice,
        polyp_n=int(polyp.sum()),
        false_alarms=alarms,
        points=_best_choices(points, best) if frames.any() else (),
    )


def choose_presence_level(counts: NDArray[np.int64], presence: Ratio, kinds: Sequence[str]) -> float:
    """Returns the presence level that `choose` gives to masks at threshold 0.5 with all regions.

    `counts` (N x 4: tp, fp, fn, tn) are of these masks, `presence` (N) 0..1, `kinds` those of the images.
    """
    answers = Answers(counts[:, None], presence, kinds, [""] * len(kinds))
    return choose([MaskSettings(0.5, 0.0)], answers).settings.presence_level


def _best_choices(points: Sequence[AlarmPoint], chosen: AlarmPoint) -> tuple[AlarmPoint, ...]:
    """Returns Pareto-optimal `points` by Dice and false alarms, at most POINTS_LISTED, including the chosen one."""
    front: list[AlarmPoint] = []
    for point in sorted(points, key=lambda point: (point.false_alarm_rate, -point.dice)):
        if not front or point.dice > front[-1].dice:
            front.append(point)
    if len(front) > POINTS_LISTED:
        places = np.unique(np.linspace(0, len(front) - 1, POINTS_LISTED - 1).round().astype(int))
        front = [front[place] for place in places]
    same = [(point.dice, point.false_alarm_rate) for point in front]
    if (chosen.dice, chosen.false_alarm_rate) in same:
        front[same.index((chosen.dice, chosen.false_alarm_rate))] = chosen
    else:
        front.append(chosen)
    return tuple(sorted(front, key=lambda point: (point.false_alarm_rate, point.dice)))
