"""Estimates agree with independent calculations; untestable data gives a message, without NaN or warnings."""

import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from scipy import stats

from training.statistics.estimates import Estimate, Undefined, normality, pearson, spearman, welch

pytestmark = pytest.mark.filterwarnings("error")
NAMES = ("coverage", "contrast")
SEED = 20240601


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


def estimate(outcome: Estimate | Undefined) -> Estimate:
    assert isinstance(outcome, Estimate) and outcome.interval, outcome
    assert all(map(math.isfinite, (outcome.statistic, outcome.p, outcome.effect, *outcome.interval)))
    assert outcome.interval[0] <= outcome.effect <= outcome.interval[1]
    return outcome


def test_pearson_agrees_with_the_definition(rng: np.random.Generator) -> None:
    x = rng.normal(size=50)
    y = 0.5 * x + rng.normal(size=50)
    result = estimate(pearson(x, y, NAMES))
    assert result.effect == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert result.effect == pytest.approx(estimate(pearson(3 * x + 7, y / 2 - 1, NAMES)).effect)


def test_spearman_depends_on_ranks_only(rng: np.random.Generator) -> None:
    x = rng.normal(size=40)
    y = x + rng.normal(size=40)
    result = estimate(spearman(x, y, NAMES))
    assert result.effect == pytest.approx(estimate(spearman(np.exp(x), y**3, NAMES)).effect)


@pytest.mark.parametrize("test", [pearson, spearman])
def test_a_perfect_correlation_has_no_interval(test: Callable[..., Estimate]) -> None:
    x = np.arange(10.0)
    result = test(x, -x, NAMES)
    assert result.effect == pytest.approx(-1)
    assert result.interval is None and result.p < 0.001


def rho_by_definition(first: Sequence[float], second: Sequence[float]) -> float:
    """Spearman's rho with ties: a value's rank is the number of lower values plus half of the equal ones."""
    ranks = [[sum((v < own) + (v == own) / 2 for v in values) for own in values] for values in (first, second)]
    return float(np.corrcoef(*ranks)[0, 1])


@pytest.mark.parametrize("count", [4, 5, 6])
@pytest.mark.parametrize("tied", [False, True])
def test_spearman_of_few_pairs_counts_every_order(count: int, tied: bool, rng: np.random.Generator) -> None:
    x = np.repeat(rng.normal(size=count), 2)[:count] if tied else rng.normal(size=count)
    for y in (rng.normal(size=count), np.sort(rng.normal(size=count))):
        result = spearman(x, y, NAMES)
        orders = np.array([rho_by_definition(x, order) for order in itertools.permutations(y)])
        above, below = (orders >= result.effect - 1e-9).mean(), (orders <= result.effect + 1e-9).mean()
        assert isinstance(result, Estimate)
        assert result.p == pytest.approx(min(1, 2 * min(above, below)))
        assert result.least_p == pytest.approx(2 * (orders > orders.max() - 1e-9).mean())
        assert result.least_p <= result.p


@pytest.mark.parametrize("count", [4, 5, 6])
def test_at_most_one_in_twenty_orders_of_few_pairs_is_significant(count: int) -> None:
    x = np.arange(float(count))
    outcomes = [spearman(x, np.array(order), NAMES) for order in itertools.permutations(x)]
    assert np.mean([isinstance(outcome, Estimate) and outcome.p < 0.05 for outcome in outcomes]) <= 0.05


def test_four_pairs_in_perfect_order_are_not_significant() -> None:
    result = spearman(np.array([1.0, 2, 3, 4]), np.array([0.1, 0.2, 0.3, 0.5]), NAMES)
    assert isinstance(result, Estimate)
    assert result.p == result.least_p == pytest.approx(2 / 24)
    assert result.interval is None


def test_the_exact_p_approaches_the_approximate_one(rng: np.random.Generator) -> None:
    for _ in range(5):
        x, y = rng.normal(size=(2, 9))
        assert estimate(spearman(x, y, NAMES)).p == pytest.approx(float(stats.spearmanr(x, y).pvalue), abs=0.02)


def test_intervals_contain_the_true_value_about_95_times_in_100(rng: np.random.Generator) -> None:
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


def test_the_welch_interval_includes_zero_exactly_if_p_exceeds_five_percent(rng: np.random.Generator) -> None:
    seen = set()
    for _ in range(200):
        result = estimate(welch(rng.normal(0.4, 1, 12), rng.normal(0, 2, 30), NAMES))
        spans = result.interval[0] <= 0 <= result.interval[1]
        assert spans == (result.p > 0.05)
        seen.add(spans)
    assert seen == {True, False}


def test_the_normality_test_distinguishes_normal_and_skewed_samples(rng: np.random.Generator) -> None:
    assert estimate(normality(rng.normal(size=300), "coverage")).p > 0.05
    skewed = estimate(normality(rng.exponential(size=300), "coverage"))
    assert skewed.p < 0.001
    assert skewed.interval[0] > 1


def test_untestable_data_gives_a_message() -> None:
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


def test_one_sample_without_variance_can_still_be_compared() -> None:
    result = estimate(welch(np.full(5, 0.2), np.array([0.1, 0.3, 0.25, 0.05]), NAMES))
    assert result.n == (5, 4)
