"""Paired comparison of two models on the same images."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.display_text import filled, mark
from polyp_core.errors import DatasetError
from training.datasets.sample import PolypFreeKind
from training.evaluation.false_alarms import FalseAlarms, count_false_alarms
from training.evaluation.intervals import LEAST_GROUPS, MeanInterval, is_conclusive, mean_interval, spans_zero
from training.evaluation.scoring import counts_of

TIE = 0.001
"""Differences of Dice below this count as ties."""

_TOO_FEW = mark("Too few independent images for a conclusion.")


@dataclass(frozen=True, slots=True)
class DiceComparison:
    """B's Dice minus A's over the `n` images with a polyp, with its interval over `groups`, and the number of wins."""

    n: int
    groups: int
    dice_a: float
    dice_b: float
    difference: MeanInterval
    wins_a: int
    wins_b: int
    ties: int

    @property
    def reading(self) -> str:
        """Returns the interpretation as a sentence."""
        low, high = self.difference.low, self.difference.high
        if np.isnan(low):
            return _TOO_FEW
        if not spans_zero(self.difference) and not is_conclusive(self.difference, self.groups):
            text = (
                mark(
                    "Too few groups for a conclusion ({groups}; it needs {least}): the Dice of B is higher by "
                    "{gain:.3f} ({low:.3f} to {high:.3f})."
                )
                if low > 0
                else mark(
                    "Too few groups for a conclusion ({groups}; it needs {least}): the Dice of B is lower by "
                    "{gain:.3f} ({low:.3f} to {high:.3f})."
                )
            )
            low, high = sorted((abs(low), abs(high)))
            gain = abs(self.difference.mean)
            return filled(text, groups=self.groups, least=LEAST_GROUPS, gain=gain, low=low, high=high)
        if low > 0:
            gain = self.difference.mean
            return filled(
                "B is better: its Dice is higher by {gain:.3f} ({low:.3f} to {high:.3f}).",
                gain=gain,
                low=low,
                high=high,
            )
        if high < 0:
            loss = -self.difference.mean
            return filled(
                "B is worse: its Dice is lower by {loss:.3f} ({low:.3f} to {high:.3f}).",
                loss=loss,
                low=-high,
                high=-low,
            )
        text = mark("No evidence of improvement: the interval of the difference ({low:.3f} to {high:.3f}) spans 0.")
        return filled(text, low=low, high=high)


def compare(table_a: pd.DataFrame, table_b: pd.DataFrame, column: str = "dice") -> DiceComparison:
    """Compares two tables of `score_pairs` over their common pairs. Raises DatasetError if there are none.

    `column` is `dice` at the comparable settings or `shown_dice` at each model's own.
    """
    both = table_a.merge(table_b[["id", column]], on="id", suffixes=("_a", "_b"))
    both = both[both["coverage"] > 0]
    if both.empty:
        raise DatasetError("There is no image with a polyp that both models were scored on.")
    a, b = both[f"{column}_a"].to_numpy(np.float64), both[f"{column}_b"].to_numpy(np.float64)
    gain = b - a
    return DiceComparison(
        n=len(both),
        groups=both["group"].nunique(),
        dice_a=float(a.mean()),
        dice_b=float(b.mean()),
        difference=mean_interval(gain, list(both["group"])),
        wins_a=int((gain < -TIE).sum()),
        wins_b=int((gain > TIE).sum()),
        ties=int((np.abs(gain) <= TIE).sum()),
    )


@dataclass(frozen=True, slots=True)
class AlarmComparison:
    """False alarm rates of A and B on the same `n` polyp-free pictures of one kind in `groups`, and B's minus A's."""

    kind: PolypFreeKind
    n: int
    groups: int
    a: FalseAlarms
    b: FalseAlarms
    difference: MeanInterval

    @property
    def reading(self) -> str:
        """Returns the interpretation as a sentence."""
        low, high = self.difference.low, self.difference.high
        if np.isnan(low):
            return _TOO_FEW
        if not spans_zero(self.difference) and not is_conclusive(self.difference, self.groups):
            text = (
                mark(
                    "Too few groups for a conclusion ({groups}; it needs {least}): the false alarm rate of B is higher "
                    "by {mean:.1f}% ({low:.1f}% to {high:.1f}%)."
                )
                if low > 0
                else mark(
                    "Too few groups for a conclusion ({groups}; it needs {least}): the false alarm rate of B is lower "
                    "by {mean:.1f}% ({low:.1f}% to {high:.1f}%)."
                )
            )
            mean, (low, high) = 100 * abs(self.difference.mean), sorted((100 * abs(low), 100 * abs(high)))
            return filled(text, groups=self.groups, least=LEAST_GROUPS, mean=mean, low=low, high=high)
        if high < 0:
            return filled(
                "B has fewer false alarms: by {mean:.1f}% ({low:.1f}% to {high:.1f}%) of the pictures.",
                mean=-100 * self.difference.mean,
                low=-100 * high,
                high=-100 * low,
            )
        if low > 0:
            return filled(
                "B has more false alarms: by {mean:.1f}% ({low:.1f}% to {high:.1f}%) of the pictures.",
                mean=100 * self.difference.mean,
                low=100 * low,
                high=100 * high,
            )
        text = mark("No evidence of a difference: its interval ({low:.1f}% to {high:.1f}%) spans 0.")
        return filled(text, low=100 * low, high=100 * high)


def compare_alarms(table_a: pd.DataFrame, table_b: pd.DataFrame, prefix: str = "") -> list[AlarmComparison]:
    """Returns false alarms of two tables of `score_pairs` on their common polyp-free pictures, one item per kind.

    Counted at the comparable settings, or with the prefix `shown_` at each model's own.
    """
    both = [table[table["coverage"] == 0].set_index("id") for table in (table_a, table_b)]
    ids = [id for id in both[0].index if id in both[1].index]
    a, b = (table.loc[ids].reset_index() for table in both)
    claimed = [counts_of(table, prefix).is_claimed for table in (a, b)]
    groups = a["group"].to_numpy()
    found = []
    for own, other in zip(*(_alarms(a, each) for each in claimed), strict=True):
        chosen = (a["kind"] == own.kind).to_numpy()
        gain = claimed[1][chosen].astype(np.float64) - claimed[0][chosen]
        difference = mean_interval(gain, list(groups[chosen]))
        found.append(AlarmComparison(own.kind, own.n, len(set(groups[chosen])), own, other, difference))
    return found


def _alarms(table: pd.DataFrame, claimed: NDArray[np.bool_]) -> tuple[FalseAlarms, ...]:
    return count_false_alarms(claimed, np.zeros(len(table), np.bool_), list(table["kind"]), list(table["group"]))
