"""95 % confidence intervals of means, shares, ratios and medians, allowing for groups of dependent images."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean over images and its interval; NaN if there are no values or only one group."""

    mean: float
    low: float
    high: float


LEAST_GROUPS = 6
"""With fewer groups, the sign of all of them is the same by chance in more than one of twenty cases (2 / 2^5 = 6 %).

A bootstrap interval over so few is too narrow to conclude from it that a difference is not 0.
"""


def spans_zero(difference: MeanInterval) -> bool:
    """Returns whether the interval contains 0, or is unknown."""
    return not (difference.low > 0 or difference.high < 0)


def is_conclusive(difference: MeanInterval, groups: int) -> bool:
    """Returns whether the interval over `groups` excludes 0, and these are enough to conclude from that."""
    return groups >= LEAST_GROUPS and not spans_zero(difference)


def mean_interval(values: NDArray[np.float64], groups: Sequence[str], seed: int = 0) -> MeanInterval:
    """Returns the mean of `values` and its bootstrap interval over `groups` (Efron & Tibshirani 1993, ch. 13).

    `values` has shape (n,), `groups` the group of each. Whole groups are resampled, so that thirty frames of one
    sequence do not count as thirty patients.
    """
    if not len(values):
        return MeanInterval(np.nan, np.nan, np.nan)
    mean = float(np.mean(values))
    _, member = np.unique(list(groups), return_inverse=True)
    found = ratio_interval(
        np.asarray(np.bincount(member, values), np.float64), np.bincount(member).astype(np.float64), seed
    )
    return MeanInterval(mean, found.low, found.high)


def ratio_interval(parts: NDArray[np.floating], wholes: NDArray[np.floating], seed: int = 0) -> MeanInterval:
    """Returns the sum of `parts` over the sum of `wholes` and its bootstrap interval over groups.

    Both have shape (G,), a sum for each group. NaN without a whole, and with fewer than two groups that have one for
    the interval.
    """
    if not wholes.sum():
        return MeanInterval(np.nan, np.nan, np.nan)
    ratio = float(parts.sum() / wholes.sum())
    if np.count_nonzero(wholes) < 2:
        return MeanInterval(ratio, np.nan, np.nan)
    drawn = resample(len(parts), seed)
    totals = drawn @ wholes
    return MeanInterval(ratio, *_ends((drawn @ parts)[totals > 0] / totals[totals > 0]))


def ratio_difference(
    parts_a: NDArray[np.floating],
    wholes_a: NDArray[np.floating],
    parts_b: NDArray[np.floating],
    wholes_b: NDArray[np.floating],
    seed: int = 0,
) -> MeanInterval:
    """Returns the ratio of B (sum of parts over sum of wholes) less that of A, and its interval.

    Both have one item for each of the same groups, which are resampled together. NaN as in `ratio_interval`.
    """
    if not wholes_a.sum() or not wholes_b.sum():
        return MeanInterval(np.nan, np.nan, np.nan)
    difference = float(parts_b.sum() / wholes_b.sum() - parts_a.sum() / wholes_a.sum())
    if min(np.count_nonzero(wholes_a), np.count_nonzero(wholes_b)) < 2:
        return MeanInterval(difference, np.nan, np.nan)
    drawn = resample(len(parts_a), seed)
    totals = np.stack([drawn @ wholes_a, drawn @ wholes_b])
    known = (totals > 0).all(axis=0)
    ratios = np.stack([drawn @ parts_a, drawn @ parts_b])[:, known] / totals[:, known]
    return MeanInterval(difference, *_ends(ratios[1] - ratios[0]))


def median_interval(values: Sequence[NDArray[np.float64]], seed: int = 0) -> MeanInterval:
    """Returns the median of all `values` and its bootstrap interval over groups.

    `values` has an array of shape (n,) for each group.
    """
    pooled = np.concatenate([*values, np.zeros(0)])
    if not len(pooled):
        return MeanInterval(np.nan, np.nan, np.nan)
    median = float(np.median(pooled))
    if sum(len(own) > 0 for own in values) < 2:
        return MeanInterval(median, np.nan, np.nan)
    group = np.repeat(np.arange(len(values)), [len(own) for own in values])
    medians = [
        np.median(np.repeat(pooled, drawn[group])) for drawn in resample(len(values), seed) if drawn[group].any()
    ]
    return MeanInterval(median, *_ends(np.array(medians)))


def resample(group_count: int, seed: int = 0) -> NDArray[np.int64]:
    """Returns how often each of the groups is drawn in each of RESAMPLES bootstrap samples: RESAMPLES x group_count."""
    even = np.full(group_count, 1 / group_count)
    return np.asarray(np.random.default_rng(seed).multinomial(group_count, even, RESAMPLES))


def _ends(values: NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(values, (tail, 1 - tail))
    return float(low), float(high)


def share_interval(hits: NDArray[np.bool_], groups: Sequence[str]) -> MeanInterval:
    """Returns the share (0..1) of true items in `hits` (n,), with the interval of `group_share` over `groups` (n)."""
    if not len(hits):
        return MeanInterval(np.nan, np.nan, np.nan)
    _, member = np.unique(list(groups), return_inverse=True)
    return group_share(np.bincount(member, hits).astype(np.float64), np.bincount(member).astype(np.float64))


def group_share(hits: NDArray[np.floating], sizes: NDArray[np.floating]) -> MeanInterval:
    """Returns the share of images (or frames, or lesions) that are hit, from the hits and the size of each group.

    Both have shape (G,), the share is 0..1. If each image is a group of its own, the interval is the exact one of
    Clopper & Pearson 1934. Otherwise it is the exact one for the number of independent images that would vary as much,
    as by Korn & Graubard 1998 (Survey Methodology 24): a bootstrap over groups is too narrow for a few hits, and has no
    width without one. If all images have the same outcome, as many images count as there are groups. NaN without an
    image, and with fewer than two groups for the interval.
    """
    hits, sizes = hits[sizes > 0], sizes[sizes > 0]
    count, total, group_count = float(hits.sum()), float(sizes.sum()), len(sizes)
    if not group_count:
        return MeanInterval(np.nan, np.nan, np.nan)
    share = count / total
    if group_count < 2:
        return MeanInterval(share, np.nan, np.nan)
    if group_count == total:
        return MeanInterval(share, *_exact_ends(count, total))
    if count in (0, total):
        return MeanInterval(share, *_exact_ends(share * group_count, group_count))
    deviations = hits - share * sizes
    variance = group_count / (group_count - 1) * float(deviations @ deviations) / total**2
    independent = min(share * (1 - share) / variance, total) if variance > 0 else total
    tail = (1 - CONFIDENCE) / 2
    independent *= float(stats.t.ppf(tail, total - 1) / stats.t.ppf(tail, group_count - 1)) ** 2
    return MeanInterval(share, *_exact_ends(share * independent, independent))


def _exact_ends(hits: float, of: float) -> tuple[float, float]:
    """Returns the ends of the Clopper-Pearson interval, also for numbers that are not whole."""
    tail = (1 - CONFIDENCE) / 2
    low = float(stats.beta.ppf(tail, hits, of - hits + 1)) if hits > 0 else 0.0
    high = float(stats.beta.ppf(1 - tail, hits + 1, of - hits)) if hits < of else 1.0
    return low, high
