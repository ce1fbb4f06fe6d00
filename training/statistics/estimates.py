"""Statistical tests with effect sizes and intervals, or the reason why a test is not possible."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from polyp_core.display_text import filled, filled_n, mark

Values = NDArray[np.float64]

_LEVEL = 0.95
_Z = float(stats.norm.ppf(0.5 + _LEVEL / 2))
_RESAMPLES = 2000
_BATCH_VALUES = 4_000_000  # number of values drawn at once, to limit memory
_LEAST_PAIRS = 4
_MOST_PAIRS_EXACT = 9  # ten values have ten times as many orders; from there on the t distribution is adequate
_LEAST_FOR_NORMALITY = 20  # D'Agostino's kurtosis test is not valid below


@dataclass(frozen=True, slots=True)
class Estimate:
    """The result of a test.

    `interval` is the 95 % confidence interval of `effect`; None for a perfect correlation, for which the formulas give
    no width. `p` is two-sided; `least_p` is the smallest p possible for any order of these values, if that limits the
    test.
    """

    n: tuple[int, ...]
    statistic_name: str
    statistic: float
    p: float
    effect_name: str
    effect: float
    interval: tuple[float, float] | None
    least_p: float = 0.0

    @property
    def sign(self) -> int:
        """Returns 1 or -1 if the whole interval lies above or below 0, else 0."""
        low, high = self.interval or (self.effect, self.effect)
        return int(low > 0) - int(high < 0)


@dataclass(frozen=True, slots=True)
class Undefined:
    """A test that is not possible, with the reason as a sentence."""

    n: tuple[int, ...]
    reason: str


def spearman(first: Values, second: Values, names: tuple[str, str]) -> Estimate | Undefined:
    """Spearman's rank correlation; interval after Bonett and Wright, Psychometrika 65 (2000).

    Up to nine pairs p is exact, by all permutations; for more, by a t distribution of rho.
    """
    if reason := _not_correlatable(first, second, names):
        return Undefined((len(first),), reason)
    result = stats.spearmanr(first, second)
    rho = float(result.statistic)
    spread = math.sqrt((1 + rho**2 / 2) / (len(first) - 3))
    p, least_p = _exact_p(first, second) if len(first) <= _MOST_PAIRS_EXACT else (float(result.pvalue), 0.0)
    return Estimate((len(first),), "rho", rho, p, "Spearman's rho", rho, _fisher(rho, spread), least_p)


def pearson(first: Values, second: Values, names: tuple[str, str]) -> Estimate | Undefined:
    """Pearson's linear correlation; interval by Fisher's transformation."""
    if reason := _not_correlatable(first, second, names):
        return Undefined((len(first),), reason)
    result = stats.pearsonr(first, second)
    r = float(result.statistic)
    spread = 1 / math.sqrt(len(first) - 3)
    return Estimate((len(first),), "r", r, float(result.pvalue), "Pearson's r", r, _fisher(r, spread))


def welch(first: Values, second: Values, names: tuple[str, str], least: int = 2) -> Estimate | Undefined:
    """Welch's t test: difference of two means without equal variances (Biometrika 34, 1947).

    The effect is Hedges' g over the mean of both variances (Bonett, Psychological Methods 13, 2008); its interval is
    Welch's, in the same unit, so that it contains 0 if p is above 0.05. Each side needs `least` values, at least two.
    """
    n = len(first), len(second)
    for values, name in zip((first, second), names, strict=True):
        if len(values) < least:
            return Undefined(
                n,
                filled(
                    "There {count}; the comparison needs at least {least} on each side.",
                    count=_format_count(len(values), name),
                    least=least,
                ),
            )
    if _constant(first) and _constant(second):
        return Undefined(n, mark("The values do not vary within either side, so there is no spread to compare with."))
    difference = float(first.mean() - second.mean())
    variances = float(first.var(ddof=1)), float(second.var(ddof=1))
    shares = variances[0] / n[0], variances[1] / n[1]
    freedom = sum(shares) ** 2 / sum(share**2 / (size - 1) for share, size in zip(shares, n, strict=True))
    error = math.sqrt(sum(shares))
    t = difference / error
    half_width = error * float(stats.t.ppf(0.5 + _LEVEL / 2, freedom))
    # Hedges' correction for small samples, over the pooled standard deviation.
    to_g = (1 - 3 / (4 * (sum(n) - 2) - 1)) / math.sqrt(sum(variances) / 2)
    interval = (difference - half_width) * to_g, (difference + half_width) * to_g
    return Estimate(n, "t", t, 2 * float(stats.t.sf(abs(t), freedom)), "Hedges' g", difference * to_g, interval)


def normality(values: Values, name: str, seed: int = 0) -> Estimate | Undefined:
    """D'Agostino and Pearson's test on skewness and kurtosis; the effect is the skewness, its interval by bootstrap."""
    n = (len(values),)
    if len(values) < _LEAST_FOR_NORMALITY:
        return Undefined(
            n,
            filled_n(
                "There is {n} value; the test needs at least {least}.",
                "There are {n} values; the test needs at least {least}.",
                len(values),
                least=_LEAST_FOR_NORMALITY,
            ),
        )
    if _constant(values):
        return Undefined(
            n, filled("The {quantity} is the same everywhere, so it has no distribution.", quantity=filled(name))
        )
    result = stats.normaltest(values)
    skewness = float(stats.skew(values))
    rng = np.random.default_rng(seed)
    drawn: list[Values] = []
    batch = max(1, _BATCH_VALUES // len(values))
    for start in range(0, _RESAMPLES, batch):
        size = min(batch, _RESAMPLES - start), len(values)
        samples = values[rng.integers(0, len(values), size)]
        centred = samples - samples.mean(axis=1, keepdims=True)
        variance = (centred**2).mean(axis=1)
        varied = variance > 0  # a resample of few values may be constant
        drawn.append((centred[varied] ** 3).mean(axis=1) / variance[varied] ** 1.5)
    low, high = np.quantile(np.concatenate(drawn), [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return Estimate(
        n, "K²", float(result.statistic), float(result.pvalue), "skewness", skewness, (float(low), float(high))
    )


def _exact_p(first: Values, second: Values) -> tuple[float, float]:
    """Returns Spearman's p over all orders of `second`, and the smallest p of any order."""
    ranks = stats.rankdata(first)
    # Sums of rank products are exact, so that equal orders compare equal; rho only scales them.
    tested = stats.permutation_test(
        (stats.rankdata(second),),
        lambda order, axis: (ranks * order).sum(axis=axis),
        permutation_type="pairings",
        n_resamples=math.factorial(len(ranks)),
        vectorized=True,
    )
    every = tested.null_distribution
    rarest = min(np.mean(every == every.min()), np.mean(every == every.max()))
    return float(tested.pvalue), min(1.0, 2 * float(rarest))


