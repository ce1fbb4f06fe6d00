"""Which pairs are chosen, as one value: panel, charts and search narrow it, and all views follow."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.browser.columns import COLUMNS, Column, words_of


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` on, up to `high`; `closed` says whether `high` itself belongs to it."""

    low: float
    high: float
    closed: bool = True

    def holds(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which of `values` lie within; nan does not."""
        below = values <= self.high if self.closed else values < self.high
        return np.asarray((values >= self.low) & below)


@dataclass(frozen=True, slots=True)
class PairFilter:
    """What a pair must be to be chosen: all of it at once.

    `text` is part of its id. `choices` maps a column to the values that pass ("" stands for none), `ranges` a column
    to the numbers that pass.
    """

    text: str = ""
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether every pair passes."""
        return not (self.text or self.choices or self.ranges)

    def mask(self, table: pd.DataFrame) -> NDArray[np.bool_]:
        """Which rows of `table` pass. A column that the table has not narrows nothing."""
        keep = np.ones(len(table), np.bool_)
        for column, values in self.choices.items():
            if column in table:
                keep &= table[column].fillna("").isin(values).to_numpy()
        for column, span in self.ranges.items():
            if column in table:
                keep &= span.holds(table[column].to_numpy(np.float64))
        if self.text:
            keep &= table["id"].str.contains(self.text, case=False, regex=False).to_numpy()
        return keep

    def with_text(self, text: str) -> "PairFilter":
        return replace(self, text=text.strip())

    def with_choice(self, column: str, values: frozenset[str]) -> "PairFilter":
        """Only these values of `column` pass; no value at all lifts the condition."""
        others = {name: own for name, own in self.choices.items() if name != column}
        return replace(self, choices=others | ({column: values} if values else {}))

    def with_range(self, column: str, span: Range | None) -> "PairFilter":
        """Only numbers of `column` within `span` pass; None lifts the condition."""
        others = {name: own for name, own in self.ranges.items() if name != column}
        return replace(self, ranges=others | ({column: span} if span is not None else {}))

    def without(self, column: str) -> "PairFilter":
        """Without the conditions on `column`; "text" names the search."""
        if column == "text":
            return self.with_text("")
        return self.with_choice(column, frozenset()).with_range(column, None)

    def without_gone_values(self, table: pd.DataFrame, but: Collection[str] = ()) -> "PairFilter":
        """Lifts choices of values that `table` has no more, such as of a dataset that was left out; not of `but`."""
        kept = self
        for column, values in self.choices.items():
            if column in table and column not in but:
                kept = kept.with_choice(column, values & frozenset(table[column].fillna("")))
        return kept

    def describe(self) -> dict[str, str]:
        """Each condition in words, by the column that `without` lifts it by."""
        words = {"text": f"name has “{self.text}”"} if self.text else {}
        for column, values in self.choices.items():
            shown = " or ".join(sorted(words_of(column, value) for value in values))
            words[column] = f"{_title(column)}: {shown}"
        for column, span in self.ranges.items():
            words[column] = f"{_title(column)}: {_span_words(_column(column), span)}"
        return words


def _column(key: str) -> Column | None:
    return next((column for column in COLUMNS if column.key == key), None)


def _title(key: str) -> str:
    column = _column(key)
    return column.title if column is not None else key.replace("_", " ")


def _span_words(column: Column | None, span: Range) -> str:
    def show(value: float) -> str:
        return column.show(value) if column is not None else f"{value:g}"

    if np.isinf(span.high):
        return f"from {show(span.low)}"
    if np.isinf(span.low):
        return f"up to {show(span.high)}"
    return f"{show(span.low)} to {show(span.high)}"
