"""The criterion for the best model or settings: mean Dice minus false alarm rate."""

from collections.abc import Mapping, Sequence

ALARM_RATES = ("false_alarm_rate", "upper_gi_alarm_rate", "patch_alarm_rate")
"""Shares of polyp-free pictures with a prediction.

Of full frames of the colon, which alone count for the choice, of frames of the upper GI tract, and of patches of
mucosa.
"""

FRAME_COUNT = "polyp_free_frames"
"""The number of full frames behind `false_alarm_rate`."""

ENOUGH_FRAMES = 40
"""Number of full frames without a polyp from which on false alarms have full weight."""


def selection_score(dice: float, false_alarm_rate: float | None, frames: float = ENOUGH_FRAMES) -> float:
    """Returns mean Dice minus the false alarm rate on the `frames` polyp-free frames.

    Both are shares (0..1) with equal weight: one more false alarm in a hundred frames costs as much as 0.01 of Dice. 1
    is the best; 0 is the score of a model that never predicts anything, and of one that finds every polyp exactly but
    always raises a false alarm. With fewer than ENOUGH_FRAMES the rate has proportionally less weight, so that no
    single frame costs more than 1 / ENOUGH_FRAMES of Dice. Without frames `false_alarm_rate` is None and the Dice alone
    decides.
    """
    if false_alarm_rate is None or not frames:
        return dice
    return dice - false_alarm_rate * min(1.0, frames / ENOUGH_FRAMES)


def rank_of(scores: Mapping[str, float], prefix: str = "") -> tuple[bool, float]:
    """Returns the sort key of an epoch, higher is better: whether false alarms were counted, then `selection_score`.

    `scores` has `dice` and, if they were counted, `false_alarm_rate` and FRAME_COUNT. Epochs of one run differ in that
    only if an earlier version of the program, which did not count them, started it; the false alarms of those epochs
    are unknown.
    """
    rate = scores.get(f"{prefix}false_alarm_rate")
    frames = scores.get(prefix + FRAME_COUNT, ENOUGH_FRAMES)
    return rate is not None, selection_score(scores[f"{prefix}dice"], rate, frames)


def best_row(rows: Sequence[dict[str, float]]) -> dict[str, float] | None:
    """Returns the row of `metrics.csv` of the epoch whose model is saved, the first among ties; None without rows."""
    return max(rows, key=lambda row: rank_of(row, "validation_"), default=None)


def format_best(row: Mapping[str, float]) -> str:
    """Returns such as "validation Dice 0.712, false alarms 3.1 %"."""
    rate = row.get("validation_false_alarm_rate")
    alarms = "" if rate is None else f", false alarms {rate * 100:.1f} %"
    return f"validation Dice {row['validation_dice']:.3f}{alarms}"
