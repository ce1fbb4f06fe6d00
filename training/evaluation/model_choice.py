"""Which epoch of a run is its best, by `polyp_core.model.selection_score`."""

from collections.abc import Mapping, Sequence

from polyp_core.model.selection_score import ENOUGH_FRAMES, selection_score

ALARM_RATES = ("false_alarm_rate", "upper_gi_alarm_rate", "patch_alarm_rate")
"""Shares of polyp-free pictures with a prediction.

Of full frames of the colon, which alone count for the choice, of frames of the upper GI tract, and of patches of
mucosa.
"""

FRAME_COUNT = "polyp_free_frames"
"""The number of full frames behind `false_alarm_rate`."""


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
