"""The filter of pairs, shared by filter panel, charts and search."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.display_text import FilledText, filled
from training.browser.columns import COLUMNS, Column, format_value, sort_keys

SEVERAL_VALUES = ("tags",)
"""Columns whose cells hold several values each."""
_BETWEEN = ", "
_MOST_DESCRIBED = 6


@dataclass(frozen=True, slots=True)
class Range:
    """Range of numbers from `low` to `high`; `closed` is True if `high` is included."""

    low: float
    high: float
    closed: bool = True

    def holds(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Returns which of `values` (n,) are in the range; NaN is not."""
        below = values <= self.high if self.closed else values < self.high
        return np.asarray((values >= self.low) & below)


@dataclass(frozen=True, slots=True)
class PairFilter:
    """Conditions that a pair must all meet.

    `text` must be part of its id. `choices` maps a column to the accepted values ("" for none), `ranges` a column to
    the accepted numbers.
    """

    text: str = ""
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True if every pair passes."""
        return not (self.text or self.choices or self.ranges)

    def mask(self, table: pd.DataFrame) -> NDArray[np.bool_]:
        """Returns which rows of `table` pass. Columns that the table lacks are ignored."""
        keep = np.ones(len(table), np.bool_)
        for column, values in self.choices.items():
            if column in SEVERAL_VALUES and column in table:
                keep &= (
                    table[column].map(lambda own, values=values: not values.isdisjoint(split_values(own))).to_numpy()
                )
            elif column in table:
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
        """Accepts only these values of `column`; no values remove the condition."""
        others = {name: own for name, own in self.choices.items() if name != column}
        return replace(self, choices=others | ({column: values} if values else {}))

    def with_range(self, column: str, span: Range | None) -> "PairFilter":
        """Accepts only numbers of `column` within `span`; None removes the condition."""
        others = {name: own for name, own in self.ranges.items() if name != column}
        return replace(self, ranges=others | ({column: span} if span is not None else {}))

    def without(self, column: str) -> "PairFilter":
        """Removes the conditions on `column`; "text" is the search."""
        if column == "text":
            return self.with_text("")
        return self.with_choice(column, frozenset()).with_range(column, None)

    def without_missing_values(self, table: pd.DataFrame, but: Collection[str] = ()) -> "PairFilter":
        """Removes choices of values that do not occur in `table`, such as of a removed dataset; not of `but`."""
        kept = self
        for column, values in self.choices.items():
            if column in table and column not in but:
                kept = kept.with_choice(column, values & value_counts(table, column).keys())
        return kept

    def describe(self) -> dict[str, str]:
        """Returns each condition as text, by the column with which `without` removes it."""
        texts: dict[str, str] = {"text": filled("name has “{text}”", text=self.text)} if self.text else {}
        for column, values in self.choices.items():
            if len(values) > _MOST_DESCRIBED:
                texts[column] = filled("{column}: {n} chosen", column=_title(column), n=len(values))
                continue
            labels = sorted(format_value(column, value) for value in values)
            shown = reduce(lambda first, second: filled("{first} or {second}", first=first, second=second), labels)
            texts[column] = filled("{column}: {values}", column=_title(column), values=shown)
        for column, span in self.ranges.items():
            texts[column] = filled(
                "{column}: {values}", column=_title(column), values=_format_range(_column(column), span)
            )
        return texts


def split_values(text: str) -> list[str]:
    """Returns the values in a cell of a column of SEVERAL_VALUES; [""] if there are none."""
    return text.split(_BETWEEN)


def join_values(values: Collection[str]) -> str:
    """Returns the cell of a column of SEVERAL_VALUES."""
    return _BETWEEN.join(sorted(values))


def value_counts(table: pd.DataFrame, column: str) -> dict[str, int]:
    """Returns how many pairs have each value of a column; "" stands for none."""
    values = table[column].fillna("")
    if column in SEVERAL_VALUES:
        values = values.map(split_values).explode()
    return {str(value): int(count) for value, count in values.value_counts().items()}


def counts_in_choice(table: pd.DataFrame, pair_filter: PairFilter, column: str) -> dict[str, int]:
    """Returns how many pairs have each value of a column, of those that pass all conditions on other columns."""
    return value_counts(table[pair_filter.without(column).mask(table)], column)


def _column(key: str) -> Column | None:
    return next((column for column in COLUMNS if column.key == key), None)


def _title(key: str) -> str:
    column = _column(key)
    if column is None:
        return key.replace("_", " ")
    return column.title if isinstance(column.title, FilledText) else filled(column.title)


def _format_range(column: Column | None, span: Range) -> str:
    def show(value: float) -> str:
        return column.show(value) if column is not None else f"{value:g}"

    if np.isinf(span.high):
        return filled("from {low}", low=show(span.low))
    if np.isinf(span.low):
        return filled("up to {high}", high=show(span.high))
    return filled("{low} to {high}", low=show(span.low), high=show(span.high))


def chosen_rows(table: pd.DataFrame, pair_filter: PairFilter, column: str, *, ascending: bool) -> NDArray[np.int64]:
    """Returns the rows of `table` that pass the filter, sorted by `column`; rows without a value come last."""
    rows = np.flatnonzero(pair_filter.mask(table))
    if column not in table or not len(rows):
        return rows
    keys = sort_keys(table.iloc[rows], column).reset_index(drop=True)
    by = keys.columns.tolist()
    order = keys.sort_values(by, ascending=ascending, kind="stable", na_position="last").index
    return np.asarray(rows[order.to_numpy()])
