"""Estimates agree with independent calculations; what cannot be tested is said in words, without nan or warning."""

import math

import numpy as np
import pytest
from scipy import stats

from training.eda.statistics import Estimate, Undefined, normality, pearson, spearman, welch

pytestmark = pytest.mark.filterwarnings("error")
NAMES = ("coverage", "contrast")
SEED = 20240601


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


def estimate(outcome: Estimate | Undefined) -> Estimate:
    assert isinstance(outcome, Estimate), outcome
    assert all(map(math.isfinite, (outcome.statistic, outcome.p, outcome.effect, *outcome.interval)))
    assert outcome.interval[0] <= outcome.effect <= outcome.interval[1]
    return outcome


def test_pearson_agrees_with_the_definition(rng: np.random.Generator) -> None:
    x = rng.normal(size=50)
    y = 0.5 * x + rng.normal(size=50)
    result = estimate(pearson(x, y, NAMES))
    assert result.effect == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert result.effect == pytest.approx(estimate(pearson(3 * x + 7, y / 2 - 1, NAMES)).effect)


def test_spearman_sees_ranks_alone(rng: np.random.Generator) -> None:
    x = rng.normal(size=40)
    y = x + rng.normal(size=40)
    result = estimate(spearman(x, y, NAMES))
    assert result.effect == pytest.approx(estimate(spearman(np.exp(x), y**3, NAMES)).effect)


@pytest.mark.parametrize("test", [pearson, spearman])
def test_a_perfect_correlation_is_no_infinity(test: object) -> None:
    x = np.arange(10.0)
    assert estimate(test(x, -x, NAMES)).interval == pytest.approx((-1, -1))


def test_intervals_hold_the_truth_about_95_times_in_100(rng: np.random.Generator) -> None:
    held = {"pearson": 0, "spearman": 0, "welch": 0}
    rounds = 400
    for _ in range(rounds):
        x, noise = rng.normal(size=(2, 40))
        y = 0.6 * x + 0.8 * noise
        low, high = estimate(pearson(x, y, NAMES)).interval
        held["pearson"] += low <= 0.6 <= high
        low, high = estimate(spearman(x, y, NAMES)).interval
        held["spearman"] += low <= 6 / math.pi * math.asin(0.3) <= high
        low, high = estimate(welch(rng.normal(1, 1, 30), rng.normal(0, 2, 60), NAMES)).interval
        held["welch"] += low <= 1 / math.sqrt(2.5) <= high
    assert all(0.91 <= count / rounds <= 0.985 for count in held.values()), held


def test_welch_finds_a_difference_and_its_direction(rng: np.random.Generator) -> None:
    result = estimate(welch(rng.normal(1, 1, 80), rng.normal(0, 2, 100), NAMES))
    assert result.p < 0.001
    assert result.effect > 0.3
    assert result.n == (80, 100)


def test_welch_agrees_with_scipy(rng: np.random.Generator) -> None:
    first, second = rng.normal(1, 1, 15), rng.normal(0, 3, 40)
    result, oracle = estimate(welch(first, second, NAMES)), stats.ttest_ind(first, second, equal_var=False)
    assert (result.statistic, result.p) == pytest.approx((oracle.statistic, oracle.pvalue))
    unit = (first.mean() - second.mean()) / result.effect
    assert np.multiply(result.interval, unit) == pytest.approx(tuple(oracle.confidence_interval()))


def test_welch_interval_spans_zero_exactly_where_p_is_above_five_percent(rng: np.random.Generator) -> None:
    seen = set()
    for _ in range(200):
        result = estimate(welch(rng.normal(0.4, 1, 12), rng.normal(0, 2, 30), NAMES))
        spans = result.interval[0] <= 0 <= result.interval[1]
        assert spans == (result.p > 0.05)
        seen.add(spans)
    assert seen == {True, False}


def test_normality_tells_a_normal_from_a_skewed_sample(rng: np.random.Generator) -> None:
    assert estimate(normality(rng.normal(size=300), "coverage")).p > 0.05
    skewed = estimate(normality(rng.exponential(size=300), "coverage"))
    assert skewed.p < 0.001
    assert skewed.interval[0] > 1


def test_what_cannot_be_tested_is_said_in_words() -> None:
    some, same, none = np.array([0.1, 0.2, 0.4, 0.3]), np.full(4, 0.1), np.array([])
    for outcome, words in (
        (pearson(some, same, NAMES), "The contrast is the same in all pairs."),
        (spearman(same, same, NAMES), "The coverage and the contrast are the same in all pairs."),
        (pearson(some[:3], some[:3], NAMES), "There are only 3 pairs; the test needs at least 4."),
        (spearman(none, none, NAMES), "There is no pair"),
        (welch(none, some, ("portrait picture", "landscape picture")), "There is no portrait picture"),
        (welch(some, some[:1], ("portrait picture", "landscape picture")), "is only one landscape picture"),
        (welch(same, same, ("portrait picture", "landscape picture")), "do not vary"),
        (normality(some, "coverage"), "There are 4 values; the test needs at least 20."),
        (normality(np.full(50, 0.3), "coverage"), "The coverage is the same everywhere"),
    ):
        assert isinstance(outcome, Undefined)
        assert words in outcome.reason


def test_one_side_without_spread_can_still_be_compared() -> None:
    result = estimate(welch(np.full(5, 0.2), np.array([0.1, 0.3, 0.25, 0.05]), NAMES))
    assert result.n == (5, 4)
