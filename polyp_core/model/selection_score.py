"""The score by which epochs, settings and models are ranked: mean Dice minus false alarm rate."""

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