def _fisher(r: float, spread: float) -> tuple[float, float] | None:
    """Returns the interval of a correlation by Fisher's transformation; None for a perfect one."""
    if abs(r) > 1 - 1e-12:
        return None
    z = math.atanh(r)
    return math.tanh(z - _Z * spread), math.tanh(z + _Z * spread)


def _not_correlatable(first: Values, second: Values, names: tuple[str, str]) -> str | None:
    if len(first) < _LEAST_PAIRS:
        count = _format_count(len(first), mark("pair"))
        return filled("There {count}; the test needs at least {least}.", count=count, least=_LEAST_PAIRS)
    constant = [name for values, name in zip((first, second), names, strict=True) if _constant(values)]
    if constant:
        if len(constant) == 1:
            return filled("The {quantity} is the same in all pairs.", quantity=filled(constant[0]))
        first_name, second_name = map(filled, constant)
        text = mark("The {first} and the {second} are the same in all pairs.")
        return filled(text, first=first_name, second=second_name)
    return None


def _constant(values: Values) -> bool:
    """True if the values differ by no more than rounding errors."""
    return bool(np.ptp(values) <= 1e-12 * np.abs(values).max(initial=0.0))


def _format_count(count: int, what: str) -> str:
    if count == 0:
        return filled("is no {thing}", thing=filled(what))
    if count == 1:
        return filled("is only one {thing}", thing=filled(what))
    several = f"{what}s"
    return filled("are only {n} {things}", n=count, things=filled(several))
