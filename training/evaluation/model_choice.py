"""Which of several models or settings is the best: false alarms count as much as Dice."""

from collections.abc import Mapping, Sequence

ALARM_RATES = ("false_alarm_rate", "upper_gi_alarm_rate", "patch_alarm_rate")
"""Shares of pictures without a polyp on which one is predicted: of full frames of the colon, which alone decide, of
frames of the upper GI tract, and of patches of mucosa."""

FRAME_COUNT = "polyp_free_frames"
"""Over how many full frames `false_alarm_rate` is."""

ENOUGH_FRAMES = 40
"""From so many full frames without a polyp on, false alarms count as much as Dice."""


def weighed_score(dice: float, false_alarm_rate: float | None, frames: float = ENOUGH_FRAMES) -> float:
    """Mean Dice of the frames with a polyp less the share of the `frames` without one on which one is predicted.

    Both are shares (0..1) and count alike: one more false alarm in a hundred frames costs as much as 0.01 of Dice. 1 is
    the best; what predicts nothing at all has 0, as what predicts a polyp right everywhere has. With fewer than
    ENOUGH_FRAMES the rate counts less, in proportion, so that no single frame costs more than 1 / ENOUGH_FRAMES of
    Dice. Where there is no such frame, `false_alarm_rate` is None and the Dice alone decides.
    """
    if false_alarm_rate is None or not frames:
        return dice
    return dice - false_alarm_rate * min(1.0, frames / ENOUGH_FRAMES)


def rank_of(scores: Mapping[str, float], prefix: str = "") -> tuple[bool, float]:
    """By which epochs are ordered, the higher the better: whether false alarms were counted, then `weighed_score`.

    `scores` has `dice` and, where they were counted, `false_alarm_rate` and FRAME_COUNT. Epochs of one run differ in
    that only where a version of the program that did not count them began it: nobody can tell how often that model is
    wrong.
    """
    rate = scores.get(f"{prefix}false_alarm_rate")
    frames = scores.get(prefix + FRAME_COUNT, ENOUGH_FRAMES)
    return rate is not None, weighed_score(scores[f"{prefix}dice"], rate, frames)


def best_row(rows: Sequence[dict[str, float]]) -> dict[str, float] | None:
    """Of rows of `metrics.csv` that of the epoch whose model is kept, the first of equal ones; None without a row."""
    return max(rows, key=lambda row: rank_of(row, "validation_"), default=None)


def describe_best(row: Mapping[str, float]) -> str:
    """Such as "validation Dice 0.712, false alarms 3.1 %"."""
    rate = row.get("validation_false_alarm_rate")
    alarms = "" if rate is None else f", false alarms {rate * 100:.1f} %"
    return f"validation Dice {row['validation_dice']:.3f}{alarms}"
