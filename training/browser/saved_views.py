"""Saved views of the dataset browser: the conditions of the filter and the order, under a name.

Does not import pandas: the settings hold saved views, and the program starts with them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from training.browser.pair_filter import PairFilter

MOST_VIEWS = 50


class SavedView(BaseModel):
    """The conditions and the order of pairs. Ends of `ranges` (low, high, whether high is included) may be open."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = ""
    choices: dict[str, tuple[str, ...]] = {}
    ranges: dict[str, tuple[float | None, float | None, bool]] = {}
    sorted_by: str = "id"
    ascending: bool = True

    @classmethod
    def of(cls, pair_filter: PairFilter, sorted_by: str, *, ascending: bool) -> SavedView:
        """Returns the view that shows these pairs in this order."""
        return cls(
            text=pair_filter.text,
            choices={column: tuple(sorted(values)) for column, values in pair_filter.choices.items()},
            ranges={
                column: (_finite(span.low), _finite(span.high), span.closed)
                for column, span in pair_filter.ranges.items()
            },
            sorted_by=sorted_by,
            ascending=ascending,
        )

    @property
    def filter(self) -> PairFilter:
        """The conditions."""
        from training.browser.pair_filter import PairFilter, Range

        return PairFilter(
            self.text,
            {column: frozenset(values) for column, values in self.choices.items()},
            {
                column: Range(-math.inf if low is None else low, math.inf if high is None else high, closed)
                for column, (low, high, closed) in self.ranges.items()
            },
        )


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None
