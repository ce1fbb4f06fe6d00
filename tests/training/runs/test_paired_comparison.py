"""The sentence on two models says no more than their interval allows."""

from training.evaluation.compare import Comparison
from training.evaluation.intervals import LEAST_GROUPS, MeanInterval
from training.runs.paired_comparison import format_gain


def test_a_gain_is_stated_only_with_an_interval_above_zero() -> None:
    def words(mean: float, low: float, high: float, groups: int = LEAST_GROUPS) -> str:
        comparison = Comparison(40, groups, 0.7, 0.7 + mean, MeanInterval(mean, low, high), 10, 20, 10)
        return format_gain(comparison, "run", "shipped")

    assert words(0.02, 0.01, 0.03).startswith("run is better than shipped: its Dice at 0.5 on 40 validation images")
    assert "higher by 0.020 (0.010 to 0.030" in words(0.02, 0.01, 0.03)
    assert "lower by 0.020 (0.010 to 0.030" in words(-0.02, -0.03, -0.01)
    assert words(0.01, -0.01, 0.03).startswith("No evidence of improvement of run over shipped")
    assert "too few to decide" in words(0.01, float("nan"), float("nan"))
    few = words(0.02, 0.01, 0.03, groups=2)
    assert few.startswith(
        "Dice at 0.5 of run is higher than that of shipped by 0.020 (0.010 to 0.030) on 40 validation"
    )
    assert few.endswith("2 groups are too few for a conclusion; it needs 6.")
    assert "is lower than that of shipped by 0.020 (0.010 to 0.030)" in words(-0.02, -0.03, -0.01, groups=5)
    assert words(0.01, -0.01, 0.03, groups=2).startswith("No evidence of improvement of run over shipped")
