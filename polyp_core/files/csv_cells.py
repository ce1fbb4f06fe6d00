"""Cells of CSV files that a spreadsheet must not take for formulas."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

Cell = TypeVar("Cell")

# A spreadsheet runs what begins with one of these; some read the full-width forms as the plain ones, and some skip
# white space and byte order marks before them.
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-](inf|nan)", re.ASCII)


def harmless_cell(cell: Cell) -> Cell | str:
    """`cell` as it is, or behind an apostrophe where it is text that a spreadsheet would run. Numbers stay numbers.

    >>> harmless_cell("=HYPERLINK(1)"), harmless_cell("-0.5"), harmless_cell(-0.5)
    ("'=HYPERLINK(1)", '-0.5', -0.5)
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def harmless_row(row: Iterable[Cell]) -> Iterator[Cell | str]:
    """The cells of a row, each as `harmless_cell` gives it."""
    return map(harmless_cell, row)
