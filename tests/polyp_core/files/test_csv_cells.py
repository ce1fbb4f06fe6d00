import math

import pytest

from polyp_core.files.csv_cells import escape_formula, escape_formulas


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "\tplain", "\rplain"),
        *("＝1+1", "＋1", "－1", "＠SUM(1)", " =1+1", "\u00a0=1+1", "\ufeff=1+1", "-", "+", "-0.5.jpg", "-1_000"),
    ],
)
def test_text_that_a_spreadsheet_would_run_as_a_formula_gets_an_apostrophe(cell: str):
    assert escape_formula(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "polyp.png", "a=b", "3-4", " text", "-0.5", "+3", "-1e-05", "-.5", "-inf", "'=1", -0.5, -3, math.nan]
)
def test_other_text_and_numbers_are_unchanged(cell: object):
    assert escape_formula(cell) is cell


def test_a_row_keeps_its_order():
    assert list(escape_formulas((1, "=x", "y", -2.5))) == [1, "'=x", "y", -2.5]
