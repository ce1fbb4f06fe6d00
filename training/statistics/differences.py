"""How datasets differ in the size, light and colour of their pictures and in the coverage of their masks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from polyp_core.display_text import filled, mark
from training.statistics.charts import Numbers
from training.statistics.hypotheses import LEAST_PER_SIDE, strength
from training.statistics.measure import HISTOGRAM_BINS

_TERMS = (
    "",
    mark("Small difference: {low} is lower than {high}."),
    mark("Medium difference: {low} is lower than {high}."),
    mark("Large difference: {low} is lower than {high}."),
)
_LIMITS = (0.147, 0.33, 0.474)
"""The limits of Cliff's delta by Romano et al. (2006)."""
_BIN_CENTRES = (np.arange(HISTOGRAM_BINS) + 0.5) * 256 / HISTOGRAM_BINS


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The number of values of one dataset, and their quartiles."""

    n: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class PropertyDifference:
    """One property of the pictures in each dataset, and the two datasets that differ most in it.

    `delta` is Cliff's delta of `most` (-1 to 1): the probability that a picture of the first has the larger value, less
    that of the opposite; None if fewer than two datasets have LEAST_PER_SIDE values. A share is 0..1.
    """

    key: str
    title: str
    unit: str
    datasets: dict[str, Quartiles]
    most: tuple[str, str] | None = None
    delta: float | None = None

    @property
    def reading(self) -> str:
        """Returns the largest difference in words."""
        if self.most is None or self.delta is None:
            return filled("Fewer than two datasets have at least {least} values.", least=LEAST_PER_SIDE)
        how = strength(self.delta, _TERMS, _LIMITS)
        if not how:
            return mark("The datasets are practically alike.")
        low, high = self.most if self.delta < 0 else self.most[::-1]
        return filled(how, low=low, high=high)

    def format(self, dataset: str) -> str:
        """Returns the median of a dataset with its quartiles, such as "71 (60 to 80)"."""
        found = self.datasets[dataset]
        if not found.n:
            return ""
        low, median, high = (self._format(value) for value in (found.low, found.median, found.high))
        return filled("{median} ({low} to {high})", median=median, low=low, high=high)

    def _format(self, value: float) -> str:
        return f"{value * 100:.1f}" if self.unit == "%" else f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def differences(table: pd.DataFrame) -> list[PropertyDifference]:
    """Returns the differences between the datasets of a Scan's table; coverage is that of masks that show a polyp."""
    channels = {channel: _means(table, channel) for channel in ("red", "green", "blue")}
    total = np.sum(list(channels.values()), axis=0)
    coverage = table["coverage"].to_numpy(np.float64)
    values = (
        ("pixels", mark("Size"), mark("pixels"), (table["width_px"] * table["height_px"]).to_numpy(np.float64)),
        (
            "aspect_ratio",
            mark("Aspect ratio"),
            mark("width / height"),
            (table["width_px"] / table["height_px"]).to_numpy(),
        ),
        ("brightness", mark("Brightness"), mark("mean luma, 0 to 255"), table["brightness"].to_numpy(np.float64)),
        ("contrast", mark("Contrast"), mark("standard deviation of the luma"), table["contrast"].to_numpy(np.float64)),
        ("specular_share", mark("Specular reflections"), "%", table["specular_share"].to_numpy(np.float64)),
        *(
            (
                f"{name}_share",
                filled("Share of {colour} in the colour", colour=filled(name)),
                "%",
                own / np.maximum(total, 1e-9),
            )
            for name, own in channels.items()
        ),
        ("coverage", mark("Coverage of masks with a polyp"), "%", np.where(coverage > 0, coverage, np.nan)),
    )
    names = table["dataset"].to_numpy(object)
    return [_difference(key, title, unit, own, names) for key, title, unit, own in values]


def _means(table: pd.DataFrame, channel: str) -> Numbers:
    """Returns the mean of a colour channel of each picture, from its histogram."""
    if table.empty:
        return np.empty(0)
    counts = np.stack(table[f"{channel}_histogram"].to_list()).astype(np.float64)
    return np.asarray(counts @ _BIN_CENTRES / counts.sum(axis=1), np.float64)


def _difference(key: str, title: str, unit: str, values: Numbers, names: np.ndarray) -> PropertyDifference:
    known = {name: own[~np.isnan(own)] for name in sorted(set(names)) for own in (values[names == name],)}
    quartiles = {name: _quartiles(own) for name, own in known.items()}
    enough = [name for name, own in known.items() if len(own) >= LEAST_PER_SIDE]
    deltas = {(a, b): cliffs_delta(known[a], known[b]) for a, b in combinations(enough, 2)}
    most = max(deltas, key=lambda pair: abs(deltas[pair]), default=None)
    return PropertyDifference(key, title, unit, quartiles, most, deltas[most] if most else None)


def _quartiles(values: Numbers) -> Quartiles:
    low, median, high = np.quantile(values, (0.25, 0.5, 0.75)) if len(values) else (np.nan,) * 3
    return Quartiles(len(values), float(low), float(median), float(high))


def cliffs_delta(first: Sequence[float] | Numbers, second: Sequence[float] | Numbers) -> float:
    """Returns the share of pairs of values in which that of `first` is larger, less the share in which it is smaller.

    Cliff, Psychological Bulletin 114 (1993).
    """
    ordered = np.sort(np.asarray(second, np.float64))
    below = np.searchsorted(ordered, first, side="left")
    above = len(ordered) - np.searchsorted(ordered, first, side="right")
    return float((below - above).mean() / len(ordered))
