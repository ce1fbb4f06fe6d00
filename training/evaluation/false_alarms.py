"""Counts false alarms: polyp-free pictures on which a model predicts a polyp, by kind of picture."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import FilledText, filled, mark
from polyp_core.model.card import POLYP_FREE_FRAMES
from polyp_core.model.selection_score import ENOUGH_FRAMES
from training.datasets.polyp_free import KINDS
from training.datasets.sample import PolypFreeKind, Sample
from training.evaluation.intervals import share_interval

KIND_TITLES: Mapping[PolypFreeKind, str] = {
    "frame": POLYP_FREE_FRAMES,
    "upper_gi": mark("upper GI pictures"),
    "patch": mark("patches without a polyp"),
}


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """The share (0..1) of the `n` polyp-free pictures of one kind with a prediction.

    `interval` is of 95 %, its ends NaN with fewer than two groups of pictures.
    """

    kind: PolypFreeKind
    n: int
    rate: float
    interval: tuple[float, float]

    @property
    def text(self) -> FilledText:
        """Such as "something is predicted on 3.1% (1.0% to 6.2%) of 128 upper GI pictures"."""
        return filled(
            "something is predicted on {share} of {n} {kind}",
            share=format_share(self.rate, self.interval),
            n=str(self.n),
            kind=filled(KIND_TITLES[self.kind]),
        )

    def __str__(self) -> str:
        return str(self.text)


def format_share(share: float, interval: tuple[float, float]) -> str:
    """Returns such as "3.1% (1.0% to 6.2%)", without the interval if it is undefined."""
    low, high = interval
    if math.isnan(low):
        return filled("{share:.1f}%", share=100 * share)
    return filled("{share:.1f}% ({low:.1f}% to {high:.1f}%)", share=100 * share, low=100 * low, high=100 * high)


def kind_of_sample(sample: Sample) -> PolypFreeKind:
    """Returns the kind that the sample counts as if its mask is empty: pairs of ordinary datasets are full frames."""
    return sample.polyp_free or "frame"


def count_false_alarms(
    is_claimed: NDArray[np.bool_], has_polyp: NDArray[np.bool_], kinds: Sequence[str], groups: Sequence[str]
) -> tuple[FalseAlarms, ...]:
    """Returns one item per kind with polyp-free pictures, full frames first; all arguments have N values."""
    names, members = np.array(kinds), np.array(groups)
    found = []
    for kind in KINDS:
        if (chosen := ~has_polyp & (names == kind)).any():
            share = share_interval(is_claimed[chosen], list(members[chosen]))
            found.append(FalseAlarms(kind, int(chosen.sum()), share.mean, (share.low, share.high)))
    return tuple(found)


def of_full_frames(found: Iterable[FalseAlarms]) -> FalseAlarms:
    """Returns the item of full frames, or one with n 0 and rate NaN."""
    none = FalseAlarms("frame", 0, math.nan, (math.nan, math.nan))
    return next((each for each in found if each.kind == "frame"), none)


def warn_of_few_frames(frames: int) -> str:
    """Returns a warning if there are fewer than ENOUGH_FRAMES full frames without a polyp, else ""."""
    if frames >= ENOUGH_FRAMES:
        return ""
    there = f"There are only {frames} full frames" if frames != 1 else "There is only 1 full frame"
    if not frames:
        there = "There are no full frames"
    return f"{there} without a polyp to count false alarms on, and {ENOUGH_FRAMES} are needed; add --polyp-free."
