"""Escapes CSV cells that a spreadsheet would execute as formulas (CSV injection)."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

Cell = TypeVar("Cell")

# Spreadsheets execute cells that begin with one of these; some accept the full-width forms, and some skip white space
# and byte order marks before them.
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-](inf|nan)", re.ASCII)


def escape_formula(cell: Cell) -> Cell | str:
    """Returns `cell`, prefixed with an apostrophe if it is text that a spreadsheet would execute; numbers unchanged.

    >>> escape_formula("=HYPERLINK(1)"), escape_formula("-0.5"), escape_formula(-0.5)
    ("'=HYPERLINK(1)", '-0.5', -0.5)
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def escape_formulas(row: Iterable[Cell]) -> Iterator[Cell | str]:
    """Returns the cells of a row, escaped with `escape_formula`."""
    return map(escape_formula, row)
