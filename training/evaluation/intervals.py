"""95 % confidence intervals of means and shares over images, allowing for groups of dependent images."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean over images and its interval; NaN if there are no values or only one group."""

    mean: float
    low: float
    high: float


def mean_interval(values: NDArray[np.float64], groups: Sequence[str], seed: int = 0) -> MeanInterval:
    """Returns the mean of `values` and its bootstrap interval over `groups` (Efron & Tibshirani 1993, ch. 13).

    Whole groups are resampled, so that thirty frames of one sequence do not count as thirty patients.
    """
    if not len(values):
        return MeanInterval(np.nan, np.nan, np.nan)
    mean = float(np.mean(values))
    _, member = np.unique(list(groups), return_inverse=True)
    sums, counts = np.bincount(member, values), np.bincount(member)
    if len(sums) < 2:
        return MeanInterval(mean, np.nan, np.nan)
    drawn = np.random.default_rng(seed).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), RESAMPLES)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(drawn @ sums / (drawn @ counts), (tail, 1 - tail))
    return MeanInterval(mean, float(low), float(high))


def share_interval(hits: NDArray[np.bool_], groups: Sequence[str], seed: int = 0) -> MeanInterval:
    """Returns the share of `hits` that are true, with its interval.

    If each image is a group of its own it is the exact interval of Clopper & Pearson 1934, else that of
    `mean_interval`. If all values are equal (such as no false alarm at all), where the latter has no width, it is the
    exact interval for as many images as there are groups.
    """
    if not len(hits):
        return MeanInterval(np.nan, np.nan, np.nan)
    count, total, group_count = int(hits.sum()), len(hits), len(set(groups))
    if group_count < 2:
        return MeanInterval(count / total, np.nan, np.nan)
    if group_count < total and 0 < count < total:
        return mean_interval(hits.astype(np.float64), groups, seed)
    alike = round(count / total * group_count)
    exact = binomtest(alike, group_count).proportion_ci(CONFIDENCE, method="exact")
    return MeanInterval(count / total, float(exact.low), float(exact.high))
